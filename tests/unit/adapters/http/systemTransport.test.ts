import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';
import type { Net } from 'electron';
import { expect, it } from 'vitest';
import { createSystemTransport } from '../../../../electron/adapters/http/systemTransport.ts';

const REQUEST = {
  method: 'POST',
  headers: {},
  body: '{}',
  redirect: 'manual',
  credentials: 'omit',
  cache: 'no-store',
} as const;

/** A `net` whose requests end as told, with events that no promise guards, as Electron's. */
function netThat(act: (request: EventEmitter) => void): Pick<Net, 'request'> {
  const request = () =>
    Object.assign(new EventEmitter(), {
      abort: () => {},
      end(this: EventEmitter) {
        act(this);
      },
    });
  return { request: request as unknown as Net['request'] };
}

const ask = (net: Pick<Net, 'request'>, signal = new AbortController().signal) =>
  createSystemTransport(net, () => ({ closeAllConnections: async () => {} })).fetch('https://stand.example', {
    ...REQUEST,
    signal,
  });

it.each([0, 205, 999])(
  'fault 80: a response with status %i is given, and its head is read as far as it can be',
  async (statusCode) => {
    const headers = { server: 'Сервер', date: 'today', 'www-authenticate': ['Negotiate', 'Basic'] };
    const incoming = Object.assign(Readable.from(['{}']), { statusCode, statusMessage: 'Запрещено', headers });
    const response = await ask(netThat((request) => request.emit('response', incoming)));
    expect([response.status, response.headers.get('date'), response.headers.get('server')]).toEqual([
      statusCode,
      'today',
      null,
    ]);
    expect(response.headers.get('www-authenticate')).toBe('Negotiate, Basic');
  },
);

it('gives a redirect with its target, although Electron then calls it an error', async () => {
  const net = netThat((request) => {
    request.emit('redirect', 302, 'GET', 'https://elsewhere.example/%D0%B2%D1%85%D0%BE%D0%B4?a=%20', {});
    request.emit('error', new Error('Redirect was cancelled'));
  });
  const { status, headers } = await ask(net);
  expect([status, headers.get('location')]).toEqual([302, 'https://elsewhere.example/%D0%B2%D1%85%D0%BE%D0%B4?a=%20']);
});

it('ends with the reason of the signal', async () => {
  const controller = new AbortController();
  const asked = ask(
    netThat(() => {}),
    controller.signal,
  );
  controller.abort(new Error('out of time'));
  await expect(asked).rejects.toThrow('out of time');
});
