import { type AuthenticationKey, type KeyStatus, keyStatus } from '../../../../shared/model/key.ts';
import { creationsOf, expiriesOf, lastUsesOf } from '../../../../shared/model/keyInstants.ts';
import type { UsualKeyColumn } from '../../../../shared/model/keyView.ts';

const SEVERITY: Readonly<Record<KeyStatus['kind'], number>> = { expired: 0, accountProblem: 1, expiring: 2, valid: 3 };
/** Larger than the difference between any two instants in milliseconds, so that severity takes precedence. */
const SEVERITY_STEP = 2 ** 50;
const collator = new Intl.Collator(['ru', 'en'], { sensitivity: 'base', numeric: true });

/** Stable sort by number. Returns the indexes in sorted order. */
export function orderByNumbers(compared: Float64Array, isDescending: boolean): Uint32Array {
  const order = Uint32Array.from(compared.keys());
  const sign = isDescending ? -1 : 1;
  // Defined: every index is valid.
  return order.sort((left, right) => sign * ((compared[left] as number) - (compared[right] as number)) || left - right);
}

/**
 * A sort number per key, calculated once: a comparison that parses dates or calls the collator would run some twenty
 * times per key.
 * @param now milliseconds since the epoch, UTC; used for the status only.
 */
export function numbersToCompare(
  keys: readonly AuthenticationKey[],
  column: UsualKeyColumn,
  now: number,
): Float64Array {
  switch (column) {
    case 'userName':
      return placesOfTexts(keys, ({ fullName, username }) => `${fullName}\n${username}`, collator.compare);
    case 'token':
      return placesOfTexts(keys, ({ token }) => token, compareCodeUnits);
    case 'created':
      return creationsOf(keys);
    case 'expires':
      return expiriesOf(keys);
    case 'lastUsed':
      // A key without a known use counts as the least recently used.
      return knownFirst(lastUsesOf(keys));
    case 'status':
      // By severity, then by expiry: what needs attention soonest comes first.
      return expiriesOf(keys).map((expiry, place) => {
        const key = keys[place];
        return key === undefined ? Number.NaN : SEVERITY[keyStatus(key, now, expiry).kind] * SEVERITY_STEP + expiry;
      });
  }
}

function knownFirst(instants: Float64Array): Float64Array {
  return instants.map((instant) => (Number.isNaN(instant) ? -SEVERITY_STEP : instant));
}

/** Rank of each key's text among all distinct texts; an account with many keys is compared once. */
function placesOfTexts(
  keys: readonly AuthenticationKey[],
  textOf: (key: AuthenticationKey) => string,
  compare: (left: string, right: string) => number,
): Float64Array {
  const texts = keys.map(textOf);
  const places = new Map<string, number>();
  let place = 0;
  let before: string | null = null;
  for (const text of [...new Set(texts)].sort(compare)) {
    // Texts that collate as equal share a rank.
    place += before === null || compare(before, text) === 0 ? 0 : 1;
    places.set(text, place);
    before = text;
  }
  return Float64Array.from(texts, (text) => places.get(text) as number);
}

function compareCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
