import { EventEmitter } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import type { Browser, Page } from 'playwright';
import { findChromium } from '../../scripts/chromium.mjs';
import { toRealAddress, toStandIn } from './addresses.ts';
import { commandLine } from './commandLine.ts';
import { mortal } from './mortal.ts';
import type { HostSession } from './session.ts';
import { windowRegistry } from './windowRegistry.ts';

/** The web preferences of a window that prints, in addition to its session. */
const HARDENED = {
  javascript: false,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  spellcheck: false,
  devTools: false,
};
const PDF_OPTIONS = { pageSize: 'A4', printBackground: true, preferCSSPageSize: true };

/** Whether the options are those of a hidden window that prints. @throws Error for one that is less strict. */
export function isPrintWindow({ show, webPreferences, ...others }: Readonly<Record<string, unknown>>): boolean {
  const { session, ...preferences } = (webPreferences ?? {}) as Record<string, unknown>;
  if (preferences.javascript !== false) {
    return false;
  }
  if (show !== false || session === undefined || Object.keys(others).length > 0) {
    throw new Error('A window that prints is hidden and has a session of its own');
  }
  if (!isDeepStrictEqual(preferences, HARDENED)) {
    throw new Error('The web preferences of the window that prints are not the hardened ones');
  }
  return true;
}

/** The page of a {@link HostPrintWindow}. */
class PrintContents extends EventEmitter {
  readonly facade = mortal<PrintContents>('WebContents', this);
  private readonly session: HostSession;
  private browser: Browser | null = null;
  private page: Page | null = null;
  private isGone = false;

  constructor(session: HostSession) {
    super();
    this.session = session;
  }

  setWindowOpenHandler(): void {}

  /** Has no effect: the page has no preload that listens. */
  send(): void {}

  isDestroyed(): boolean {
    return this.isGone;
  }

  /** Prints the page as Electron does. @throws Error for other options than those of KeyDesk. */
  async printToPDF(options: object): Promise<Buffer> {
    if (!isDeepStrictEqual(options, PDF_OPTIONS) || this.page === null) {
      throw new Error('The Chromium host prints loaded pages on A4 only');
    }
    return await this.page.pdf({ format: 'A4', printBackground: true, preferCSSPageSize: true });
  }

  /** Shows an address in a Chromium without a window, from which all requests go to the session's handlers. */
  async load(address: string): Promise<void> {
    const { chromium } = await import('playwright');
    const executablePath = findChromium();
    if (executablePath === null) {
      throw new Error('No Chromium was found on this machine');
    }
    // The proxy accepts no connection (RFC 863, the discard port).
    const proxy = { server: 'http://127.0.0.1:9' };
    this.browser = await chromium.launch({ executablePath, chromiumSandbox: commandLine.hasSandbox, proxy });
    const context = await this.browser.newContext({ javaScriptEnabled: false, serviceWorkers: 'block' });
    this.page = await context.newPage();
    await this.page.route('**/*', async (route) => {
      const real = toRealAddress(route.request().url());
      const handler = this.session.protocol.handlerOf(real);
      if (handler === undefined) {
        await route.abort('blockedbyclient');
        return;
      }
      const { status, headers, body } = await readResponse(await handler(new Request(real)));
      await route.fulfill({ status, headers, body });
    });
    await this.page.goto(toStandIn(address));
  }

  async destroy(): Promise<void> {
    this.isGone = true;
    await this.browser?.close();
  }
}

/** The part of Electron's `BrowserWindow` that KeyDesk uses for printing. */
export class HostPrintWindow extends EventEmitter {
  readonly facade = mortal<HostPrintWindow>('BrowserWindow', this);
  private readonly contents: PrintContents;

  constructor(options: Readonly<Record<string, unknown>>) {
    super();
    this.contents = new PrintContents((options.webPreferences as { readonly session: HostSession }).session);
    windowRegistry.emit('contents-created', this.contents.facade);
  }

  get webContents(): PrintContents {
    return this.contents.facade;
  }

  loadURL(address: string): Promise<void> {
    return this.contents.load(address);
  }

  isDestroyed(): boolean {
    return this.contents.isDestroyed();
  }

  destroy(): void {
    void this.contents.destroy();
  }
}

async function readResponse(response: Response) {
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  };
}
