import { expect, it } from 'vitest';
import { instantSchema, isInstant } from '../../../../shared/model/instant.ts';
import { authenticationKeySchema, isAuthenticationKey } from '../../../../shared/model/key.ts';
import { amount, seeded } from '../../../harness/amount.ts';
import type { SeededRandom } from '../../../harness/seededRandom.ts';
import { sampleKey } from '../../renderer/features/keys/sampleKey.ts';

/** Values of JSON, of which each field of a key accepts some. */
const VALUES = [
  ...[undefined, null, true, '', 'a', 'archived', 'noPermission', 'disabled', '\ud800', 'x\ny', '1', '2026-11-22'],
  ...[-1, -0, 0, 1, 1.5, 2 ** 53 - 1, 2 ** 53, 1e300, [], ['role'], ['role', 1], [null], [['role']], {}, { length: 0 }],
  ...['2026-11-22T12:00:00.000Z', '2026-11-22T12:00:00Z', '2026-02-29T12:00:00.000Z', '2024-02-29T12:00:00.000Z'],
];
const FIELDS = Object.keys(authenticationKeySchema.shape);
const ROUNDS = amount({ sample: 5_000, full: 50_000 });

it('a value is a key exactly if the schema accepts it', () => {
  const random = seeded();
  let accepted = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const changes = Array.from({ length: random.below(3) }, () => {
      const field = random.pick([...FIELDS, 'other', '__proto__']);
      return [field, field.endsWith('Date') && random.below(2) === 0 ? instantOf(random) : random.pick(VALUES)];
    });
    const value: unknown = JSON.parse(JSON.stringify({ ...sampleKey(), ...Object.fromEntries(changes) }));
    const isAccepted = authenticationKeySchema.safeParse(value).success;
    expect(isAuthenticationKey(value), JSON.stringify(value)).toBe(isAccepted);
    accepted += Number(isAccepted);
  }
  expect(accepted).toBeGreaterThan(ROUNDS / 10);
  expect(accepted).toBeLessThan((ROUNDS * 9) / 10);
});

it.each([...VALUES, [sampleKey()]])('%j is no key, as the schema says', (value) => {
  expect(isAuthenticationKey(value)).toBe(false);
  expect(authenticationKeySchema.safeParse(value).success).toBe(false);
});

it('a text is an instant exactly if the schema accepts it', () => {
  const random = seeded();
  let accepted = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const text = instantOf(random);
    const isAccepted = instantSchema.safeParse(text).success;
    expect(isInstant(text), text).toBe(isAccepted);
    accepted += Number(isAccepted);
  }
  expect(accepted).toBeGreaterThan(ROUNDS / 10);
  expect(accepted).toBeLessThan((ROUNDS * 9) / 10);
});

/** Something like an instant: some have a part that is out of its range or of another form. */
function instantOf(random: SeededRandom): string {
  const two = (from: number, to: number) => String(from + random.below(to - from + 1)).padStart(2, '0');
  const part = (usual: readonly string[], odd: readonly string[]) => random.pick(random.below(8) > 0 ? usual : odd);
  const year = part(['2024', '2026', '2000', '0001', '9999'], ['0000', '1900', '026', '12026', '+002026']);
  const month = part([two(1, 12)], ['00', '02', '13', '1']);
  const day = part([two(1, 28)], ['00', '29', '30', '31', '32']);
  const hours = part([two(0, 23)], ['24', '25', '1']);
  const [minutes, seconds] = [part([two(0, 59)], ['60']), part([two(0, 59)], ['60'])];
  const fraction = part(['.000', '.123', '.999'], ['', '.1', '.123456', '.', ',000']);
  const zone = part(['Z', '+00:00', '-23:59', '+14:00'], ['+24:00', '+0100', '', 'z', 'Z\n', ' Z']);
  return `${year}-${month}-${day}${part(['T'], ['t', ' '])}${hours}:${minutes}:${seconds}${fraction}${zone}`;
}
