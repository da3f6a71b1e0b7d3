import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningPlatform } from '../../../electron/platform/startPlatform.ts';
import {
  type ClientKey,
  call,
  callSigned,
  createKey,
  daysFromNow,
  KEY_SERVICE,
  type RawRequest,
  type SigningOverrides,
  startForTest,
  startSample,
} from './platformClient.ts';

const LIST: RawRequest = { path: `${KEY_SERVICE}/List`, body: '{"Take":1}' };

let platform: RunningPlatform;
let key: ClientKey & { readonly Id: string };
beforeAll(async () => {
  platform = await startSample();
  key = await createKey(platform, 'i.ivanov');
});
afterAll(() => platform.stop());

describe('a signed request is let in', () => {
  test.each<[string, RawRequest, SigningOverrides]>([
    ['with a body', LIST, {}],
    ['without a body', { path: LIST.path }, {}],
    ['with a query and escapes, signed as sent', { ...LIST, path: `${LIST.path}?a=%2F%20b&c=` }, {}],
    ['with Date in place of x-ms-date', LIST, { dateHeader: 'date' }],
    ['with localhost as host', LIST, {}],
    [
      'with more headers signed',
      LIST,
      { more: [['x-extra', 'y']], signedHeaders: ['x-extra', 'host', 'x-ms-date', 'x-ms-content-sha256'] },
    ],
    ['with a Date that is wrong beside a right x-ms-date', LIST, { more: [['date', 'Thu, 01 Jan 1970 00:00:00 GMT']] }],
  ])('%s', async (what, target, overrides) => {
    const host = new URL(platform.address).host.replace('127.0.0.1', 'localhost');
    const { status } = await callSigned(platform, key, target, what.includes('localhost') ? { host } : overrides);
    expect(status).toBe(200);
  });

  test('as the account of the key', async () => {
    const { body } = await callSigned(platform, key, { path: `${KEY_SERVICE}/GetPermissions` });
    expect(body.Account.Username).toBe('i.ivanov');
  });
});

test('the date may be 15 minutes off, to the second, and not more', async () => {
  const now = Date.UTC(2026, 10, 22, 20, 4, 38);
  const held = await startForTest({ now: () => now });
  const { body } = await call(held, 'Create', {
    AccountId: 'account.1',
    ExpirationDate: new Date(now + 1000).toISOString(),
  });
  for (const [seconds, status] of [
    [-901, 401],
    [-900, 200],
    [0, 200],
    [900, 200],
    [901, 401],
  ] as const) {
    const answer = await callSigned(held, body, LIST, { date: new Date(now + seconds * 1000).toUTCString() });
    expect([seconds, answer.status]).toEqual([seconds, status]);
  }
});

describe('what happens to a key acts on the next request', () => {
  test('an expired key is refused from the very instant on', async () => {
    let now = Date.UTC(2026, 10, 22, 20, 4, 38);
    const held = await startForTest({ now: () => now });
    const { body } = await call(held, 'Create', {
      AccountId: 'account.1',
      ExpirationDate: new Date(now + 1000).toISOString(),
    });
    const date = new Date(now).toUTCString();
    now += 999;
    expect((await callSigned(held, body, LIST, { date })).status).toBe(200);
    now += 1;
    const answer = await callSigned(held, body, LIST, { date });
    expect([answer.status, answer.body.Message]).toEqual([401, 'The access token has expired']);
  });

  test('a key set to the past is refused, and let in again when extended', async () => {
    const expired = await createKey(platform, 'svc.erp');
    const target: RawRequest = { path: `${KEY_SERVICE}/GetPermissions` };
    expect((await callSigned(platform, expired, target)).status).toBe(200);
    await call(platform, 'Edit', { Id: expired.Id, ExpirationDate: daysFromNow(-1), Version: 1 });
    expect((await callSigned(platform, expired, target)).body.Message).toBe('The access token has expired');
    await call(platform, 'Edit', { Id: expired.Id, ExpirationDate: daysFromNow(1), Version: 2 });
    expect((await callSigned(platform, expired, target)).status).toBe(200);
  });

  test('a deleted key is refused', async () => {
    const deleted = await createKey(platform, 'svc.erp');
    await call(platform, 'Delete', { Ids: [deleted.Id] });
    const answer = await callSigned(platform, deleted, LIST);
    expect([answer.status, answer.body.Message]).toEqual([401, 'Invalid Credential']);
  });
});
