import { expect, it } from 'vitest';
import { electronPrinter } from '../../../../electron/adapters/system/electronPrinter.ts';

type Options = Parameters<typeof electronPrinter>[0];

const DOCUMENT = { language: 'ru', title: 'A <b>', style: 'p { color: red }', body: '<p>текст</p>' } as const;

/** A printer over windows that load what the handler responds with, and print its text. */
function printer(print: (text: string) => Promise<Buffer> = async (text) => Buffer.from(text)) {
  const steps: string[] = [];
  const responses: Response[] = [];
  let handler: (() => Response) | null = null;
  const protocol = {
    handle: (scheme: string, handle: () => Response) => {
      if (handler !== null) {
        throw new Error('There is a handler already.');
      }
      steps.push(`handle ${scheme}`);
      handler = handle;
    },
    unhandle: (scheme: string) => {
      steps.push(`unhandle ${scheme}`);
      handler = null;
    },
  };
  const createWindow = () => {
    let text = '';
    return {
      loadURL: async (url: string) => {
        steps.push(`load ${url}`);
        const response = handler?.() ?? new Response();
        responses.push(response);
        text = await response.clone().text();
      },
      webContents: {
        printToPDF: (options: object) => {
          steps.push(JSON.stringify(options));
          return print(text);
        },
      },
      destroy: () => steps.push('destroy'),
    };
  };
  const options = { scheme: 'app', protocol: () => protocol, createWindow } as unknown as Options;
  return { steps, responses, print: electronPrinter(options) };
}

it('loads the document in a window of its own, prints it on A4 and removes the window', async () => {
  const { steps, responses, print } = printer();
  const text = Buffer.from(await print(DOCUMENT)).toString();
  expect(text).toContain('<html lang="ru">');
  expect(text).toContain('<title>A &lt;b></title>');
  expect(text).toContain('<body><p>текст</p></body>');
  expect(steps).toEqual([
    'handle app',
    'load app://print/',
    '{"pageSize":"A4","printBackground":true,"preferCSSPageSize":true}',
    'unhandle app',
    'destroy',
  ]);
  const policy = responses[0]?.headers.get('Content-Security-Policy') ?? '';
  const nonce = /<style nonce="([^"]+)">/.exec(text)?.[1];
  expect(policy).toBe(
    `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
});

it('prints one document after the other, also after one that failed', async () => {
  const { print, steps } = printer(async (text) => {
    if (text.includes('broken')) {
      throw new Error('Printing failed');
    }
    return Buffer.from(text);
  });
  const [broken, whole] = await Promise.allSettled([print({ ...DOCUMENT, body: 'broken' }), print(DOCUMENT)]);
  expect(broken).toMatchObject({ status: 'rejected', reason: { code: 'FILE_NOT_SAVED' } });
  expect(whole).toMatchObject({ status: 'fulfilled' });
  expect(steps.filter((step) => !step.startsWith('{'))).toEqual([
    ...['handle app', 'load app://print/', 'unhandle app', 'destroy'],
    ...['handle app', 'load app://print/', 'unhandle app', 'destroy'],
  ]);
});
