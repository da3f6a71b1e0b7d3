import { describe, expect, it } from 'vitest';
import { countByFilter, filterKeys, listKeys } from '../../../../../renderer/features/keys/filterKeys.ts';
import { inDays, NOW, sampleKey } from './sampleKey.ts';

const keys = listKeys(
  [
    sampleKey({ id: 'valid' }),
    sampleKey({ id: 'expiring', fullName: 'Бобров А. С.', username: 'a.bobrov', expirationDate: inDays(30) }),
    sampleKey({ id: 'expired', expirationDate: inDays(0), accountProblem: 'disabled' }),
    sampleKey({ id: 'problem', accountProblem: 'noPermission', token: 'ffff2d43a1b2c3d4e5f60718293a0000' }),
  ],
  NOW,
);
const ids = (filter: Parameters<typeof filterKeys>[1], search: string) =>
  filterKeys(keys, filter, search).map(({ key }) => key.id);

describe('countByFilter', () => {
  it('counts every key once, under the status that its row shows', () => {
    expect(countByFilter(keys)).toEqual({ all: 4, expiring: 1, expired: 1, accountProblem: 1, valid: 1 });
  });
});

describe('filterKeys', () => {
  it('gives every key, as the same array, when nothing is asked for', () => {
    expect(filterKeys(keys, 'all', '  ')).toBe(keys);
  });

  it('gives the keys of one status', () => {
    expect(ids('expiring', '')).toEqual(['expiring']);
    expect(ids('expired', '')).toEqual(['expired']);
    expect(ids('accountProblem', '')).toEqual(['problem']);
  });

  it('finds full name, user name and token in any letter case', () => {
    expect(ids('all', 'БОБРОВ')).toEqual(['expiring']);
    expect(ids('all', 'A.BOB')).toEqual(['expiring']);
    expect(ids('all', 'FFFF2D')).toEqual(['problem']);
  });

  it('asks for every word, in any order, and for the quick filter as well', () => {
    expect(ids('all', 'erp 0000')).toEqual(['problem']);
    expect(ids('all', 'erp bobrov')).toEqual([]);
    expect(ids('expired', 'bobrov')).toEqual([]);
  });

  it('does not match across the borders of two fields', () => {
    expect(ids('all', 'connectorsvc')).toEqual([]);
  });
});
