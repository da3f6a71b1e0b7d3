import type { HygienePolicy } from './hygienePolicy.ts';
import { DAY_MS } from './instant.ts';
import type { AccountId, AccountProblem, AuthenticationKey } from './key.ts';
import { creationsOf, expiriesOf, lastUsesOf } from './keyInstants.ts';
import type { AccountStates } from './keyList.ts';

/**
 * What "Clean up" looks for, in the order in which it is shown:
 * - `archived`, `deactivated`, `noPermission`: the account may not use the API, whatever the expiry of its keys.
 * - `person`: the account is not a service account by its user name.
 * - `several`: more valid keys than an account may have.
 * - `old`: valid, and created too long ago.
 * - `longLived`: valid, with more time between creation and expiry than permitted.
 * - `unused`: valid, and not used for too long, as far as known.
 * - `expired`: expired long ago.
 * - `disabled`: disabled by KeyDesk long ago, and not restored since.
 * Keys of the six in the middle are not expired, and their account may use the API.
 */
export const FINDINGS = [
  'archived',
  'deactivated',
  'noPermission',
  'person',
  'several',
  'old',
  'longLived',
  'unused',
  'expired',
  'disabled',
] as const;
/** One kind out of {@link FINDINGS}. */
export type FindingKind = (typeof FINDINGS)[number];

/**
 * Whether a finding is complete. `off`: the policy does not ask for it. `unknown`: what it needs is known for no key.
 * `partly`: it is unknown for some keys.
 */
type FindingState = 'checked' | 'off' | 'unknown' | 'partly';

/** The keys of one kind. */
export interface Finding {
  readonly kind: FindingKind;
  readonly state: FindingState;
  /** In order of their expiry; those of `several` by account, the key that lasts longest first. */
  readonly keys: readonly AuthenticationKey[];
  /** Number of keys about which nothing can be said. */
  readonly unknown: number;
}

/** Calls of accounts as the logs of the installation have them: by account, not by key. */
export interface LoggedCalls {
  /** The period that the logs cover, in milliseconds since the epoch, UTC. */
  readonly from: number;
  readonly to: number;
  /** Whether no call of the period can be missing. */
  readonly isComplete: boolean;
  /** Returns the last call of an account in the same unit; minus infinity if the logs have none. */
  readonly lastCallOf: (username: string) => number;
}

/** What is known beside the keys. */
export interface HygieneFacts {
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
  readonly accountStates: AccountStates;
  /** `null` without logs. */
  readonly calls: LoggedCalls | null;
  /** By token: when KeyDesk disabled the key, in milliseconds since the epoch, UTC: the expiry that it was given. */
  readonly disabledAt: ReadonlyMap<string, number>;
}

/** Time in ms by which an expiry may differ from the one that was set. */
const ROUNDING_MS = 1_000;
/** How recent logs must be so that they can show that an account was not used. */
const LOG_AGE_MS = 2 * DAY_MS;

/** Returns the findings about the keys of a connection in the order of {@link FINDINGS}. Takes linear time but for sorting. */
export function findingsOf(
  keys: readonly AuthenticationKey[],
  policy: HygienePolicy,
  facts: HygieneFacts,
): readonly Finding[] {
  const { now, accountStates, disabledAt } = facts;
  const found = Object.fromEntries(FINDINGS.map((kind) => [kind, [] as number[]])) as Record<FindingKind, number[]>;
  const [expiries, creations, uses] = [expiriesOf(keys), creationsOf(keys), lastUsesOf(keys)];
  const isService = serviceAccounts(policy.serviceAccounts);
  const judgeUse = testOfUse(uses, policy.unusedDays ?? 0, facts);
  const limits = limitsOf(policy);
  let unknownUse = 0;
  let askedUse = 0;
  for (const [place, key] of keys.entries()) {
    const [expiry, creation] = [expiries[place] as number, creations[place] as number];
    const isExpired = expiry <= now;
    if (key.accountProblem !== null) {
      found[KIND_OF_PROBLEM[key.accountProblem]].push(place);
    }
    if (isExpired) {
      if (now - expiry >= limits.expired) {
        found.expired.push(place);
      }
      const wasDisabledAt = disabledAt.get(key.token);
      // With another expiry, somebody has changed the key since; the platform may have rounded it.
      if (
        wasDisabledAt !== undefined &&
        Math.abs(wasDisabledAt - expiry) < ROUNDING_MS &&
        now - expiry >= limits.disabled
      ) {
        found.disabled.push(place);
      }
    } else if (key.accountProblem === null) {
      found.several.push(place);
      if (!isService(key)) {
        found.person.push(place);
      }
      if (now - creation > limits.age) {
        found.old.push(place);
      }
      if (lifetimeDays(creation, expiry) > limits.lifetimeDays) {
        found.longLived.push(place);
      }
      const use = policy.unusedDays === null ? 'used' : judgeUse(key, place, creation);
      askedUse += 1;
      if (use === 'unknown') {
        unknownUse += 1;
      } else if (use === 'unused') {
        found.unused.push(place);
      }
    }
  }
  const byExpiry = (places: readonly number[]): readonly AuthenticationKey[] =>
    places
      .toSorted((one, other) => (expiries[one] as number) - (expiries[other] as number))
      .map((place) => keys[place] as AuthenticationKey);
  const states = statesOf(policy, accountStates, unknownUse, askedUse);
  return FINDINGS.map((kind) => ({
    kind,
    state: states[kind] ?? 'checked',
    keys:
      states[kind] === 'off'
        ? []
        : kind === 'several'
          ? severalOf(byExpiry(found.several), policy.maxValidKeys ?? Number.POSITIVE_INFINITY)
          : byExpiry(found[kind]),
    unknown: kind === 'unused' ? unknownUse : 0,
  }));
}

