import type { AccountId, AuthenticationKey, KeyId } from '../../../shared/model/key.ts';
import type { CachedKeyList } from '../../../shared/model/keyList.ts';
import { isOwnColumn, type OwnKeyColumn } from '../../../shared/model/keyOrder.ts';
import type { KeyView } from '../../../shared/model/keyView.ts';
import type { HeadSteps, SortedInstants, StoredListHead } from '../../ports.ts';
import { mayBePair } from '../rotation/recognizedRotations.ts';
import { FirstRows, StatusChange } from './firstRows.ts';

/** Keys looked at in one step: about a millisecond of work. */
const KEYS_PER_STEP = 1_000;
/** Maximum number of keys beside the first rows: a head is read in an instant. */
const MAX_RELATED = 1_000;

/** What a head is made for. */
export interface HeadRequest {
  readonly sorting: KeyView['sorting'];
  /** Tokens in lower case that rotations and adopted keys name. */
  readonly asked: ReadonlySet<string>;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
}

/**
 * Makes the head of a list. There is none for an empty list, for an order that depends on notes or access logs, and where
 * rotations concern too many keys.
 */
export function* listHeadSteps(list: CachedKeyList, { sorting, asked, now }: HeadRequest): HeadSteps {
  const { items } = list;
  const { column, isDescending } = sorting;
  if (items.length === 0 || !isOwnColumn(column)) {
    return null;
  }
  const expiries = new Float64Array(items.length);
  const accounts = new Map<AccountId, number[]>();
  const first = new FirstRows(column, isDescending, now);
  let validUntil = Number.POSITIVE_INFINITY;
  for (const [place, key] of items.entries()) {
    const creation = Date.parse(key.creationDate);
    expiries[place] = Date.parse(key.expirationDate);
    const places = accounts.get(key.accountId);
    if (places === undefined) {
      accounts.set(key.accountId, [place]);
    } else {
      places.push(place);
    }
    // A key works from its creation, which can be ahead of the clock of this computer.
    validUntil = creation > now ? Math.min(validUntil, creation) : validUntil;
    first.add(key);
    if (place % KEYS_PER_STEP === 0) {
      yield;
    }
  }
  const { rows } = first;
  validUntil = Math.min(validUntil, yield* endOfStatusOrder(items, expiries, rows, column, isDescending, now));
  const classes = yield* classify(items, expiries, accounts.values(), asked, now);
  if (classes === null) {
    return null;
  }
  return {
    source: list.source,
    fetchedAt: list.fetchedAt,
    writtenAt: now,
    validUntil: Number.isFinite(validUntil) ? validUntil : null,
    total: items.length,
    sorting,
    rows,
    asked: [...asked],
    ...classes,
  };
}

function* endOfStatusOrder(
  items: readonly AuthenticationKey[],
  expiries: Float64Array,
  rows: readonly AuthenticationKey[],
  column: OwnKeyColumn,
  isDescending: boolean,
  now: number,
): Generator<undefined, number, undefined> {
  const change = new StatusChange(rows, isDescending, now);
  for (const [place, key] of column === 'status' ? items.entries() : []) {
    change.add(key, expiries[place] as number);
    if (place % KEYS_PER_STEP === 0) {
      yield;
    }
  }
  return change.at;
}

/** @returns `null` if there are too many related keys. */
function* classify(
  items: readonly AuthenticationKey[],
  expiries: Float64Array,
  accounts: Iterable<readonly number[]>,
  asked: ReadonlySet<string>,
  now: number,
): Generator<undefined, Pick<StoredListHead, 'expiries' | 'related'> | null, undefined> {
  const [blocked, replaced, last]: [number[], number[], number[]] = [[], [], []];
  const related: { readonly key: AuthenticationKey; readonly isLast: boolean }[] = [];
  let seen = 0;
  for (const places of accounts) {
    const keys = places.map((place) => ({ key: items[place] as AuthenticationKey, expiry: expiries[place] as number }));
    const valid = keys.filter(({ key, expiry }) => expiry > now && key.accountProblem === null);
    const created = valid.filter(({ key }) => Date.parse(key.creationDate) <= now);
    const latest = created.reduce((latest, { expiry }) => Math.max(latest, expiry), 0);
    const isLast = new Set<KeyId>(valid.filter(({ expiry }) => expiry >= latest).map(({ key }) => key.id));
    for (const { key, expiry } of keys) {
      if (expiry > now) {
        (key.accountProblem !== null ? blocked : isLast.has(key.id) ? last : replaced).push(expiry);
      }
    }
    const ofAccount = keys.map(({ key }) => key);
    if (ofAccount.some(({ token }) => asked.has(token.toLowerCase())) || mayBePair(ofAccount)) {
      related.push(...ofAccount.map((key) => ({ key, isLast: isLast.has(key.id) })));
      if (related.length > MAX_RELATED) {
        return null;
      }
    }
    seen += keys.length;
    if (seen >= KEYS_PER_STEP) {
      seen = 0;
      yield;
    }
  }
  const sorted: SortedInstants[] = [];
  for (const instants of [blocked, replaced, last]) {
    sorted.push(Float64Array.from(instants).sort());
    yield;
  }
  const [sortedBlocked, sortedReplaced, sortedLast] = sorted as [SortedInstants, SortedInstants, SortedInstants];
  return { expiries: { blocked: sortedBlocked, replaced: sortedReplaced, last: sortedLast }, related };
}
