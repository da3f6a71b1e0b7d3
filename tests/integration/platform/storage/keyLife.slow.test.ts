import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningPlatform } from '../../../../electron/platform/startPlatform.ts';
import { keyPageSchema, type WireKey, type WireKeyWithSecret } from '../../../../shared/adminApi/keyService.ts';
import {
  ACCOUNT_SERVICE,
  call,
  callSigned,
  createKey,
  daysFromNow,
  KEY_SERVICE,
  startForTest,
  startSample,
} from '../platformClient.ts';

let platform: RunningPlatform;
beforeAll(async () => {
  platform = await startSample();
});
afterAll(() => platform.stop());

const list = async (body?: object) => keyPageSchema.parse((await call(platform, 'List', body)).body);

test('the sample shows every state of a key', async () => {
  const { Items, Total } = await list();
  expect(Total).toBe(10);
  expect(Items).toHaveLength(10);
  const days = (key: WireKey) => (Date.parse(key.ExpirationDate) - Date.now()) / (24 * 60 * 60 * 1000);
  expect(Items.some((key) => days(key) < 0)).toBe(true);
  expect(Items.some((key) => days(key) > 0 && days(key) <= 7)).toBe(true);
  expect(Items.some((key) => days(key) > 30)).toBe(true);
  const { body } = await call(platform, 'ListEligibleAccounts');
  const reasons = new Map(body.Items.map(({ Id, Reason }) => [Id, Reason]));
  expect(new Set(Items.map((key) => reasons.get(key.AccountId)))).toEqual(
    new Set([undefined, 'Disabled', 'NoPermission']),
  );
});

describe('the life of a key', () => {
  test('from its creation to its deletion', async () => {
    const expiration = daysFromNow(30);
    const { status, body: created } = await call(platform, 'Create', {
      AccountId: 'account.2',
      ExpirationDate: expiration,
    });
    expect(status).toBe(200);
    expect(created).toMatchObject({
      AccountId: 'account.2',
      Username: 'a.bobrov',
      ExpirationDate: expiration,
      Version: 1,
    });
    expect(created.Token).toMatch(/^[0-9a-f]{32}$/);
    expect(created.SecretKey).toHaveLength(88);
    expect(Buffer.from(created.SecretKey, 'base64')).toHaveLength(64);
    expect(Math.abs(Date.parse(created.CreationDate) - Date.now())).toBeLessThan(600_000);
    expect(created).not.toHaveProperty('LastUsedDate');

    expect((await call(platform, 'Get', { id: created.Id })).body).toEqual(created);
    const { SecretKey: _secret, ...listed } = created as WireKeyWithSecret;
    expect((await list({ Search: created.Token })).Items).toEqual([listed]);

    const past = daysFromNow(-1);
    const edit = { Id: created.Id, ExpirationDate: past, Version: 1 };
    expect((await call(platform, 'Edit', edit)).body).toEqual({ ...listed, ExpirationDate: past, Version: 2 });
    const stale = await call(platform, 'Edit', { ...edit, ExpirationDate: daysFromNow(9) });
    expect([stale.status, stale.body.Code]).toEqual([409, 'Conflict']);
    expect((await call(platform, 'Get', { id: created.Id })).body.ExpirationDate).toBe(past);

    expect((await call(platform, 'Delete', { Ids: [created.Id] })).body).toEqual({
      Results: [{ Id: created.Id, Deleted: true }],
    });
    for (const [method, body] of [
      ['Get', { id: created.Id }],
      ['Edit', { ...edit, Version: 2 }],
    ] as const) {
      const gone = await call(platform, method, body);
      expect([gone.status, gone.body.Code]).toEqual([404, 'NotFound']);
    }
  });

  test('an instant with an offset means the same instant', async () => {
    const { body } = await call(platform, 'Create', {
      AccountId: 'account.1',
      ExpirationDate: '2999-01-01T00:00:00+03:00',
    });
    expect(body.ExpirationDate).toBe('2998-12-31T21:00:00.000Z');
    await call(platform, 'Delete', { Ids: [body.Id] });
  });

  test('an identifier is never given twice', async () => {
    const first = await createKey(platform, 'svc.erp');
    await call(platform, 'Delete', { Ids: [first.Id] });
    const second = await createKey(platform, 'svc.erp');
    expect(second.Id).not.toBe(first.Id);
    await call(platform, 'Delete', { Ids: [second.Id] });
  });

  test('the last use is noted to the minute', async () => {
    let now = Date.now();
    const held = await startForTest({ now: () => now });
    const key = await createKey(held, 'i.ivanov');
    const use = () =>
      callSigned(held, key, { path: `${KEY_SERVICE}/GetPermissions` }, { date: new Date(now).toUTCString() });
    const lastUse = async () => (await call(held, 'Get', { id: key.Id })).body;
    await use();
    const first = new Date(now).toISOString();
    expect(await lastUse()).toMatchObject({ LastUsedDate: first, Version: 1 });
    now += 59_999;
    await use();
    expect((await lastUse()).LastUsedDate).toBe(first);
    now += 1;
    await use();
    expect((await lastUse()).LastUsedDate).toBe(new Date(now).toISOString());
  });
});

test.each([
  ['p.sidorov', 'Disabled'],
  ['d.nguyen', 'Inactive'],
  ['svc.legacy', 'NoPermission'],
])('a key for %s: %s', async (user, reason) => {
  const { body: AccountId } = await call(platform, `${ACCOUNT_SERVICE}/FindByUsername`, { user });
  const answer = await call(platform, 'Create', { AccountId, ExpirationDate: daysFromNow(1) });
  expect([answer.status, answer.body.Code]).toEqual([400, 'AccountNotEligible']);
  expect(answer.body.Details).toEqual([{ Field: 'AccountId', Message: reason }]);
});

describe('deleting', () => {
  test('answers one result per id, in order, missing and repeated ones too', async () => {
    const [first, second] = [await createKey(platform, 'svc.erp'), await createKey(platform, 'svc.erp')];
    const Ids = ['authkey.999', second.Id, 'nonsense', first.Id, second.Id];
    expect((await call(platform, 'Delete', { Ids })).body.Results).toEqual([
      { Id: 'authkey.999', Deleted: true, Missing: true },
      { Id: second.Id, Deleted: true },
      { Id: 'nonsense', Deleted: true, Missing: true },
      { Id: first.Id, Deleted: true },
      { Id: second.Id, Deleted: true },
    ]);
    const again = await call(platform, 'Delete', { Ids: [first.Id] });
    expect(again.body.Results).toEqual([{ Id: first.Id, Deleted: true, Missing: true }]);
  });

  test('takes 1,000 ids', async () => {
    const ids = Array.from({ length: 1000 }, (_unused, index) => `authkey.${index + 5000}`);
    expect((await call(platform, 'Delete', { Ids: ids })).body.Results).toHaveLength(1000);
  });
});
