import { describe, expect, it } from 'vitest';
import { listKeys } from '../../../../../renderer/features/keys/filterKeys.ts';
import { compareByStatus } from '../../../../../renderer/features/keys/keyTable.ts';
import { inDays, NOW, sampleKey } from './sampleKey.ts';

describe('compareByStatus', () => {
  it('puts the worst status first, and within one status what expires soonest', () => {
    const keys = [
      sampleKey({ id: 'valid', expirationDate: inDays(100) }),
      sampleKey({ id: 'expires in 9 days', expirationDate: inDays(9) }),
      sampleKey({ id: 'disabled', accountProblem: 'disabled' }),
      sampleKey({ id: 'expires in 2 days', expirationDate: inDays(2) }),
      sampleKey({ id: 'expired', expirationDate: inDays(-1) }),
    ];
    expect(
      listKeys(keys, NOW)
        .sort(compareByStatus)
        .map(({ key }) => key.id),
    ).toEqual(['expired', 'disabled', 'expires in 2 days', 'expires in 9 days', 'valid']);
  });
});
