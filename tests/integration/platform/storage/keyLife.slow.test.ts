import { describe, expect, test } from 'vitest';
import { keyPageSchema, type WireKeyWithSecret } from '../../../../shared/adminApi/keyService.ts';
import { DAY_MS } from '../../../../shared/model/instant.ts';
import {
  ACCOUNT_SERVICE,
  call,
  callSigned,
  createKey,
  daysFromNow,
  KEY_SERVICE,
  startForFile,
  startForTest,
} from '../platformClient.ts';

const platform = await startForFile();
const list = async (body?: object) => keyPageSchema.parse((await call(platform, 'List', body)).body);

test('the sample data contains keys in every state', async () => {
  const { Items, Total } = await list();
  expect([Items.length, Total]).toEqual([10, 10]);
  const days = Items.map((key) => (Date.parse(key.ExpirationDate) - Date.now()) / DAY_MS);
  expect(days.some((left) => left < 0)).toBe(true);
  expect(days.some((left) => left > 0 && left <= 7)).toBe(true);
  expect(days.some((left) => left > 30)).toBe(true);
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

  test('an identifier is never reused', async () => {
    const first = await createKey(platform, 'svc.erp');
    await call(platform, 'Delete', { Ids: [first.Id] });
    const second = await createKey(platform, 'svc.erp');
    expect(second.Id).not.toBe(first.Id);
    await call(platform, 'Delete', { Ids: [second.Id] });
  });

  test('the last use is recorded once a minute', async () => {
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
])('no key can be created for %s: %s', async (user, reason) => {
  const { body: AccountId } = await call(platform, `${ACCOUNT_SERVICE}/FindByUsername`, { user });
  const response = await call(platform, 'Create', { AccountId, ExpirationDate: daysFromNow(1) });
  expect([response.status, response.body.Code]).toEqual([400, 'AccountNotEligible']);
  expect(response.body.Details).toEqual([{ Field: 'AccountId', Message: reason }]);
});

describe('deleting', () => {
  test('returns one result per id, in order, also for missing and repeated ids', async () => {
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

  test('accepts 1,000 ids', async () => {
    const ids = Array.from({ length: 1000 }, (_unused, index) => `authkey.${index + 5000}`);
    expect((await call(platform, 'Delete', { Ids: ids })).body.Results).toHaveLength(1000);
  });
});

const OTHER_TOKEN = 'f'.repeat(32);
const ids = async () => (await list()).Items.map(({ Id }) => Id);

test('fault 96: an edit with the token of another key is rejected, whatever its version', async () => {
  const key = await createKey(platform, 'svc.erp');
  const edit = (Token: string, Version = 1) =>
    call(platform, 'Edit', { Id: key.Id, ExpirationDate: daysFromNow(9), Version, Token });
  for (const version of [1, 7]) {
    const { status, body } = await edit(OTHER_TOKEN, version);
    expect([status, body.Code]).toEqual([409, 'KeyReplaced']);
  }
  expect((await call(platform, 'Get', { id: key.Id })).body).toEqual(key);
  expect((await edit(key.Token)).body).toMatchObject({ Id: key.Id, Version: 2 });
  expect((await edit(key.Token)).body.Code).toBe('Conflict');
  await call(platform, 'Delete', { Ids: [key.Id] });
  expect((await edit(key.Token, 2)).body.Code).toBe('NotFound');
});

describe('fault 96: a deletion with tokens', () => {
  test('skips keys that have another token and deletes the others', async () => {
    const newKey = () => createKey(platform, 'svc.erp');
    const [one, two, three] = [await newKey(), await newKey(), await newKey()];
    const replaced = { Deleted: false, Code: 'KeyReplaced', Error: 'Another key has this identifier now.' };
    const before = (await ids()).length;
    const { status, body } = await call(platform, 'Delete', {
      Ids: [one.Id, two.Id, three.Id, 'authkey.999', 'nothing'],
      Tokens: [one.Token, OTHER_TOKEN, '', OTHER_TOKEN, OTHER_TOKEN],
    });
    expect([status, body.Results]).toEqual([
      200,
      [
        { Id: one.Id, Deleted: true },
        { Id: two.Id, ...replaced },
        { Id: three.Id, ...replaced },
        { Id: 'authkey.999', Deleted: true, Missing: true },
        { Id: 'nothing', Deleted: true, Missing: true },
      ],
    ]);
    expect(await ids()).toHaveLength(before - 1);
    expect(await ids()).toEqual(expect.arrayContaining([two.Id, three.Id]));
  });

  test('of replaced keys only deletes none', async () => {
    const key = await createKey(platform, 'svc.erp');
    const { body } = await call(platform, 'Delete', { Ids: [key.Id], Tokens: [OTHER_TOKEN] });
    expect(body.Results).toMatchObject([{ Deleted: false, Code: 'KeyReplaced' }]);
    expect((await call(platform, 'Get', { id: key.Id })).body).toEqual(key);
  });

  test('is rejected unless it has one token for each id', async () => {
    const { status, body } = await call(platform, 'Delete', { Ids: ['authkey.1', 'authkey.2'], Tokens: [OTHER_TOKEN] });
    expect([status, body.Details?.[0]?.Field]).toEqual([400, 'Tokens']);
    expect(await ids()).toEqual(expect.arrayContaining(['authkey.1', 'authkey.2']));
  });
});
