import type { Route } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { protocol } from '../../chromium-host/protocol.ts';
import { answerRequest } from '../../chromium-host/requests.ts';
import { HostWebContents } from '../../chromium-host/webContents.ts';
import { fakeFrame } from './fakeFrame.ts';

const PRIVILEGES = { standard: true, secure: true, supportFetchAPI: true };

interface Fulfilment {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** Answers a request of the page; gives what the page got, or the reason it was aborted for. */
async function request(address: string, isNavigation = false): Promise<Fulfilment | string> {
  const outcome = Promise.withResolvers<Fulfilment | string>();
  const contents = new HostWebContents();
  contents.on('will-navigate', (event: { preventDefault(): void }) => event.preventDefault());
  const route = {
    request: () => ({
      url: () => address,
      method: () => 'GET',
      headers: () => ({ accept: 'text/html' }),
      postDataBuffer: () => null,
      isNavigationRequest: () => isNavigation,
      frame: () => fakeFrame('https://bundle.test.invalid/'),
    }),
    abort: async (reason: string) => outcome.resolve(reason),
    fulfill: async (fulfilment: Fulfilment) => outcome.resolve(fulfilment),
  };
  await answerRequest(route as unknown as Route, contents);
  return outcome.promise;
}

beforeAll(() => {
  protocol.registerSchemesAsPrivileged([{ scheme: 'test', privileges: PRIVILEGES }]);
  protocol.handle('test', ({ url }) => new Response(url, { status: 201, headers: { 'X-Policy': 'none' } }));
});

describe('answerRequest', () => {
  it('gives the page the answer of the protocol handler with its headers', async () => {
    const answer = await request('https://bundle.test.invalid/a?b=1');
    expect(answer).toMatchObject({ status: 201, headers: { 'x-policy': 'none' } });
    expect(String((answer as Fulfilment).body)).toBe('test://bundle/a?b=1');
  });

  it.each(['https://example.com/', 'https://bundle.other.invalid/', 'http://127.0.0.1:1/', 'file:///etc/hosts'])(
    'aborts a request for %s',
    async (address) => {
      expect(await request(address)).toBe('blockedbyclient');
    },
  );

  it('aborts a navigation that the application prevents', async () => {
    expect(await request('https://bundle.test.invalid/', true)).toBe('aborted');
  });
});

describe('protocol', () => {
  it.each(['bypassCSP', 'allowServiceWorkers', 'corsEnabled'])('refuses a scheme with %s', (name) => {
    const privileges = { ...PRIVILEGES, [name]: true };
    expect(() => protocol.registerSchemesAsPrivileged([{ scheme: 'loose', privileges }])).toThrow('not the hardened');
  });

  it('refuses a handler for a scheme that was not registered, and a second one', () => {
    expect(() => protocol.handle('other', () => new Response())).toThrow('cannot be handled');
    expect(() => protocol.handle('test', () => new Response())).toThrow('cannot be handled');
  });
});
