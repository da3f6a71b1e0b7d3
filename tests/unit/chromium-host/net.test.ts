import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type IncomingMessage, net } from '../../chromium-host/net.ts';

const servers: { close(): unknown }[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
  }
});

async function listen(server: Server | ReturnType<typeof createSocketServer>): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const serve = (listener: RequestListener) => listen(createServer(listener));

/** Creates a request with the options of the application; `more` replaces some. */
function requestTo(url: string, more: object = {}) {
  const policy = { redirect: 'manual', credentials: 'omit', cache: 'no-store', bypassCustomProtocolHandlers: true };
  return net.request({ url, method: 'GET', headers: {}, ...policy, ...more });
}

/** Sends a request and returns its response. */
function ask(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = requestTo(url);
    request.on('response', resolve);
    request.on('error', reject);
    request.end();
  });
}

describe('net.request', () => {
  it('fails with the names of Chromium and no code of Node', async () => {
    const closed = await listen(createSocketServer());
    servers.pop()?.close();
    const broken = await listen(createSocketServer((socket) => socket.destroy()));
    const garbage = await listen(createSocketServer((socket) => socket.end('nonsense\r\n\r\n')));
    const failures = ['http://name.invalid/', closed, broken, garbage, 'http://127.0.0.1:6667/'].map((address) =>
      ask(address).catch(({ message, code, cause }) => ({ message, code, cause })),
    );
    expect(await Promise.all(failures)).toEqual(
      [
        'net::ERR_NAME_NOT_RESOLVED',
        'net::ERR_CONNECTION_REFUSED',
        expect.stringMatching(/^net::ERR_(EMPTY_RESPONSE|CONNECTION_RESET|CONNECTION_CLOSED)$/),
        'net::ERR_INVALID_HTTP_RESPONSE',
        'net::ERR_UNSAFE_PORT',
      ].map((message) => ({ message, code: undefined, cause: undefined })),
    );
  });

  it('gives any status, and headers as the UTF-8 that they are', async () => {
    const reason = Buffer.from('Доступ закрыт').toString('latin1');
    const address = await serve((_request, response) => response.writeHead(999, { 'X-Reason': reason }).end('body'));
    const message = await ask(address);
    expect([message.statusCode, message.headers['x-reason']]).toEqual([999, 'Доступ закрыт']);
    expect((await message.toArray()).join('')).toBe('body');
  });

  it.each([301, 302, 303, 307, 308])('reports where a redirect with %i leads before it fails', async (status) => {
    const address = await serve((_request, response) => response.writeHead(status, { Location: '/other' }).end());
    const request = requestTo(address);
    const events: unknown[] = [];
    await new Promise((resolve) => {
      request.on('redirect', (code, _method, target) => events.push([code, target]));
      request.on('error', (error: Error) => events.push(error.message));
      request.on('close', () => resolve(undefined));
      request.end();
    });
    expect(events).toEqual([[status, `${address}/other`], 'Redirect was cancelled']);
  });

  it.each([{ redirect: 'follow' }, { credentials: 'include' }, { partition: 'other' }])('rejects %j', (more) => {
    expect(() => requestTo('http://127.0.0.1/', more)).toThrow('not the hardened ones');
  });
});
