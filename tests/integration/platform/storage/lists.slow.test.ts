import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { wireAccountSchema } from '../../../../shared/adminApi/accountService.ts';
import {
  eligibleAccountPageSchema,
  keyPageSchema,
  type listKeysSchema,
  type WireKey,
} from '../../../../shared/adminApi/keyService.ts';
import { ACCOUNT_SERVICE, call, startForFile } from '../platformClient.ts';

const platform = await startForFile({ generated: { accounts: 300, keys: 1000 } });
const find = async (body?: object) =>
  eligibleAccountPageSchema.parse((await call(platform, 'ListEligibleAccounts', body)).body);
const list = async (body?: z.input<typeof listKeysSchema>) =>
  keyPageSchema.parse((await call(platform, 'List', body)).body);

test('a generated data set has the requested size', async () => {
  expect((await list()).Items).toHaveLength(1000);
  expect((await list({ Take: 1 })).Total).toBe(1000);
  const { body } = await call(platform, `${ACCOUNT_SERVICE}/List`);
  expect(wireAccountSchema.array().parse(body)).toHaveLength(300);
});

describe('the list of keys', () => {
  test('is returned in pages, without secrets', async () => {
    const pages = await Promise.all([0, 400, 800, 1200].map((Skip) => list({ Skip, Take: 400 })));
    expect(pages.map(({ Items }) => Items.length)).toEqual([400, 400, 200, 0]);
    const ids = pages.flatMap(({ Items }) => Items.map(({ Id }) => Id));
    expect(ids).toEqual((await list()).Items.map(({ Id }) => Id));
    expect(new Set(ids).size).toBe(1000);
    expect(JSON.stringify((await call(platform, 'List')).body)).not.toMatch(/secret/i);
  });

  test.each([
    ['Username', (key: WireKey) => key.Username],
    ['CreationDate', (key: WireKey) => key.CreationDate],
    ['ExpirationDate', (key: WireKey) => key.ExpirationDate],
  ] as const)('is sorted by %s, both ways', async (column, read) => {
    const upwards = (await list({ Sort: column })).Items.map(read);
    expect(upwards).toEqual(upwards.toSorted());
    const downwards = (await list({ Sort: `-${column}` })).Items.map(read);
    expect(downwards).toEqual(upwards.toReversed());
  });

  test('is searched by user name, full name and token, ignoring case, also in Russian', async () => {
    expect((await list({ Search: 'SVC.1C' })).Total).toBe((await list({ Search: 'обмен с 1с' })).Total);
    const [key] = (await list({ Search: 'БОБРОВ' })).Items;
    expect(key?.Username).toBe('a.bobrov');
    const part = key?.Token.slice(4, 20).toUpperCase() ?? '';
    expect((await list({ Search: part })).Items).toEqual([key]);
    expect((await list({ Search: '' })).Total).toBe(1000);
  });

  test.each([
    ['without the dots of ё', 'ПЕТР сидоров'],
    ['with a combining mark', 'Пе\u0308тр'],
    ['in another order, with several spaces', 'павлович \u00a0 Сидоров'],
    ['with parts of different names', 'p.sid пётр'],
    ['by the label of the account in the window', 'Сидоров Пётр Павлович (p.sidorov)'],
    ['by a copied text with invisible characters', '\u2068Сидо\u00adров\u2069'],
  ])('is searched %s', async (_how, Search) => {
    const { Items, Total } = await list({ Search });
    expect([...new Set(Items.map(({ Username }) => Username))]).toEqual(['p.sidorov']);
    expect(Total).toBe(Items.length);
    expect((await find({ Search })).Items.map(({ Username }) => Username)).toEqual(['p.sidorov']);
  });

  test('is not searched for another word than the one typed', async () => {
    for (const Search of ['Сидоров Анна', 'сидоровпётр', 'сидорой']) {
      expect([Search, (await list({ Search })).Total]).toEqual([Search, 0]);
    }
  });

  test.each(['%', '_', '!', "'", '"', '\\', 'a%b', "' or 1=1 --"])(
    'treats %s in a search literally',
    async (Search) => {
      expect((await list({ Search })).Total).toBe(0);
    },
  );

  test('is filtered by expiry and account', async () => {
    const all = (await list()).Items;
    const now = new Date().toISOString();
    const expired = await list({ ExpiresBefore: now });
    expect(expired.Total).toBe(all.filter((key) => key.ExpirationDate < now).length);
    expect(expired.Total).toBeGreaterThan(0);
    const own = await list({ AccountId: 'account.7' });
    expect(own.Total).toBe(all.filter((key) => key.AccountId === 'account.7').length);
    expect(own.Total).toBeGreaterThan(0);
    expect((await list({ AccountId: 'nonsense' })).Total).toBe(0);
  });
});

describe('the accounts for which a key can be created', () => {
  test('start with those that may use the API, each part sorted by user name, with roles and reasons', async () => {
    const { Items, Total } = await find();
    expect([Items.length, Total]).toEqual([300, 300]);
    const border = Items.findIndex(({ IsEligible }) => !IsEligible);
    const names = Items.map(({ Username }) => Username);
    expect(border).toBeGreaterThan(0);
    expect(Items.slice(border).some(({ IsEligible }) => IsEligible)).toBe(false);
    expect(names.slice(0, border)).toEqual(names.slice(0, border).toSorted());
    expect(names.slice(border)).toEqual(names.slice(border).toSorted());
    expect(Items.every(({ IsEligible, Reason }) => IsEligible === (Reason === undefined))).toBe(true);
    const byName = new Map(Items.map((account) => [account.Username, account]));
    expect(byName.get('admin')?.SystemRoles).toEqual(['System administrators']);
    expect(byName.get('svc.legacy')).toMatchObject({ Reason: 'NoPermission', SystemRoles: [] });
    expect(byName.get('p.sidorov')).toMatchObject({ Reason: 'Disabled', SystemRoles: ['API integrations'] });
    expect(byName.get('d.nguyen')).toMatchObject({ Reason: 'Inactive' });
    expect(byName.get('s.volkova')).toMatchObject({ Reason: 'NoPermission', SystemRoles: ['Security administrators'] });
  });

  test('are searched and returned in pages', async () => {
    expect((await find({ Search: 'кузнецова' })).Items.map(({ Username }) => Username)).toEqual(['o.kuznetsova']);
    const all = (await find()).Items;
    expect(await find({ Skip: 10, Take: 5 })).toEqual({ Items: all.slice(10, 15), Total: 300 });
  });
});

test('accounts are found by id and user name', async () => {
  const { body: id } = await call(platform, `${ACCOUNT_SERVICE}/FindByUsername`, { user: 'o.kuznetsova' });
  const { body: account } = await call(platform, `${ACCOUNT_SERVICE}/Get`, { id });
  expect(wireAccountSchema.parse(account)).toMatchObject({
    Id: id,
    FullName: 'Кузнецова Ольга Викторовна',
    IsSystemAdministrator: false,
    IsActive: true,
    IsDisabled: false,
  });
});
