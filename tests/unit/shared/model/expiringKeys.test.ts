import { describe, expect, it } from 'vitest';
import { keysByAccount, successorOf } from '../../../../shared/model/coverage.ts';
import { countExpiring } from '../../../../shared/model/expiringKeys.ts';
import { type AuthenticationKey, keyStatus } from '../../../../shared/model/key.ts';
import { amount, seeded } from '../../../harness/amount.ts';
import { inDays, NOW, sampleKey } from '../../renderer/features/keys/sampleKey.ts';

let lastNumber = 0;
function keyOf(expiresInDays: number, change: Partial<AuthenticationKey> = {}): AuthenticationKey {
  lastNumber += 1;
  return sampleKey({
    id: `authkey.${lastNumber}`,
    token: `${lastNumber}`,
    expirationDate: inDays(expiresInDays),
    ...change,
  });
}

describe('countExpiring', () => {
  it('tells keys that another valid key of the account outlives from those that need attention', () => {
    expect(countExpiring([keyOf(5)], NOW)).toEqual({ last: 1, replaced: 0 });
    expect(countExpiring([keyOf(5), keyOf(90)], NOW)).toEqual({ last: 0, replaced: 1 });
    expect(countExpiring([keyOf(5), keyOf(20)], NOW)).toEqual({ last: 1, replaced: 1 });
    expect(countExpiring([keyOf(5), keyOf(90, { accountId: 'account.2' })], NOW)).toEqual({ last: 1, replaced: 0 });
    expect(countExpiring([keyOf(5), keyOf(5)], NOW)).toEqual({ last: 2, replaced: 0 });
  });

  it('does not accept a key as successor that is not valid yet by a wrong clock, or whose account has a problem', () => {
    expect(countExpiring([keyOf(5), keyOf(90, { creationDate: inDays(1) })], NOW)).toEqual({ last: 1, replaced: 0 });
    expect(countExpiring([keyOf(5, { accountProblem: 'archived' })], NOW)).toEqual({ last: 0, replaced: 0 });
    expect(countExpiring([], NOW)).toEqual({ last: 0, replaced: 0 });
  });

  it('counts what the status and the successor of each key say, for random keys', () => {
    const random = seeded();
    let replaced = 0;
    for (let round = 0; round < amount({ sample: 200, full: 2_000 }); round++) {
      const keys = Array.from({ length: random.below(30) }, () =>
        keyOf(random.below(80) - 20, {
          accountId: `account.${random.below(8)}`,
          creationDate: inDays(random.below(20) - 15),
          accountProblem: random.below(10) === 0 ? 'archived' : null,
        }),
      );
      const groups = keysByAccount(keys);
      const expiring = keys.filter((key) => keyStatus(key, NOW).kind === 'expiring');
      const last = expiring.filter((key) => successorOf(key, groups.get(key.accountId) ?? [], NOW) === null).length;
      expect(countExpiring(keys, NOW)).toEqual({ last, replaced: expiring.length - last });
      replaced += expiring.length - last;
    }
    expect(replaced).toBeGreaterThan(0);
  });
});
