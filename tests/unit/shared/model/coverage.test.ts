import { describe, expect, it } from 'vitest';
import { gapsOf, isLastValidKey, keysByAccount, type Span, successorOf } from '../../../../shared/model/coverage.ts';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { amount, seeded } from '../../../harness/amount.ts';
import type { SeededRandom } from '../../../harness/seededRandom.ts';
import { inDays, NOW, sampleKey } from '../../renderer/features/keys/sampleKey.ts';

const DAY = 24 * 60 * 60 * 1000;
const MINUTE = 60_000;
let lastNumber = 0;

/** A key of account.1 that is valid from one day until another, counted from NOW. */
function keyOfDays(from: number, to: number, change: Partial<AuthenticationKey> = {}): AuthenticationKey {
  lastNumber += 1;
  return sampleKey({
    id: `authkey.${lastNumber}`,
    token: lastNumber.toString(16).padStart(32, '0'),
    creationDate: inDays(from),
    expirationDate: inDays(to),
    ...change,
  });
}

const at = (days: number): number => NOW + days * DAY;
const span = (from: number, to: number): Span => ({ from: at(from), to: at(to) });

describe('keysByAccount', () => {
  it('puts each key into the group of its account, in the order of the list', () => {
    const [first, second, third] = [
      keyOfDays(0, 1),
      keyOfDays(0, 2, { accountId: 'account.2' }),
      keyOfDays(0, 3, { username: 'renamed' }),
    ];
    const groups = keysByAccount([first, second, third]);
    expect([...groups]).toEqual([
      ['account.1', [first, third]],
      ['account.2', [second]],
    ]);
    expect(keysByAccount([]).size).toBe(0);
  });

  it('groups 100,000 keys of 50,000 accounts, and as many of one account, without losing one', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => sampleKey({ accountId: `account.${index % 50_000}` }));
    const groups = keysByAccount(many);
    expect(groups.size).toBe(50_000);
    expect([...groups.values()].every((keys) => keys.length === 2)).toBe(true);
    expect(keysByAccount(many.map((key) => ({ ...key, accountId: 'account.1' }))).get('account.1')).toHaveLength(
      100_000,
    );
  });
});

describe('successorOf', () => {
  it('is the key that lives longest of those that outlive the key', () => {
    const key = keyOfDays(-100, 5);
    const [shorter, longer, longest] = [keyOfDays(-1, 4), keyOfDays(-1, 50), keyOfDays(-3, 90)];
    expect(successorOf(key, [shorter, longer, key, longest], NOW)).toBe(longest);
    expect(successorOf(key, [longest, longer, key, shorter], NOW)).toBe(longest);
    expect(successorOf(key, [key, shorter], NOW)).toBeNull();
    expect(successorOf(key, [], NOW)).toBeNull();
  });

  it('exists for a key that has expired, as long as another one is valid', () => {
    const expired = keyOfDays(-100, -5);
    const valid = keyOfDays(-10, 5);
    expect(successorOf(expired, [expired, valid], NOW)).toBe(valid);
    expect(successorOf(expired, [expired, keyOfDays(-10, -1)], NOW)).toBeNull();
  });

  it('is not a key that expires at the same instant, nor one that has just expired', () => {
    const key = keyOfDays(-100, 5);
    expect(successorOf(key, [key, keyOfDays(-1, 5)], NOW)).toBeNull();
    const expired = keyOfDays(-100, -5);
    expect(successorOf(expired, [expired, keyOfDays(-50, 0)], NOW)).toBeNull();
  });

  it('is not a key that was created in the future by a wrong clock, but one that was created right now', () => {
    const key = keyOfDays(-100, 5);
    const future = keyOfDays(1, 90);
    expect(successorOf(key, [key, future], NOW)).toBeNull();
    expect(successorOf(key, [key, future], at(1))).toBe(future);
  });

  it.each(['archived', 'deactivated', 'noPermission'] as const)(
    'does not exist while the account may not use the API: %s',
    (accountProblem) => {
      const key = keyOfDays(-100, 5, { accountProblem });
      expect(successorOf(key, [key, keyOfDays(-1, 90, { accountProblem })], NOW)).toBeNull();
    },
  );

  it('is never the key itself, even if its expiry is to become sooner than the list says', () => {
    const listed = keyOfDays(-100, 50);
    const shortened = { ...listed, expirationDate: inDays(5) };
    expect(successorOf(shortened, [listed], NOW)).toBeNull();
  });
});

describe('isLastValidKey', () => {
  it('holds for the valid key that outlives the others', () => {
    const [sooner, later] = [keyOfDays(-100, 5), keyOfDays(-10, 20)];
    expect(isLastValidKey(sooner, [sooner, later], NOW)).toBe(false);
    expect(isLastValidKey(later, [sooner, later], NOW)).toBe(true);
    expect(isLastValidKey(sooner, [sooner], NOW)).toBe(true);
  });

  it('holds for both of two keys that expire at the same instant', () => {
    const keys = [keyOfDays(-100, 5), keyOfDays(-10, 5)];
    expect(keys.map((key) => isLastValidKey(key, keys, NOW))).toEqual([true, true]);
  });

  it('does not hold for a key that is not valid itself', () => {
    for (const key of [
      keyOfDays(-100, -1),
      keyOfDays(-100, 0),
      keyOfDays(1, 90),
      keyOfDays(-1, 90, { accountProblem: 'archived' }),
    ]) {
      expect(isLastValidKey(key, [key], NOW)).toBe(false);
    }
  });
});

