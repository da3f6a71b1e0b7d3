import { randomBytes } from 'node:crypto';
import type { BrowserWindow, Protocol } from 'electron';
import { AppError } from '../../../shared/result.ts';
import type { PrintedDocument, PrintPdf } from '../../ports.ts';

/** Dependencies of {@link electronPrinter}. */
export interface PrinterOptions {
  /** Scheme of the page, registered as a standard one. */
  readonly scheme: string;
  /** Protocol handlers of the session of {@link createWindow}. */
  readonly protocol: () => Protocol;
  /** Creates a hidden window for one document. */
  readonly createWindow: () => BrowserWindow;
}

/** Prints documents in hidden windows, one after the other. */
export function electronPrinter({ scheme, protocol, createWindow }: PrinterOptions): PrintPdf {
  let last: Promise<unknown> = Promise.resolve();
  const print = async (document: PrintedDocument): Promise<Uint8Array> => {
    const handlers = protocol();
    const window = createWindow();
    handlers.handle(scheme, () => responseWith(document));
    try {
      await window.loadURL(`${scheme}://print/`);
      return await window.webContents.printToPDF({ pageSize: 'A4', printBackground: true, preferCSSPageSize: true });
    } catch (cause) {
      throw new AppError('FILE_NOT_SAVED', 'The document could not be printed.', { cause });
    } finally {
      handlers.unhandle(scheme);
      window.destroy();
    }
  };
  return (document) => {
    const printed = last.then(() => print(document));
    last = printed.catch(() => {});
    return printed;
  };
}

/** The page of a document. It may use its own style only. */
function responseWith({ language, title, style, body }: PrintedDocument): Response {
  const nonce = randomBytes(16).toString('base64');
  const head = `<meta charset="utf-8"><title>${title.replaceAll('<', '&lt;')}</title>`;
  return new Response(
    `<!doctype html><html lang="${language}"><head>${head}<style nonce="${nonce}">${style}</style></head><body>${body}</body></html>`,
    {
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      },
    },
  );
}
