import type { KeyAccount } from '../../../../shared/model/accountTable.ts';
import { derivedFromList } from '../../../../shared/model/derivedFromList.ts';
import type { AuthenticationKey, KeyStatus } from '../../../../shared/model/key.ts';
import { accountsOf } from '../../../../shared/model/keyAccounts.ts';
import { creationsOf, expiriesOf, lastUsesOf } from '../../../../shared/model/keyInstants.ts';
import { type KeyNotes, NO_NOTES } from '../../../../shared/model/keyNote.ts';
import { compareNames, knownFirst, nameToCompare, severityRank } from '../../../../shared/model/keyOrder.ts';
import { SHOWN_STATUSES, type ShownStatus, statusesOf } from '../../../../shared/model/keyStatuses.ts';
import type { KeyTableColumn, KeyView } from '../../../../shared/model/keyView.ts';
import { type FindAccountUse, lastCallsOf } from '../../../../shared/model/lastUse.ts';
import { placesOfTokens } from '../../../../shared/model/placesOfTokens.ts';
import { noteText } from '../notes/noteText.ts';
import { descending, orderNumbers } from './orderNumbers.ts';
import { orderTokens } from './orderTokens.ts';

type Keys = readonly AuthenticationKey[];

/** Columns sorted newest first on the first click. */
const NEWEST_FIRST: readonly KeyTableColumn[] = ['created', 'lastUsed', 'accountSeen'];
/** What is added to the expiry for the order by status, for each of {@link SHOWN_STATUSES}. */
const SEVERITY_STEPS = SHOWN_STATUSES.map((status) => severityRank(kindOf(status), 0));

/** Sorting after a click on a header: the opposite direction, or the first one of another column. */
export function nextSorting(sorting: KeyView['sorting'], column: KeyTableColumn): KeyView['sorting'] {
  const isDescending = sorting.column === column ? !sorting.isDescending : NEWEST_FIRST.includes(column);
  return { column, isDescending };
}

/** What the order depends on in addition to the keys; each for one column only. */
export interface OrderSources {
  /** For the status: milliseconds since the epoch, UTC. */
  readonly now: number;
  /** Keys without one come last. */
  readonly notes?: KeyNotes;
  /** For the last call; `null` if no access logs were read. */
  readonly findUse?: FindAccountUse | null;
}

/** An ascending order, and what it does not tell apart. */
interface ColumnOrder {
  readonly ascending: Uint32Array;
  readonly isEqual: (left: number, right: number) => boolean;
}

const known = new WeakMap<Keys, Map<KeyTableColumn, ColumnOrder & { readonly source: unknown }>>();

/** The places of the keys in the order of a column. Stable: equal keys keep their order, in both directions. */
export function orderKeys(
  keys: Keys,
  { column, isDescending }: KeyView['sorting'],
  { now, notes = NO_NOTES, findUse = null }: OrderSources,
): Uint32Array {
  const source = sourceOf(column, now, notes, findUse);
  const ofList = known.get(keys) ?? new Map();
  known.set(keys, ofList);
  let order = ofList.get(column);
  if (order === undefined || order.source !== source) {
    order = { ...orderByColumn(keys, column, now, notes, findUse), source };
    ofList.set(column, order);
  }
  return isDescending ? descending(order.ascending, order.isEqual) : order.ascending;
}

/** What else the order of a column depends on: while it is the same, so is the order. */
function sourceOf(column: KeyTableColumn, now: number, notes: KeyNotes, findUse: FindAccountUse | null): unknown {
  switch (column) {
    case 'status':
      return now;
    case 'notes':
      return notes;
    case 'accountSeen':
      return findUse;
    default:
      return null;
  }
}

function orderByColumn(
  keys: Keys,
  column: KeyTableColumn,
  now: number,
  notes: KeyNotes,
  findUse: FindAccountUse | null,
): ColumnOrder {
  switch (column) {
    case 'userName': {
      const ranks = nameRanksOf(keys);
      return byNumbers(
        ofAccounts(keys, (accounts) =>
          Float64Array.from(accounts, (account) => ranks.get(nameToCompare(account)) ?? 0),
        ),
      );
    }
    case 'token':
      return orderTokens(keys);
    case 'created':
      return byNumbers(creationsOf(keys));
    case 'expires':
      return byNumbers(expiriesOf(keys));
    case 'lastUsed':
      // A key without a known use counts as the least recently used.
      return byNumbers(lastUsesOf(keys).map(knownFirst));
    case 'accountSeen':
      return byNumbers(ofAccounts(keys, (accounts) => lastCallsOf(accounts, findUse ?? (() => null))).map(knownFirst));
    case 'notes': {
      const places = placesOfTokens(keys, notes);
      const texts = Array.from(places, (place) => noteText(notes.get(keys[place]?.token ?? '')));
      const ranks = ranksOf(texts);
      // Above every rank: keys without a note come last.
      const numbers = new Float64Array(keys.length).fill(texts.length);
      for (const [index, text] of texts.entries()) {
        numbers[places[index] as number] = ranks.get(text) as number;
      }
      return byNumbers(numbers);
    }
    case 'status': {
      // By severity, then by expiry: what needs attention soonest comes first.
      const statuses = statusesOf(keys, now);
      return byNumbers(
        expiriesOf(keys).map((expiry, place) => (SEVERITY_STEPS[statuses[place] as number] as number) + expiry),
      );
    }
  }
}

function byNumbers(numbers: Float64Array): ColumnOrder {
  return { ascending: orderNumbers(numbers), isEqual: (left, right) => numbers[left] === numbers[right] };
}

/** The number of each key's account. */
function ofAccounts(keys: Keys, numbersOf: (accounts: readonly KeyAccount[]) => Float64Array): Float64Array {
  const { accounts, indexes } = accountsOf(keys);
  const numbers = numbersOf(accounts);
  const ofKeys = new Float64Array(keys.length);
  for (let place = 0; place < ofKeys.length; place += 1) {
    // Defined: there is an account for each key.
    ofKeys[place] = numbers[indexes[place] as number] as number;
  }
  return ofKeys;
}

/** The ranks of the accounts' names. Those of the list before stay valid until an account is new or renamed. */
const nameRanksOf = derivedFromList<ReadonlyMap<string, number>>((keys, earlier) => {
  const names = accountsOf(keys).accounts.map(nameToCompare);
  return earlier !== null && names.every((name) => earlier.derived.has(name)) ? earlier.derived : ranksOf(names);
});

/** Rank of each text among all distinct texts. Texts that collate as equal share a rank. */
function ranksOf(texts: readonly string[]): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  let rank = 0;
  let before: string | null = null;
  for (const text of [...new Set(texts)].sort(compareNames)) {
    rank += before === null || compareNames(before, text) === 0 ? 0 : 1;
    ranks.set(text, rank);
    before = text;
  }
  return ranks;
}

function kindOf(status: ShownStatus): KeyStatus['kind'] {
  return status === 'expired' || status === 'expiring' || status === 'valid' ? status : 'accountProblem';
}
