import { expect, test } from 'vitest';
import { generatedAccount, generatedKey, generatedOwner } from '../../../electron/platform/sample/generatedAccounts.ts';

const INDICES = Array.from({ length: 500 }, (_unused, index) => index);

test('a data set is the same whenever it is made', () => {
  expect(INDICES.map(generatedAccount)).toEqual(INDICES.map(generatedAccount));
  expect(INDICES.map(generatedKey)).toEqual(INDICES.map(generatedKey));
  expect(generatedKey(7).token).toBe('085202129287b53b324ddc81f59aa19a');
});

test('user names and tokens are unique', () => {
  expect(new Set(INDICES.map((index) => generatedAccount(index).username)).size).toBe(INDICES.length);
  expect(new Set(INDICES.map((index) => generatedKey(index).token)).size).toBe(INDICES.length);
});

test('states differ: some keys have expired, some were never used, some accounts cannot use the API', () => {
  const keys = INDICES.map(generatedKey);
  expect(keys.some(({ expiresInDays }) => expiresInDays < 0)).toBe(true);
  expect(keys.some(({ expiresInDays }) => expiresInDays > 0)).toBe(true);
  expect(keys.some(({ usedMinutesAgo }) => usedMinutesAgo === undefined)).toBe(true);
  const accounts = INDICES.map(generatedAccount);
  expect(accounts.some(({ isDisabled }) => isDisabled)).toBe(true);
  expect(accounts.some(({ roles }) => roles.length === 0)).toBe(true);
  expect(new Set(INDICES.map((index) => generatedOwner(index, 10))).size).toBe(10);
});