describe('gapsOf', () => {
  it('is the whole span without keys, and nothing of an empty span', () => {
    expect(gapsOf([], at(0), at(90))).toEqual([span(0, 90)]);
    expect(gapsOf([], at(0), at(0))).toEqual([]);
    expect(gapsOf([], at(1), at(0))).toEqual([]);
    expect(gapsOf([keyOfDays(5, 6)], at(1), at(0))).toEqual([]);
  });

  it('finds those before, between and after keys, whatever the order of the keys', () => {
    const keys = [keyOfDays(20, 30), keyOfDays(2, 10), keyOfDays(40, 60)];
    expect(gapsOf(keys, at(0), at(90))).toEqual([span(0, 2), span(10, 20), span(30, 40), span(60, 90)]);
  });

  it('makes none of keys that overlap, touch or contain each other', () => {
    expect(gapsOf([keyOfDays(-5, 10), keyOfDays(8, 95)], at(0), at(90))).toEqual([]);
    expect(gapsOf([keyOfDays(10, 90), keyOfDays(0, 10)], at(0), at(90))).toEqual([]);
    expect(gapsOf([keyOfDays(-5, 95), keyOfDays(8, 10)], at(0), at(90))).toEqual([]);
  });

  it('makes one of a millisecond where keys miss each other by it', () => {
    const late = keyOfDays(0, 90, { creationDate: new Date(at(10) + 1).toISOString() });
    expect(gapsOf([keyOfDays(0, 10), late], at(0), at(90))).toEqual([{ from: at(10), to: at(10) + 1 }]);
  });

  it('counts a key that begins in the future by a wrong clock from then, and ignores one that ends before it begins', () => {
    expect(gapsOf([keyOfDays(3, 90)], at(0), at(90))).toEqual([span(0, 3)]);
    expect(gapsOf([keyOfDays(100, 200)], at(0), at(90))).toEqual([span(0, 90)]);
    expect(gapsOf([keyOfDays(0, 90), keyOfDays(20, 10)], at(0), at(90))).toEqual([]);
    expect(gapsOf([keyOfDays(20, 10)], at(0), at(90))).toEqual([span(0, 90)]);
  });

  it('ignores keys of an account that may not use the API', () => {
    expect(gapsOf([keyOfDays(-5, 95, { accountProblem: 'archived' })], at(0), at(90))).toEqual([span(0, 90)]);
  });
});

/** Up to `count` keys with times in whole units from -20 to `units + 20`, some of them touching, some the wrong way round. */
function randomKeys(random: SeededRandom, count: number, units: number, unit: number): readonly AuthenticationKey[] {
  const time = (): string => new Date(NOW + (random.below(units + 40) - 20) * unit).toISOString();
  const times = Array.from({ length: count }, time);
  return Array.from({ length: random.below(count + 1) }, () =>
    keyOfDays(0, 0, {
      creationDate: random.pick(times),
      expirationDate: random.below(3) === 0 ? random.pick(times) : time(),
      accountProblem: random.below(10) === 0 ? 'archived' : null,
    }),
  );
}

/** Examines every unit of the span by itself. */
function scanForGaps(keys: readonly AuthenticationKey[], from: number, to: number, unit: number): readonly Span[] {
  const isCovered = (instant: number): boolean =>
    keys.some(
      (key) =>
        key.accountProblem === null &&
        Date.parse(key.creationDate) <= instant &&
        instant < Date.parse(key.expirationDate),
    );
  const gaps: { from: number; to: number }[] = [];
  for (let instant = from; instant < to; instant += unit) {
    const last = gaps.at(-1);
    if (isCovered(instant)) {
      continue;
    }
    if (last?.to === instant) {
      last.to = instant + unit;
    } else {
      gaps.push({ from: instant, to: instant + unit });
    }
  }
  return gaps;
}

describe('random keys', () => {
  it.each([
    { name: 'minutes of two hours', units: 120, unit: MINUTE },
    { name: 'days of a year', units: 365, unit: DAY },
  ])('have the gaps that a scan of the $name finds', ({ units, unit }) => {
    const random = seeded();
    for (let round = 0; round < amount({ sample: 300, full: 5_000 }); round++) {
      const keys = randomKeys(random, 8, units, unit);
      const to = NOW + units * unit;
      expect(gapsOf(keys, NOW, to)).toEqual(scanForGaps(keys, NOW, to, unit));
    }
  });

  it('are followed by a gap at their expiry exactly if they are the last valid ones', () => {
    const random = seeded();
    let lastOnes = 0;
    for (let round = 0; round < amount({ sample: 500, full: 5_000 }); round++) {
      // None of them begins in the future.
      const keys = randomKeys(random, 8, 20, DAY).filter((key) => Date.parse(key.creationDate) <= NOW);
      for (const key of keys) {
        const expiry = Date.parse(key.expirationDate);
        const isValid = key.accountProblem === null && expiry > NOW;
        const isLast = isLastValidKey(key, keys, NOW);
        lastOnes += isLast ? 1 : 0;
        expect(isLast).toBe(isValid && gapsOf(keys, expiry, expiry + 1).length === 1);
        const successor = successorOf(key, keys, NOW);
        const outliving = keys.filter(
          (other) => other.accountProblem === null && Date.parse(other.expirationDate) > Math.max(expiry, NOW),
        );
        const longest = Math.max(...outliving.map((other) => Date.parse(other.expirationDate)));
        expect(successor === null ? Number.NEGATIVE_INFINITY : Date.parse(successor.expirationDate)).toBe(longest);
      }
    }
    expect(lastOnes).toBeGreaterThan(100);
  });
});
