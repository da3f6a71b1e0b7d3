import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningPlatform } from '../../../electron/platform/startPlatform.ts';
import {
  ACCOUNT_SERVICE,
  ADMIN_PASSWORD,
  basic,
  call,
  KEY_SERVICE,
  type RawRequest,
  send,
  startForTest,
  startSample,
} from './platformClient.ts';

const JSON_TYPE = ['Content-Type', 'application/json'] as const;
const GET = `${KEY_SERVICE}/Get`;

let platform: RunningPlatform;
beforeAll(async () => {
  platform = await startSample();
});
afterAll(() => platform.stop());

const sendAsAdmin = (target: RawRequest) =>
  send(platform, { ...target, headers: [basic('admin'), ...(target.headers ?? [])] });

test('a body is refused by the name of each field that cannot be', async () => {
  const body = '{"Id":7,"Version":-1,"Extra":true}';
  const { body: error } = await sendAsAdmin({ path: `${KEY_SERVICE}/Edit`, headers: [JSON_TYPE], body });
  const fields = error.Details?.map(({ Field }) => Field);
  expect(new Set(fields)).toEqual(new Set(['Id', 'ExpirationDate', 'Version', 'Extra']));
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

describe('a request names the host and the origin of the platform itself', () => {
  const port = () => new URL(platform.address).port;
  test.each([
    ['a foreign host', () => [['Host', `attacker.example:${port()}`]], 403, 'HostNotAllowed'],
    ['a foreign origin', () => [['Origin', 'https://attacker.example']], 403, 'OriginNotAllowed'],
    ['its own host as localhost', () => [['Host', `LOCALHOST:${port()}`]], 200, undefined],
    ['its own origin', () => [['Origin', platform.address]], 200, undefined],
    ['no site', () => [['Sec-Fetch-Site', 'none']], 200, undefined],
  ] as [string, () => [string, string][], number, string | undefined][])('%s', async (_what, headers, status, code) => {
    const response = await sendAsAdmin({ path: `${KEY_SERVICE}/List`, headers: headers() });
    expect([response.status, response.body.Code]).toEqual([status, code]);
    expect(response.headers).not.toHaveProperty('access-control-allow-origin');
    // The page is refused before its credentials are looked at.
    expect((await send(platform, { path: '/health', method: 'GET', headers: headers() })).status).toBe(status);
  });
});

test('no cache keeps a response', async () => {
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

test.each([
  ['POST', '/api/unknown'],
  ['GET', '/api/unknown'],
  ['GET', '/api'],
  ['GET', '/api/'],
  ['POST', '/%61pi/public/system/Base/AuthenticationKeyService/List'],
  ['POST', '//api/public/system/Base/AuthenticationKeyService/List'],
  ['OPTIONS', `${KEY_SERVICE}/List`],
  ['HEAD', `${KEY_SERVICE}/List`],
  ['GET', '/'],
  ['GET', '/docs/unknown'],
  ['GET', '/docsmore'],
  ['GET', '/health/more'],
])('credentials are asked for before it is said what exists: %s %s', async (method, path) => {
  expect((await send(platform, { method, path })).status).toBe(401);
  const known = await send(platform, { method, path, headers: [basic('admin')] });
  expect(known.status).toBe(path.startsWith('/%61pi') ? 200 : 404);
});

test('health needs no credentials', async () => {
  const answer = await send(platform, { method: 'GET', path: '/health' });
  expect([answer.status, answer.body]).toEqual([200, { Status: 'Healthy' }]);
});

test('the right password is taken again and again, and a wrong one never', async () => {
  for (const [password, status] of [
    [ADMIN_PASSWORD, 200],
    ['x', 401],
    [ADMIN_PASSWORD, 200],
    ['x', 401],
  ] as const) {
    const answer = await send(platform, { path: `${KEY_SERVICE}/GetPermissions`, headers: [basic('admin', password)] });
    expect(answer.status).toBe(status);
  }
});

test('a password may hold colons and letters beyond ASCII', async () => {
  const password = 'пароль:€:😀';
  const other = await startForTest({ adminPassword: password });
  const answer = await send(other, { path: `${KEY_SERVICE}/GetPermissions`, headers: [basic('admin', password)] });
  expect(answer.status).toBe(200);
});

test('disabling an account acts on its next request, although its password is remembered', async () => {
  const other = await startForTest();
  const { body: accountId } = await call(other, `${ACCOUNT_SERVICE}/FindByUsername`, { user: 'm.petrova' });
  const status = async () => (await call(other, 'GetPermissions', {}, 'm.petrova')).status;
  expect(await status()).toBe(200);
  expect((await call(other, `${ACCOUNT_SERVICE}/Disable`, { accountId })).status).toBe(204);
  expect(await status()).toBe(403);
  expect((await call(other, `${ACCOUNT_SERVICE}/Enable`, { accountId })).status).toBe(204);
  expect(await status()).toBe(200);
});