/**
 * Returns the keys of `several` that can go: of each account all but those that last longest.
 * @param keys of the finding, in its order.
 */
export function spareKeys(keys: readonly AuthenticationKey[], maxValidKeys: number): readonly AuthenticationKey[] {
  const seen = new Map<AccountId, number>();
  return keys.filter(({ accountId }) => {
    const place = seen.get(accountId) ?? 0;
    seen.set(accountId, place + 1);
    return place >= maxValidKeys;
  });
}

/** Full days from creation to expiry: a key for 365 days expires at the midnight after them. */
export function lifetimeDays(creation: number, expiry: number): number {
  return Math.floor((expiry - creation) / DAY_MS);
}

const KIND_OF_PROBLEM = {
  archived: 'archived',
  deactivated: 'deactivated',
  noPermission: 'noPermission',
} as const satisfies Record<AccountProblem, FindingKind>;

function limitsOf({ expiredDays, maxAgeDays, maxLifetimeDays, disabledDays }: HygienePolicy) {
  const never = Number.POSITIVE_INFINITY;
  return {
    expired: expiredDays === null ? never : expiredDays * DAY_MS,
    disabled: disabledDays === null ? never : disabledDays * DAY_MS,
    age: maxAgeDays === null ? never : maxAgeDays * DAY_MS,
    lifetimeDays: maxLifetimeDays ?? never,
  };
}

function statesOf(
  policy: HygienePolicy,
  accountStates: AccountStates,
  unknownUse: number,
  askedUse: number,
): Partial<Record<FindingKind, FindingState>> {
  const accounts = accountStates === 'unknown' ? 'unknown' : 'checked';
  const asked = (limit: number | null): FindingState => (limit === null ? 'off' : 'checked');
  const use = unknownUse === 0 ? 'checked' : unknownUse === askedUse ? 'unknown' : 'partly';
  return {
    archived: accounts,
    deactivated: accounts,
    noPermission: accounts,
    person: policy.serviceAccounts.length === 0 ? 'off' : 'checked',
    several: asked(policy.maxValidKeys),
    old: asked(policy.maxAgeDays),
    longLived: asked(policy.maxLifetimeDays),
    unused: policy.unusedDays === null ? 'off' : use,
    expired: asked(policy.expiredDays),
    disabled: asked(policy.disabledDays),
  };
}

/** The keys of the accounts that have too many, the account whose first key expires first in front. */
function severalOf(working: readonly AuthenticationKey[], maximum: number): readonly AuthenticationKey[] {
  const byAccount = new Map<AccountId, AuthenticationKey[]>();
  for (const key of working) {
    const known = byAccount.get(key.accountId);
    if (known === undefined) {
      byAccount.set(key.accountId, [key]);
    } else {
      known.push(key);
    }
  }
  return [...byAccount.values()].filter(({ length }) => length > maximum).flatMap((keys) => keys.reverse());
}

type Use = 'used' | 'unused' | 'unknown';

/**
 * Returns a test whether a key was used. Where the installation reports the use of keys, a key without a report counts as
 * not used since its creation; elsewhere the logs can show that the whole account was not used.
 */
function testOfUse(
  uses: Float64Array,
  days: number,
  { now, calls }: HygieneFacts,
): (key: AuthenticationKey, place: number, creation: number) => Use {
  const since = now - days * DAY_MS;
  const isReported = uses.some((use) => !Number.isNaN(use));
  const isCovered = calls?.isComplete === true && calls.from <= since && calls.to >= now - LOG_AGE_MS;
  return ({ username }, place, creation) => {
    const use = uses[place] as number;
    if (creation > since || use > since) {
      return 'used';
    }
    if (isReported) {
      return 'unused';
    }
    if (calls !== null && calls.lastCallOf(username) > since) {
      return 'used';
    }
    return isCovered ? 'unused' : 'unknown';
  };
}

/**
 * Returns a test whether a key belongs to a service account: whether the user name matches a pattern, in which `*` stands
 * for any characters, without regard to letter case. Nothing else that the key service reports tells persons apart.
 */
function serviceAccounts(patterns: readonly string[]): (key: AuthenticationKey) => boolean {
  const tests = patterns.map((pattern) => pattern.toLowerCase().split('*'));
  const known = new Map<AccountId, boolean>();
  return ({ accountId, username }) => {
    const isService = known.get(accountId) ?? tests.some((parts) => matchesParts(username.toLowerCase(), parts));
    known.set(accountId, isService);
    return isService;
  };
}

/** Whether a text consists of these parts in order with anything in between. */
function matchesParts(text: string, parts: readonly string[]): boolean {
  const [first = '', ...others] = parts;
  const last = others.pop();
  if (last === undefined) {
    return text === first;
  }
  if (!text.startsWith(first)) {
    return false;
  }
  let from = first.length;
  for (const part of others) {
    const place = text.indexOf(part, from);
    if (place === -1) {
      return false;
    }
    from = place + part.length;
  }
  return text.length - from >= last.length && text.endsWith(last);
}
