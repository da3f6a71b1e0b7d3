import { describe, expect, it } from 'vitest';
import { countByFilter, listKeys } from '../../../../../../renderer/features/keys/table/listedKeys.ts';
import { inDays, NOW, sampleKey } from '../sampleKey.ts';

const keys = listKeys(
  [
    sampleKey({ id: 'valid' }),
    sampleKey({ id: 'expiring', fullName: 'Бобров А. С.', username: 'a.bobrov', expirationDate: inDays(30) }),
    sampleKey({ id: 'expired', expirationDate: inDays(0), accountProblem: 'archived' }),
    sampleKey({ id: 'problem', accountProblem: 'noPermission', token: 'ffff2d43a1b2c3d4e5f60718293a0000' }),
  ],
  NOW,
);
describe('countByFilter', () => {
  it('counts every key once, under the status that its row shows', () => {
    const counts = { all: 4, expiring: 1, expired: 1, accountProblem: 1, valid: 1 };
    // The account of the expiring key has another one, which works longer.
    expect(countByFilter(keys)).toEqual({ ...counts, unreplaced: 0, rotating: 0 });
  });
});
