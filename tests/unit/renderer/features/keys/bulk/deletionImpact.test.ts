import { describe, expect, it } from 'vitest';
import {
  confirmationOf,
  deletionImpact,
  isConfirmedBy,
  losingAccounts,
} from '../../../../../../renderer/features/keys/bulk/deletionImpact.ts';
import { inDays, NOW, sampleKey } from '../sampleKey.ts';

const keys = [
  sampleKey({ id: 'a1', accountId: 'a', fullName: 'Anna' }),
  sampleKey({ id: 'a2', accountId: 'a', fullName: 'Anna', expirationDate: inDays(5) }),
  sampleKey({ id: 'b1', accountId: 'b', fullName: 'Boris' }),
  sampleKey({ id: 'b2', accountId: 'b', fullName: 'Boris', expirationDate: inDays(-1) }),
  sampleKey({ id: 'c1', accountId: 'c', fullName: 'Clara', accountProblem: 'disabled' }),
];
const outcomes = (...ids: string[]) =>
  deletionImpact(keys, new Set(ids), NOW, 'current').map(({ fullName, deleted, validLeft, outcome }) => [
    fullName,
    deleted,
    validLeft,
    outcome,
  ]);

describe('deletionImpact', () => {
  it('says that an account keeps its access while a valid key is left', () => {
    expect(outcomes('a1')).toEqual([['Anna', 1, 1, 'keepsAccess']]);
  });

  it('says that an account loses its access with its last valid key, whatever expired ones are left', () => {
    expect(outcomes('a1', 'a2', 'b1')).toEqual([
      ['Anna', 2, 0, 'losesAccess'],
      ['Boris', 1, 0, 'losesAccess'],
    ]);
  });

  it('does not claim a loss where no key let the account in before', () => {
    expect(outcomes('c1')).toEqual([['Clara', 1, 0, 'noAccess']]);
  });

  it('counts a key that is left but expired as no access', () => {
    expect(outcomes('b2')).toEqual([['Boris', 1, 1, 'keepsAccess']]);
    expect(outcomes('b1')).toEqual([['Boris', 1, 0, 'losesAccess']]);
  });

  it('names the accounts that lose most first and leaves out untouched ones', () => {
    expect(outcomes('c1', 'a1', 'b1').map(([name]) => name)).toEqual(['Boris', 'Anna', 'Clara']);
  });
});

describe('losingAccounts', () => {
  it('counts the accounts that are left without a valid key', () => {
    expect(losingAccounts(deletionImpact(keys, new Set(['a1', 'a2', 'b1', 'c1']), NOW, 'current'))).toBe(2);
    expect(losingAccounts(deletionImpact(keys, new Set(['a1', 'c1']), NOW, 'current'))).toBe(0);
  });
});

describe('what has to be typed', () => {
  const asked = (username: string, total: number) =>
    confirmationOf(deletionImpact([sampleKey({ username })], new Set(['authkey.1']), NOW, 'current'), total);

  it('is the user name for a single key, and the number of several', () => {
    expect(asked('svc.erp', 1)).toEqual({ kind: 'name', text: 'svc.erp' });
    expect(asked('Пётр Иванов', 1)).toEqual({ kind: 'name', text: 'Пётр Иванов' });
    expect(asked('svc.erp', 1200)).toEqual({ kind: 'count', text: '1200' });
    expect(confirmationOf([], 2)).toEqual({ kind: 'count', text: '2' });
  });

  it.each(['', ' ', ' x', 'a\u200bb', 'a\nb', '\u202eabc', 'a\u00a0b'])(
    'is the number where nobody could type %j',
    (username) => {
      expect(asked(username, 1)).toEqual({ kind: 'count', text: '1' });
    },
  );

  it.each(['svc.erp', ' SVC.ERP ', '\u2068svc.erp\u2069'])('takes the user name as %j', (typed) => {
    expect(isConfirmedBy(typed, asked('svc.erp', 1))).toBe(true);
  });

  it.each(['', '1', 'svc.er', 'svc.erp2', 'svc erp'])('does not take %j for the user name', (typed) => {
    expect(isConfirmedBy(typed, asked('svc.erp', 1))).toBe(false);
  });

  it.each(['1200', ' 1200 ', '1,200', '1 200', '1\u00a0200', '1\u202f200'])('takes the number as %j', (typed) => {
    expect(isConfirmedBy(typed, asked('svc.erp', 1200))).toBe(true);
  });

  it.each(['', '120', '12000', '-1200', '1200 keys', '1200e0', '0x4b0', 'svc.erp'])(
    'does not take %j for the number',
    (typed) => {
      expect(isConfirmedBy(typed, asked('svc.erp', 1200))).toBe(false);
    },
  );
});
