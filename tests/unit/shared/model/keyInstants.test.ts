import { afterEach, expect, it, vi } from 'vitest';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { creationsOf, expiriesOf, lastUsesOf } from '../../../../shared/model/keyInstants.ts';
import { seededRandom } from '../../../harness/seededRandom.ts';
import { inDays, sampleKey } from '../../renderer/features/keys/sampleKey.ts';

const keyOf = (number: number): AuthenticationKey =>
  sampleKey({ id: `authkey.${number}`, expirationDate: inDays(number) });
const listOf = (count: number, from = 0) => Array.from({ length: count }, (_, index) => keyOf(from + index));
const readAnew = (keys: readonly AuthenticationKey[]) => keys.map((key) => Date.parse(key.expirationDate));

afterEach(() => vi.restoreAllMocks());

/** Works the expiries out and counts how many dates were read for them. */
function countReads(keys: readonly AuthenticationKey[]): number {
  const expected = readAnew(keys);
  const reading = vi.spyOn(Date, 'parse');
  const expiries = [...expiriesOf(keys)];
  const reads = reading.mock.calls.length;
  reading.mockRestore();
  expect(expiries).toEqual(expected);
  return reads;
}

it('reads dates once: later only those of keys that are new or changed, whichever others were deleted', () => {
  const keys = listOf(1_000);
  expect(countReads(keys)).toBe(1_000);
  expect(countReads(keys)).toBe(0);
  const left = keys.filter((_key, index) => index % 3 !== 0 && (index < 400 || index > 700));
  expect(countReads(left)).toBe(0);
  const [first, ...others] = left;
  const changed = [keyOf(5_000), { ...first, expirationDate: inDays(7) } as AuthenticationKey, ...others];
  expect(countReads(changed)).toBe(2);
  expect(countReads(listOf(500, 10_000))).toBe(500);
});

it('returns the same as parsing every date, after any change of the list (seed 7)', () => {
  const { next: random } = seededRandom(7);
  let keys: readonly AuthenticationKey[] = listOf(50);
  for (let round = 0; round < 300; round++) {
    const kept = keys.filter(() => random() > 0.1);
    const changed = kept.map((key) => (random() > 0.9 ? { ...key, expirationDate: inDays(random() * 900) } : key));
    const added = listOf(Math.floor(random() * 10), 1_000 * (round + 1));
    keys = random() > 0.5 ? [...changed, ...added] : [...added, ...changed.toReversed()];
    expect([...expiriesOf(keys)]).toEqual(readAnew(keys));
  }
});

it('returns creations, and NaN for an unknown last use', () => {
  const keys = [sampleKey({ creationDate: inDays(-3) }), sampleKey({ lastUsedDate: inDays(-1) })];
  expect([...creationsOf(keys)]).toEqual(keys.map((key) => Date.parse(key.creationDate)));
  expect([...lastUsesOf(keys)]).toEqual([Number.NaN, Date.parse(inDays(-1))]);
});
