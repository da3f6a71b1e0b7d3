import { foldText } from '../foldText.ts';
import { gapsOf, keysByAccount, type Span } from './coverage.ts';
import type { AccountId, AccountProblem, AuthenticationKey } from './key.ts';

/**
 * What a key means for its account:
 * - `last`: valid, and no other key of the account works when it expires
 * - `succeeded`: valid, and another key of the account works longer
 * - `expired`: no longer valid
 * - `notYet`: created in the future, by a wrong clock
 * - `blocked`: not expired, but its account may not use the API.
 */
type KeyRole = 'last' | 'succeeded' | 'expired' | 'notYet' | 'blocked';

/** A key with what it means for its account. */
export interface CoveringKey {
  readonly key: AuthenticationKey;
  /** Milliseconds since the epoch, like `expiresAt`. */
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly role: KeyRole;
}

/**
 * How long an account has access:
 * - `losing`: its last valid key expires within the period
 * - `lost`: none of its keys is valid
 * - `covered`: it has a valid key throughout the period
 * - `blocked`: it may not use the API, whatever its keys.
 */
type Access = 'losing' | 'lost' | 'covered' | 'blocked';

/** The keys of an account and the time in which it has a valid one. */
export interface AccountCoverage {
  readonly accountId: AccountId;
  readonly username: string;
  readonly fullName: string;
  /** Why the account may not use the API; `null` if it may. */
  readonly problem: AccountProblem | null;
  readonly access: Access;
  /**
   * When its last valid key expires, or, without one, when the last key expired; `null` if the account may not use the
   * API or no key has been valid yet. In milliseconds since the epoch.
   */
  readonly endsAt: number | null;
  /** By expiry. At least one. */
  readonly keys: readonly CoveringKey[];
  /** Spans of the period in which no key is valid; empty if the account may not use the API. */
  readonly gaps: readonly Span[];
  /** Names and tokens, folded for a search. */
  readonly folded: string;
}

/** In the order in which accounts are shown. */
const ACCESS_ORDER: readonly Access[] = ['losing', 'lost', 'covered', 'blocked'];

/**
 * Determines the coverage of all accounts that have keys, in one pass over the keys.
 * @param now milliseconds since the epoch, the begin of the period.
 * @param until end of the period, in the same unit.
 * @returns accounts that lose access first, by date; then those without access, the most recent first; then the others,
 * by the expiry of their last key.
 */
export function coverAccounts(
  keys: readonly AuthenticationKey[],
  now: number,
  until: number,
): readonly AccountCoverage[] {
  return [...keysByAccount(keys).values()].map((group) => coverAccount(group, now, until)).sort(compare);
}

/** Determines the coverage of one account. @param keys at least one. @param now like those of {@link coverAccounts}. */
export function coverAccount(keys: readonly AuthenticationKey[], now: number, until: number): AccountCoverage {
  const [first] = keys;
  if (first === undefined) {
    throw new Error('An account without keys has no coverage');
  }
  const { accountId, username, fullName, accountProblem: problem } = first;
  const times = keys
    .map((key) => ({ key, createdAt: Date.parse(key.creationDate), expiresAt: Date.parse(key.expirationDate) }))
    .sort((one, other) => one.expiresAt - other.expiresAt);
  const lastExpiry = times.findLast((one) => isValid(one, now))?.expiresAt ?? null;
  const access = accessOf(problem, lastExpiry, until);
  return {
    accountId,
    username,
    fullName,
    problem,
    access,
    endsAt:
      problem === null ? (lastExpiry ?? times.findLast(({ expiresAt }) => expiresAt <= now)?.expiresAt ?? null) : null,
    keys: times.map((one) => ({ ...one, role: roleOf(one, now, lastExpiry) })),
    // A valid key that lasts throughout leaves none.
    gaps: access === 'losing' || access === 'lost' ? gapsOf(keys, now, until) : [],
    folded: [foldText(fullName), foldText(username), ...keys.map(({ token }) => token.toLowerCase())].join(' '),
  };
}

interface KeyTimes {
  readonly key: AuthenticationKey;
  readonly createdAt: number;
  readonly expiresAt: number;
}

function isValid({ key, createdAt, expiresAt }: KeyTimes, now: number): boolean {
  return key.accountProblem === null && createdAt <= now && now < expiresAt;
}

function accessOf(problem: AccountProblem | null, lastExpiry: number | null, until: number): Access {
  if (problem !== null) {
    return 'blocked';
  }
  if (lastExpiry === null) {
    return 'lost';
  }
  return lastExpiry < until ? 'losing' : 'covered';
}

function roleOf(times: KeyTimes, now: number, lastExpiry: number | null): KeyRole {
  if (times.expiresAt <= now) {
    return 'expired';
  }
  if (times.key.accountProblem !== null) {
    return 'blocked';
  }
  if (times.createdAt > now) {
    return 'notYet';
  }
  return times.expiresAt === lastExpiry ? 'last' : 'succeeded';
}

function compare(one: AccountCoverage, other: AccountCoverage): number {
  const byAccess = ACCESS_ORDER.indexOf(one.access) - ACCESS_ORDER.indexOf(other.access);
  if (byAccess !== 0) {
    return byAccess;
  }
  const [first, second] = [one.endsAt ?? Number.NEGATIVE_INFINITY, other.endsAt ?? Number.NEGATIVE_INFINITY];
  if (first !== second) {
    return one.access === 'lost' ? second - first : first - second;
  }
  return one.folded < other.folded ? -1 : one.folded > other.folded ? 1 : 0;
}
