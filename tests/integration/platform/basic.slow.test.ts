import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningPlatform } from '../../../electron/platform/startPlatform.ts';
import {
  ACCOUNT_SERVICE,
  ADMIN_PASSWORD,
  basic,
  call,
  KEY_SERVICE,
  send,
  startForTest,
  startSample,
} from './platformClient.ts';

const CHALLENGES = 'HMAC-SHA256, Basic realm="Platform API", charset="UTF-8"';

let platform: RunningPlatform;
beforeAll(async () => {
  platform = await startSample();
});
afterAll(() => platform.stop());

describe('who gives no right credentials is asked for them', () => {
  const encode = (text: string) => Buffer.from(text).toString('base64');
  test.each([
    ['no credentials', []],
    ['an unknown scheme', [['Authorization', 'Bearer x']]],
    ['an empty value', [['Authorization', '']]],
    ['a wrong password', [basic('admin', 'wrong')]],
    ['an empty password', [basic('admin', '')]],
    ['an account that is not there', [basic('nobody')]],
    ['an account without a password', [basic('svc.erp')]],
    ['the user name in other letters', [basic('Admin')]],
    ['base64 without a colon', [['Authorization', `Basic ${encode('admin')}`]]],
    ['what is no base64', [['Authorization', 'Basic ?']]],
  ] as [string, [string, string][]][])('%s', async (_what, headers) => {
    const answer = await send(platform, { path: `${KEY_SERVICE}/List`, headers });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe(CHALLENGES);
    expect(answer.body.Code).toBe('Unauthorized');
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
  ])('before it is said what exists: %s %s', async (method, path) => {
    expect((await send(platform, { method, path })).status).toBe(401);
    const known = await send(platform, { method, path, headers: [basic('admin')] });
    expect(known.status).toBe(path.startsWith('/%61pi') ? 200 : 404);
  });
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

describe('an account that may not use the API is told which permission it lacks', () => {
  test.each([
    ['j.carter', 'lacks the permission "API calls"'],
    ['s.volkova', 'lacks the permission "API calls"'],
    ['p.sidorov', 'is disabled and cannot use its permission "API calls"'],
    ['d.nguyen', 'is inactive and cannot use its permission "API calls"'],
  ])('%s', async (username, text) => {
    const answer = await call(platform, 'GetPermissions', {}, username);
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual({ Code: 'NotPermitted', Message: `The account ${username} ${text}.` });
  });

  test('only after its password was right', async () => {
    const answer = await send(platform, { path: `${KEY_SERVICE}/List`, headers: [basic('p.sidorov', 'wrong')] });
    expect(answer.status).toBe(401);
  });
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
