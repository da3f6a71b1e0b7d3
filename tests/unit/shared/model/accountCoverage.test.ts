import { describe, expect, it } from 'vitest';
import { coverAccount, coverAccounts } from '../../../../shared/model/accountCoverage.ts';
import { gapsOf, isLastValidKey, keysByAccount, successorOf } from '../../../../shared/model/coverage.ts';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { amount, seeded } from '../../../harness/amount.ts';
import type { SeededRandom } from '../../../harness/seededRandom.ts';
import { inDays, NOW, sampleKey } from '../../renderer/features/keys/sampleKey.ts';

const UNTIL = Date.parse(inDays(90));
let lastNumber = 0;
function keyOf(account: string, from: number, to: number, change: Partial<AuthenticationKey> = {}): AuthenticationKey {
  lastNumber += 1;
  return sampleKey({
    id: `authkey.${lastNumber}`,
    token: `A${lastNumber}`,
    accountId: account,
    username: account,
    fullName: '',
    creationDate: inDays(from),
    expirationDate: inDays(to),
    ...change,
  });
}

function randomKeys(random: SeededRandom, accounts: number, count: number): readonly AuthenticationKey[] {
  return Array.from({ length: count }, () => {
    const account = `account.${random.below(accounts)}`;
    const accountProblem = account.endsWith('7') ? 'archived' : null;
    return keyOf(account, random.below(60) - 50, random.below(220) - 60, { accountProblem });
  });
}

describe('coverAccounts', () => {
  it('puts accounts that lose access first, by date, then those without access, then the others', () => {
    const keys = [
      keyOf('covered', -10, 200),
      keyOf('blocked', -10, 5, { accountProblem: 'archived' }),
      keyOf('longLost', -90, -60),
      keyOf('later', -10, 60),
      keyOf('justLost', -90, -1),
      keyOf('sooner', -10, 3),
      keyOf('sooner', -10, 1),
      keyOf('coveredSooner', -10, 100),
      keyOf('never', 5, 200),
    ];
    expect(coverAccounts(keys, NOW, UNTIL).map(({ accountId, access }) => [accountId, access])).toEqual([
      ['sooner', 'losing'],
      ['later', 'losing'],
      ['justLost', 'lost'],
      ['longLost', 'lost'],
      ['never', 'lost'],
      ['coveredSooner', 'covered'],
      ['covered', 'covered'],
      ['blocked', 'blocked'],
    ]);
  });

  it('names what each key means for its account', () => {
    const keys = [
      keyOf('one', -10, 5),
      keyOf('one', -10, -5),
      keyOf('one', -10, 50),
      keyOf('one', -2, 50),
      keyOf('one', 3, 80),
    ];
    const [account] = coverAccounts(keys, NOW, UNTIL);
    expect(account?.keys.map(({ role }) => role)).toEqual(['expired', 'succeeded', 'last', 'last', 'notYet']);
    expect(account).toMatchObject({ access: 'losing', endsAt: Date.parse(inDays(50)) });
    const [blocked] = coverAccounts([keyOf('two', -10, 5, { accountProblem: 'noPermission' })], NOW, UNTIL);
    expect(blocked).toMatchObject({ access: 'blocked', endsAt: null, gaps: [], keys: [{ role: 'blocked' }] });
  });

  it('is found by names and tokens in any case', () => {
    expect(coverAccount([keyOf('svc.erp', -1, 5, { fullName: 'Пётр', token: 'ABCD' })], NOW, UNTIL).folded).toBe(
      'петр svc.erp abcd',
    );
  });

  it('agrees with the questions about single keys and with the gaps, for random keys', () => {
    const random = seeded();
    for (let round = 0; round < amount({ sample: 60, full: 600 }); round++) {
      const keys = randomKeys(random, 9, random.below(40));
      const groups = keysByAccount(keys);
      const accounts = coverAccounts(keys, NOW, UNTIL);
      expect(accounts).toHaveLength(groups.size);
      for (const { accountId, access, gaps, keys: covering } of accounts) {
        const group = groups.get(accountId) ?? [];
        for (const { key, role } of covering) {
          expect(role === 'last').toBe(isLastValidKey(key, group, NOW));
          expect(role === 'succeeded' && successorOf(key, group, NOW) === null).toBe(false);
        }
        expect(gaps).toEqual(access === 'blocked' ? [] : gapsOf(group, NOW, UNTIL));
      }
    }
  });

  it('reads each date of 20,000 keys a fixed number of times, for 10,000 accounts as for one', () => {
    const random = seeded();
    for (const accounts of [10_000, 1]) {
      let reads = 0;
      const counted = randomKeys(random, accounts, 20_000).map((key) => ({
        ...key,
        get expirationDate() {
          reads += 1;
          return key.expirationDate;
        },
      }));
      coverAccounts(counted, NOW, UNTIL);
      expect(reads).toBeLessThanOrEqual(2 * counted.length);
    }
  });
});
