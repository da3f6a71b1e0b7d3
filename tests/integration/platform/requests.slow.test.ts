import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, test } from 'vitest';
import { basic, KEY_SERVICE, type RawRequest, send, startForFile } from './platformClient.ts';

const JSON_TYPE = ['Content-Type', 'application/json'] as const;
const GET = `${KEY_SERVICE}/Get`;

const platform = await startForFile();
const { hostname, port } = new URL(platform.address);
const sendAsAdmin = (target: RawRequest) =>
  send(platform, { ...target, headers: [basic('admin'), ...(target.headers ?? [])] });

test('an error names each invalid field', async () => {
  const body = '{"Id":7,"Version":-1,"Extra":true}';
  const { body: error } = await sendAsAdmin({ path: `${KEY_SERVICE}/Edit`, headers: [JSON_TYPE], body });
  const fields = error.Details?.map(({ Field }) => Field);
  expect(new Set(fields)).toEqual(new Set(['Id', 'ExpirationDate', 'Version', 'Extra']));
});

test('what cannot be read is named: the body, or the address', async () => {
  const unquoted = await sendAsAdmin({ path: GET, headers: [JSON_TYPE], body: 'authkey.1' });
  expect(unquoted.body.Message).toContain('A text needs quotation marks, also on its own: "account.1".');
  expect((await sendAsAdmin({ path: `${GET}%zz` })).body.Message).toContain('The address cannot be decoded');
});

test.each([
  ['no body', {}],
  ['an empty body labeled as JSON', { headers: [JSON_TYPE], body: '' }],
  ['an empty body labeled as a form', { headers: [['Content-Type', 'application/x-www-form-urlencoded']], body: '' }],
  ['an empty object', { headers: [['Content-Type', 'application/json; charset=utf-8']], body: '{}' }],
] as [string, Partial<RawRequest>][])('a method without parameters accepts %s', async (_name, target) => {
  for (const method of ['List', 'GetPermissions', 'ListEligibleAccounts']) {
    expect((await sendAsAdmin({ path: `${KEY_SERVICE}/${method}`, ...target })).status).toBe(200);
  }
});

test.each([
  ['Host', `LOCALHOST:${port}`],
  ['Origin', platform.address],
  ['Sec-Fetch-Site', 'none'],
  ['Sec-Fetch-Site', 'same-origin'],
])('a request of the platform itself is accepted: %s: %s', async (...header) => {
  const { status, headers } = await sendAsAdmin({ path: `${KEY_SERVICE}/List`, headers: [header] });
  expect(status).toBe(200);
  expect(headers).not.toHaveProperty('access-control-allow-origin');
});

test('a missing key is 404 NotFound, and no response may be cached', async () => {
  const found = await sendAsAdmin({ path: GET, headers: [JSON_TYPE], body: '{"id":"authkey.1"}' });
  const missing = await sendAsAdmin({ path: GET, headers: [JSON_TYPE], body: '{"id":"authkey.999"}' });
  expect([missing.status, missing.body.Code]).toEqual([404, 'NotFound']);
  for (const { headers } of [found, missing]) {
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  }
});

test('it listens on the loopback address only', async () => {
  expect(hostname).toBe('127.0.0.1');
  const others = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  for (const { address } of [
    ...others.filter(({ internal, family }) => !internal && family === 'IPv4'),
    { address: '127.0.0.2' },
  ]) {
    const [error] = await once(connect(Number(port), address), 'error');
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
  ['GET', '/docs.json'],
  ['GET', '/docs/json/'],
  ['GET', '/docs//'],
  ['POST', '/docs/json'],
  ['DELETE', '/docs/json'],
  ['GET', '/health/more'],
])('without credentials nothing discloses which paths exist: %s %s', async (method, path) => {
  expect((await send(platform, { method, path })).status).toBe(401);
  expect((await sendAsAdmin({ method, path })).status).toBe(path.startsWith('/%61pi') ? 200 : 404);
});
