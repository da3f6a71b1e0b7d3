import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SERVER_LIMITS } from '../../../electron/platform/http/serverLimits.ts';
import type { RunningPlatform } from '../../../electron/platform/startPlatform.ts';
import { basic, KEY_SERVICE, type RawRequest, send, startForTest, startSample } from './platformClient.ts';

const JSON_TYPE = ['Content-Type', 'application/json'] as const;
const GET = `${KEY_SERVICE}/Get`;

let platform: RunningPlatform;
beforeAll(async () => {
  platform = await startSample();
});
afterAll(() => platform.stop());

const sendAsAdmin = (target: RawRequest) =>
  send(platform, { ...target, headers: [basic('admin'), ...(target.headers ?? [])] });

/** Sends bytes that are not a request, and gives everything that comes back until the connection ends. */
async function sendBytes(bytes: string): Promise<string> {
  const socket = connect(Number(new URL(platform.address).port), '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.write(bytes);
  await once(socket, 'close');
  return text;
}

describe('a body that cannot be is refused', () => {
  test.each([
    ['malformed JSON', '{"id":', 400, 'MalformedRequest'],
    ['JSON that is no object', '[]', 400, 'Validation'],
    ['a number', '7', 400, 'Validation'],
    ['null', 'null', 400, 'Validation'],
    ['a field of another type', '{"id":7}', 400, 'Validation'],
    ['an empty field', '{"id":""}', 400, 'Validation'],
    ['a field that is too long', JSON.stringify({ id: 'x'.repeat(201) }), 400, 'Validation'],
    ['another field', '{"id":"authkey.1","x":1}', 400, 'Validation'],
    ['__proto__', '{"id":"authkey.1","__proto__":{"x":1}}', 400, 'MalformedRequest'],
    ['constructor.prototype', '{"id":"authkey.1","constructor":{"prototype":{"x":1}}}', 400, 'MalformedRequest'],
    ['deeply nested JSON', `{"id":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 400, 'Validation'],
    ['more than 1 MiB', JSON.stringify({ id: 'x'.repeat(SERVER_LIMITS.bodyBytes) }), 413, 'TooLarge'],
  ])('%s', async (_what, body, status, code) => {
    const answer = await sendAsAdmin({ path: GET, headers: [JSON_TYPE], body });
    expect([answer.status, answer.body.Code]).toEqual([status, code]);
    expect(answer.body.Message).not.toBe('');
  });

  test('by the name of each field', async () => {
    const body = '{"Id":7,"Version":-1,"Extra":true}';
    const answer = await sendAsAdmin({ path: `${KEY_SERVICE}/Edit`, headers: [JSON_TYPE], body });
    const fields = answer.body.Details?.map(({ Field }) => Field);
    expect(new Set(fields)).toEqual(new Set(['Id', 'ExpirationDate', 'Version', 'Extra']));
  });

  test.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'nonsense'])(
    'of the type %s',
    async (type) => {
      const answer = await sendAsAdmin({ path: GET, headers: [['Content-Type', type]], body: '{"id":"authkey.1"}' });
      expect([answer.status, answer.body.Code]).toEqual([415, 'UnsupportedMediaType']);
    },
  );

  test('without a type', async () => {
    expect((await sendAsAdmin({ path: GET, body: '{"id":"authkey.1"}' })).status).toBe(415);
  });

  test('when it is too large without saying so', async () => {
    const body = Buffer.alloc(SERVER_LIMITS.bodyBytes + 1, 32);
    const answer = await sendAsAdmin({ path: GET, headers: [JSON_TYPE, ['Transfer-Encoding', 'chunked']], body });
    expect(answer.status).toBe(413);
  });
});

test.each([
  ['no body', {}],
  ['an empty body that calls itself JSON', { headers: [JSON_TYPE], body: '' }],
  [
    'an empty body that calls itself a form',
    { headers: [['Content-Type', 'application/x-www-form-urlencoded']], body: '' },
  ],
  ['an empty object', { headers: [['Content-Type', 'application/json; charset=utf-8']], body: '{}' }],
] as [string, Partial<RawRequest>][])('a method without parameters takes %s', async (_what, target) => {
  for (const method of ['List', 'GetPermissions', 'ListEligibleAccounts']) {
    expect((await sendAsAdmin({ path: `${KEY_SERVICE}/${method}`, ...target })).status).toBe(200);
  }
});

test('an unknown method is told apart from a key that is not there', async () => {
  const unknown = await sendAsAdmin({ path: `${KEY_SERVICE}/Rotate` });
  expect([unknown.status, unknown.body.Code]).toEqual([404, 'UnknownMethod']);
  const missing = await sendAsAdmin({ path: GET, headers: [JSON_TYPE], body: '{"id":"authkey.999"}' });
  expect([missing.status, missing.body.Code]).toEqual([404, 'NotFound']);
});

describe('what only a web page could send is refused', () => {
  const port = () => new URL(platform.address).port;
  test.each([
    ['a foreign host', () => [['Host', `attacker.example:${port()}`]], 403, 'HostNotAllowed'],
    ['another port', () => [['Host', '127.0.0.1:1']], 403, 'HostNotAllowed'],
    ['a host without port', () => [['Host', '127.0.0.1']], 403, 'HostNotAllowed'],
    ['a host that begins right', () => [['Host', `localhost:${port()}.attacker.example`]], 403, 'HostNotAllowed'],
    ['a foreign origin', () => [['Origin', 'https://attacker.example']], 403, 'OriginNotAllowed'],
    ['the origin null', () => [['Origin', 'null']], 403, 'OriginNotAllowed'],
    ['the origin of another port', () => [['Origin', 'http://localhost:1']], 403, 'OriginNotAllowed'],
    ['another site', () => [['Sec-Fetch-Site', 'cross-site']], 403, 'OriginNotAllowed'],
    ['another port of this machine', () => [['Sec-Fetch-Site', 'same-site']], 403, 'OriginNotAllowed'],
    ['its own host as localhost', () => [['Host', `LOCALHOST:${port()}`]], 200, undefined],
    ['its own origin', () => [['Origin', platform.address]], 200, undefined],
    ['no site', () => [['Sec-Fetch-Site', 'none']], 200, undefined],
  ] as [string, () => [string, string][], number, string | undefined][])('%s', async (_what, headers, status, code) => {
    const answer = await sendAsAdmin({ path: `${KEY_SERVICE}/List`, headers: headers() });
    expect([answer.status, answer.body.Code]).toEqual([status, code]);
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    // The page is refused before its credentials are looked at.
    expect((await send(platform, { path: '/health', method: 'GET', headers: headers() })).status).toBe(status);
  });
});

describe('bytes that are no request', () => {
  test('get 400 as JSON', async () => {
    for (const bytes of [
      'nonsense\r\n\r\n',
      '\x16\x03\x01\x02\x00\x01',
      'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      'GET /health HTTP/1.1\r\nX: a\0b\r\n\r\n',
    ]) {
      const text = await sendBytes(bytes);
      expect(text).toMatch(/^HTTP\/1\.1 400 /);
      expect(text).toContain('"Code":"MalformedRequest"');
    }
  });

  test('get 400 for a target that is no path or cannot be decoded', async () => {
    const { host } = new URL(platform.address);
    for (const target of ['http://attacker.example/health', '/%zz', '/%C0%80']) {
      const text = await sendBytes(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      expect(text).toMatch(/^HTTP\/1\.1 400 /);
      expect(text).toContain('"Code":"MalformedRequest"');
    }
  });

  test('get 408 when a head does not come to its end', async () => {
    const text = await sendBytes('GET /health HTTP/1.1\r\nHost: 127');
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
    expect(text).toContain('"Code":"Timeout"');
  });

  test('get 431 for a head that is too large', async () => {
    const text = await sendBytes(`GET /health HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(text).toMatch(/^HTTP\/1\.1 431 /);
  });
});

test('answers are kept by no cache', async () => {
  const answer = await sendAsAdmin({ path: GET, headers: [JSON_TYPE], body: '{"id":"authkey.1"}' });
  expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
});

test('a failure is answered with a number to ask about, and nothing of its cause', async () => {
  const reports: [string, unknown][] = [];
  let isBroken = false;
  const broken = await startForTest({
    now: () => {
      if (isBroken) {
        throw new Error('secret cause at /some/path');
      }
      return Date.now();
    },
    reportFailure: (...report) => reports.push(report),
  });
  isBroken = true;
  const body = '{"AccountId":"account.1","ExpirationDate":"2999-01-01T00:00:00Z"}';
  const answer = await send(broken, { path: `${KEY_SERVICE}/Create`, headers: [basic('admin'), JSON_TYPE], body });
  expect(answer.status).toBe(500);
  expect(answer.body).toEqual({ Code: 'Internal', Message: 'The platform failed.', RequestId: expect.any(String) });
  expect(reports).toEqual([[answer.body.RequestId, new Error('secret cause at /some/path')]]);
});

test('it listens on this machine only', async () => {
  const { hostname, port } = new URL(platform.address);
  expect(hostname).toBe('127.0.0.1');
  const others = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  for (const { address } of [
    ...others.filter(({ internal, family }) => !internal && family === 'IPv4'),
    { address: '127.0.0.2' },
  ]) {
    const socket = connect(Number(port), address);
    const [error] = await once(socket, 'error');
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  }
});
