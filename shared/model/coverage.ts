import type { AccountId, AuthenticationKey } from './key.ts';
import { isSameKey } from './key.ts';
import { creationsOf, expiriesOf } from './keyInstants.ts';

/** What coverage is computed from. Groups of keys that belong to one account are made by {@link keysByAccount}. */
export type CoverageKey = Pick<
  AuthenticationKey,
  'id' | 'token' | 'accountId' | 'creationDate' | 'expirationDate' | 'accountProblem'
>;

/** A span of time that begins at `from` and ends before `to`, in milliseconds since the epoch. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Returns the keys of each account, in their order, in one pass. */
export function keysByAccount<Key extends CoverageKey>(keys: readonly Key[]): ReadonlyMap<AccountId, readonly Key[]> {
  const groups = new Map<AccountId, Key[]>();
  for (const key of keys) {
    const group = groups.get(key.accountId);
    if (group === undefined) {
      groups.set(key.accountId, [key]);
    } else {
      group.push(key);
    }
  }
  return groups;
}

/**
 * Returns the key of the same account that goes on working after `key` has expired, the one that lives longest; `null`
 * if there is none. It must work already: its account may use the API, and it was created no later than `now`.
 * @param ofAccount all keys of the account.
 * @param now milliseconds since the epoch.
 */
export function successorOf<Key extends CoverageKey>(
  key: CoverageKey,
  ofAccount: readonly Key[],
  now: number,
): Key | null {
  let successor: Key | null = null;
  let latest = Date.parse(key.expirationDate);
  for (const other of ofAccount) {
    const expiry = Date.parse(other.expirationDate);
    if (expiry > latest && isValidAt(other, now) && !isSameKey(other, key)) {
      successor = other;
      latest = expiry;
    }
  }
  return successor;
}

/**
 * Returns {@link successorOf} for any key of a list, after one pass over the list: only the key of its account that lives
 * longest can be the successor.
 * @param now milliseconds since the epoch.
 */
export function successorsAmong(
  keys: readonly AuthenticationKey[],
  now: number,
): (key: CoverageKey) => AuthenticationKey | null {
  const [expiries, creations] = [expiriesOf(keys), creationsOf(keys)];
  const longest = new Map<AccountId, { readonly key: AuthenticationKey; readonly expiry: number }>();
  for (const [place, key] of keys.entries()) {
    const expiry = expiries[place] as number;
    const isValid = key.accountProblem === null && (creations[place] as number) <= now && now < expiry;
    if (isValid && expiry > (longest.get(key.accountId)?.expiry ?? Number.NEGATIVE_INFINITY)) {
      longest.set(key.accountId, { key, expiry });
    }
  }
  return ({ accountId, expirationDate }) => {
    const successor = longest.get(accountId);
    return successor !== undefined && successor.expiry > Date.parse(expirationDate) ? successor.key : null;
  };
}

/**
 * Returns the spans between two instants in which none of the keys of an account is valid, by time. Keys that overlap or
 * touch leave none between them. A key counts from its creation date, even if a wrong clock has put that into the future.
 * @param from milliseconds since the epoch, like `to`.
 */
export function gapsOf(ofAccount: readonly CoverageKey[], from: number, to: number): readonly Span[] {
  const covered = ofAccount
    .filter((key) => key.accountProblem === null)
    .map((key): Span => ({ from: Date.parse(key.creationDate), to: Date.parse(key.expirationDate) }))
    .filter((span) => span.from < span.to)
    .sort((one, other) => one.from - other.from);
  const gaps: Span[] = [];
  let reached = from;
  for (const span of covered) {
    if (reached < span.from && reached < to) {
      gaps.push({ from: reached, to: Math.min(span.from, to) });
    }
    reached = Math.max(reached, span.to);
  }
  if (reached < to) {
    gaps.push({ from: reached, to });
  }
  return gaps;
}

/**
 * Whether a key is valid and no other key of its account works when it expires.
 * @param ofAccount all keys of the account.
 * @param now milliseconds since the epoch.
 */
export function isLastValidKey(key: CoverageKey, ofAccount: readonly CoverageKey[], now: number): boolean {
  return isValidAt(key, now) && successorOf(key, ofAccount, now) === null;
}

function isValidAt(key: CoverageKey, now: number): boolean {
  return key.accountProblem === null && Date.parse(key.creationDate) <= now && now < Date.parse(key.expirationDate);
}
