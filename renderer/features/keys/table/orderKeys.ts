import { type AuthenticationKey, type KeyStatus, keyStatus } from '../../../../shared/model/key.ts';
import { creationsOf, expiriesOf, lastUsesOf } from '../../../../shared/model/keyInstants.ts';
import type { KeyTableColumn, KeyView } from '../../../../shared/model/keyView.ts';

/** Columns whose first click shows the newest first. */
const NEWEST_FIRST: readonly KeyTableColumn[] = ['created', 'lastUsed'];
const SEVERITY: Readonly<Record<KeyStatus['kind'], number>> = { expired: 0, accountProblem: 1, expiring: 2, valid: 3 };
/** Apart by more than any two instants are in milliseconds, so that the severity decides first. */
const SEVERITY_STEP = 2 ** 50;
const collator = new Intl.Collator(['ru', 'en'], { sensitivity: 'base', numeric: true });

/** What a click on a header makes of the sorting: the other direction, or the first one of another column. */
export function nextSorting(sorting: KeyView['sorting'], column: KeyTableColumn): KeyView['sorting'] {
  const isDescending = sorting.column === column ? !sorting.isDescending : NEWEST_FIRST.includes(column);
  return { column, isDescending };
}

/** Orders by numbers; equal ones keep the order in which they came. Gives the places of the numbers in that order. */
export function orderByNumbers(compared: Float64Array, isDescending: boolean): Uint32Array {
  const order = Uint32Array.from(compared.keys());
  const sign = isDescending ? -1 : 1;
  // Both are there: every index is one of a number.
  return order.sort((left, right) => sign * ((compared[left] as number) - (compared[right] as number)) || left - right);
}

/**
 * One number for each key, by which it is ordered: worked out once, since a comparison that reads dates or asks the
 * collator is made some twenty times for each key.
 * @param now milliseconds since the epoch, UTC; matters for the status only.
 */
export function numbersToCompare(
  keys: readonly AuthenticationKey[],
  column: KeyTableColumn,
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
      // A key of which no use is known was used longest ago of all.
      return lastUsesOf(keys).map((lastUse) => (Number.isNaN(lastUse) ? -SEVERITY_STEP : lastUse));
    case 'status':
      // By severity, then by the moment at which the key stops working: what needs attention soonest comes first.
      return expiriesOf(keys).map((expiry, place) => {
        const key = keys[place];
        return key === undefined ? Number.NaN : SEVERITY[keyStatus(key, now, expiry).kind] * SEVERITY_STEP + expiry;
      });
  }
}

/** The place of the text of each key among all different texts; an account with many keys is compared once. */
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
    // Texts that are the same to the reader share a place.
    place += before === null || compare(before, text) === 0 ? 0 : 1;
    places.set(text, place);
    before = text;
  }
  return Float64Array.from(texts, (text) => places.get(text) as number);
}

function compareCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
