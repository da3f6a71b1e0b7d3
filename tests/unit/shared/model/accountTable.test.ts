import { expect, it } from 'vitest';
import { AccountTable } from '../../../../shared/model/accountTable.ts';
import { sampleKey } from '../../renderer/features/keys/sampleKey.ts';

it('finds the account of a key again', () => {
  const table = new AccountTable();
  const account = table.find(sampleKey());
  expect(table.find(sampleKey({ id: 'authkey.2', token: 'other', systemRoles: ['API integrations'] }))).toBe(account);
  expect(account.number).toBe(0);
  expect(table.find(sampleKey({ accountId: 'account.2' })).number).toBe(1);
  expect(table.size).toBe(2);
});

it.each([
  { username: 'other' },
  { fullName: 'other' },
  { systemRoles: [] },
  { systemRoles: ['API', 'integrations'] },
  { accountProblem: 'archived' },
] as const)('takes a key with %j about its account for one of another account', (change) => {
  const table = new AccountTable();
  const account = table.find(sampleKey());
  const other = table.find(sampleKey(change));
  expect(other).toMatchObject({ ...change, number: 1 });
  // What the keys say now is what the next one is likely to say.
  expect(table.find(sampleKey(change))).toBe(other);
  expect(table.find(sampleKey())).toEqual({ ...account, number: 2 });
});

it('gives a key the roles that it has already, and changes no value', () => {
  const table = new AccountTable();
  const { systemRoles } = table.find(sampleKey());
  const key = sampleKey({ id: 'authkey.2', systemRoles: [...systemRoles], lastUsedDate: '2026-11-22T20:04:00.000Z' });
  expect(table.share(key)).toStrictEqual(key);
  expect(table.share(key).systemRoles).toBe(systemRoles);
});

it('has each account as its last key says', () => {
  const table = new AccountTable();
  table.find(sampleKey());
  table.find(sampleKey({ accountId: 'account.2' }));
  table.find(sampleKey({ fullName: 'Renamed' }));
  const { accountId, fullName } = sampleKey();
  expect([...table.latest]).toMatchObject([
    { accountId, fullName: 'Renamed' },
    { accountId: 'account.2', fullName },
  ]);
});
