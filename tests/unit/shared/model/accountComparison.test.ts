import { expect, it } from 'vitest';
import { compareAccounts } from '../../../../shared/model/accountComparison.ts';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';

const NOW = Date.parse('2026-11-27T12:00:00Z');

let last = 0;
function key(username: string, expires: string, change: Partial<AuthenticationKey> = {}): AuthenticationKey {
  last += 1;
  return {
    id: `authkey.${last}`,
    accountId: `account.${username}`,
    username,
    fullName: `Name of ${username.toLowerCase()}`,
    systemRoles: [],
    token: String(last).padStart(32, '0'),
    creationDate: '2026-01-01T00:00:00Z',
    expirationDate: `${expires}T00:00:00Z`,
    lastUsedDate: null,
    version: 1,
    accountProblem: null,
    ...change,
  };
}

function differences(first: readonly AuthenticationKey[], second: readonly AuthenticationKey[]) {
  return compareAccounts(first, second, NOW).map(({ username, difference }) => `${username}: ${difference}`);
}

it('tells which installation has keys of an account, and where their expiry differs', () => {
  const first = [
    key('only', '2027-01-01'),
    key('same', '2027-03-01'),
    key('differs', '2027-05-01'),
    key('expired', '2027-01-01'),
    key('neither', '2026-01-01'),
  ];
  const second = [
    key('other', '2027-01-01'),
    key('same', '2027-03-01'),
    key('differs', '2028-05-01'),
    key('expired', '2026-01-01'),
    key('neither', '2025-01-01'),
  ];
  expect(differences(first, second)).toEqual([
    'differs: expiry',
    'expired: validFirst',
    'neither: none',
    'only: onlyFirst',
    'other: onlySecond',
    'same: none',
  ]);
  expect(differences(second, first)).toContain('expired: validSecond');
});

it('matches user names without regard to letter case and to the form of accents, but not similar ones', () => {
  expect(differences([key('A.Ivanov', '2027-01-01')], [key('a.ivanov ', '2027-01-01')])).toEqual(['A.Ivanov: none']);
  expect(differences([key('й', '2027-01-01')], [key('и\u0306', '2027-01-01')])).toEqual(['й: none']);
  expect(differences([key('Фёдор', '2027-01-01')], [key('федор', '2027-01-01')])).toEqual([
    'Фёдор: onlyFirst',
    'федор: onlySecond',
  ]);
});

it('never matches accounts without a user name', () => {
  const nameless = key('', '2027-01-01', { accountId: 'account.1' });
  expect(differences([nameless], [{ ...nameless, accountId: 'account.2' }])).toHaveLength(2);
});

it('compares the valid key that expires last, whatever else the account has', () => {
  const keys = [
    key('a', '2027-01-01'),
    key('a', '2029-01-01', { accountProblem: 'noPermission' }),
    key('a', '2028-01-01'),
    key('a', '2026-01-01'),
  ];
  for (const first of [keys, keys.toReversed()]) {
    const [account] = compareAccounts(first, [key('a', '2028-01-01')], NOW);
    expect(account?.difference).toBe('none');
    expect(account?.first).toEqual({
      count: 4,
      expiresAt: Date.parse('2028-01-01T00:00:00Z'),
      isValid: true,
      problem: null,
    });
  }
});

it('a key of an account that may not use the API is not valid', () => {
  const archived = key('a', '2027-01-01', { accountProblem: 'archived' });
  const [account] = compareAccounts([archived], [key('a', '2027-01-01')], NOW);
  expect(account).toMatchObject({ difference: 'validSecond', first: { isValid: false, problem: 'archived' } });
});

it('compares expiries to the minute', () => {
  const at = (expirationDate: string) => [key('a', '2027-01-01', { expirationDate })];
  expect(differences(at('2027-01-01T00:00:05Z'), at('2027-01-01T00:00:40Z'))).toEqual(['a: none']);
  expect(differences(at('2027-01-01T00:00:40Z'), at('2027-01-01T00:01:00Z'))).toEqual(['a: expiry']);
});

it('compares empty lists', () => {
  expect(compareAccounts([], [], NOW)).toEqual([]);
  expect(differences([], [key('a', '2027-01-01')])).toEqual(['a: onlySecond']);
});
