import { describe, expect, it } from 'vitest';
import { keysByAccount, successorOf, successorsAmong } from '../../../../shared/model/coverage.ts';
import { findExpiring } from '../../../../shared/model/expiringKeys.ts';
import { DAY_MS } from '../../../../shared/model/instant.ts';
import { type AuthenticationKey, type KeyStatus, keyStatus } from '../../../../shared/model/key.ts';
import { SHOWN_STATUSES, statusesOf } from '../../../../shared/model/keyStatuses.ts';
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

const count = (keys: readonly AuthenticationKey[], rotating: ReadonlyMap<string, unknown> = new Map()) => {
  const { isUnreplaced, ...counts } = findExpiring(keys, NOW, rotating);
  expect(isUnreplaced.filter((mark) => mark === 1)).toHaveLength(counts.unreplaced);
  return counts;
};

describe('findExpiring', () => {
  it('tells keys that another valid key of the account outlives from those that need attention', () => {
    expect(count([keyOf(5)])).toEqual({ unreplaced: 1, replaced: 0, rotating: 0 });
    expect(count([keyOf(5), keyOf(90)])).toEqual({ unreplaced: 0, replaced: 1, rotating: 0 });
    expect(count([keyOf(5), keyOf(20)])).toEqual({ unreplaced: 1, replaced: 1, rotating: 0 });
    expect(count([keyOf(5), keyOf(90, { accountId: 'account.2' })])).toEqual({
      unreplaced: 1,
      replaced: 0,
      rotating: 0,
    });
    expect(count([keyOf(5), keyOf(5)])).toEqual({ unreplaced: 2, replaced: 0, rotating: 0 });
  });

  it('does not accept a key as successor that is not valid yet by a wrong clock, or whose account has a problem', () => {
    expect(count([keyOf(5), keyOf(90, { creationDate: inDays(1) })])).toEqual({
      unreplaced: 1,
      replaced: 0,
      rotating: 0,
    });
    expect(count([keyOf(5, { accountProblem: 'archived' })])).toEqual({ unreplaced: 0, replaced: 0, rotating: 0 });
    expect(count([])).toEqual({ unreplaced: 0, replaced: 0, rotating: 0 });
  });

  it('does not count keys that are being rotated, and counts those with a successor as replaced all the same', () => {
    const [alone, followed, waiting] = [
      keyOf(5),
      keyOf(6, { accountId: 'account.2' }),
      keyOf(9, { accountId: 'account.3' }),
    ];
    const keys = [alone, followed, keyOf(90, { accountId: 'account.2' }), waiting];
    const rotating = new Map([alone, followed].map(({ token }) => [token, {}]));
    expect(count(keys, rotating)).toEqual({ unreplaced: 1, replaced: 1, rotating: 1 });
    expect(keys[findExpiring(keys, NOW, rotating).isUnreplaced.indexOf(1)]).toBe(waiting);
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
      expect(count(keys)).toEqual({ unreplaced: last, replaced: expiring.length - last, rotating: 0 });
      replaced += expiring.length - last;
      const successorAmong = successorsAmong(keys, NOW);
      expect(keys.map(successorAmong)).toEqual(
        keys.map((key) => successorOf(key, groups.get(key.accountId) ?? [], NOW)),
      );
    }
    expect(replaced).toBeGreaterThan(0);
  });

  it('tells at any moment what a list that was never asked about tells, however often it was asked (seeded)', () => {
    const random = seeded();
    for (let round = 0; round < amount({ sample: 40, full: 400 }); round++) {
      const keys = Array.from({ length: 12 }, () =>
        keyOf(random.below(60) - 10, {
          accountId: `account.${random.below(4)}`,
          creationDate: inDays(random.below(20) - 10),
          accountProblem: random.below(6) === 0 ? 'archived' : null,
        }),
      );
      const tokens = keys.map(({ token }) => [token, {}] as const);
      const rotations = [new Map(), new Map(tokens.slice(0, 3)), new Map(tokens.slice(2, 6))];
      for (let question = 0; question < 30; question++) {
        // Whole days and the milliseconds beside them: these are the moments at which something changes.
        const now = NOW + (random.below(50) - 20) * DAY_MS + random.below(3) - 1;
        const rotating = random.pick(rotations);
        expect(findExpiring(keys, now, rotating)).toEqual(findExpiring([...keys], now, rotating));
        const kinds = keys.map((key) => statusName(keyStatus(key, now)));
        expect(Array.from(statusesOf(keys, now), (status) => SHOWN_STATUSES[status])).toEqual(kinds);
      }
    }
  });
});

function statusName(status: KeyStatus) {
  return status.kind === 'accountProblem' ? status.problem : status.kind;
}
