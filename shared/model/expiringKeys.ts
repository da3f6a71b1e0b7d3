import type { KeyAccount } from './accountTable.ts';
import type { AdoptedKey } from './adoptedKey.ts';
import { type AccountId, type AuthenticationKey, keyStatus } from './key.ts';
import { accountsOf } from './keyAccounts.ts';
import { creationsOf, expiriesOf } from './keyInstants.ts';
import { statusesOf, statusNumber } from './keyStatuses.ts';

const EXPIRING = statusNumber('expiring');

/** Numbers of keys that expire soon, as `keyStatus` has it. */
export interface ExpiringCounts {
  /** Those that need a new key: no other key of the account works when they expire, and they are not being rotated. */
  readonly unreplaced: number;
  /** Those with a successor: another valid key of the account works longer, so that it keeps its access. */
  readonly replaced: number;
  /** Those without a successor that are being rotated. */
  readonly rotating: number;
}

/** The keys that expire soon. */
export interface ExpiringKeys extends ExpiringCounts {
  /** 1 for each key of the list that is unreplaced, else 0. */
  readonly isUnreplaced: Uint8Array;
}

/** What was found in a list, and what it holds for. */
interface FoundExpiring {
  readonly found: ExpiringKeys;
  readonly statuses: Uint8Array;
  readonly rotating: Rotating;
  /** Milliseconds since the epoch: from when, and when the next key of the list is created by the clock of this computer. */
  readonly from: number;
  readonly until: number;
}

type Rotating = Pick<ReadonlyMap<string, unknown>, 'has' | 'size'>;

const NO_ROTATIONS: Rotating = new Map();
const known = new WeakMap<readonly AuthenticationKey[], FoundExpiring>();

/**
 * Finds the keys that expire soon. Those with a successor, as `successorOf` finds it, and those that are being rotated
 * need no attention. In time proportional to the number of keys, and only once until something changes.
 * @param now milliseconds since the epoch.
 * @param rotating knows the tokens of the keys that are being rotated.
 */
export function findExpiring(keys: readonly AuthenticationKey[], now: number, rotating: Rotating): ExpiringKeys {
  const rotations = rotating.size === 0 ? NO_ROTATIONS : rotating;
  const statuses = statusesOf(keys, now);
  let last = known.get(keys);
  if (last?.statuses !== statuses || last.rotating !== rotations || now < last.from || now >= last.until) {
    last = findAnew(keys, statuses, now, rotations);
    known.set(keys, last);
  }
  return last.found;
}

function findAnew(
  keys: readonly AuthenticationKey[],
  statuses: Uint8Array,
  now: number,
  rotating: Rotating,
): FoundExpiring {
  const [expiries, creations] = [expiriesOf(keys), creationsOf(keys)];
  let until = Number.POSITIVE_INFINITY;
  const { accounts, indexes } = accountsOf(keys);
  const lastExpiries = new Float64Array(accounts.length);
  // Defined, like the other elements: there is one for each key.
  for (let place = 0; place < keys.length; place += 1) {
    const account = indexes[place] as number;
    const expiry = expiries[place] as number;
    const creation = creations[place] as number;
    until = creation > now && creation < until ? creation : until;
    if (expiry > (lastExpiries[account] as number) && (statuses[place] as number) >= EXPIRING && creation <= now) {
      lastExpiries[account] = expiry;
    }
  }
  uniteAccounts(accounts, lastExpiries);
  const isUnreplaced = new Uint8Array(keys.length);
  const counts = { unreplaced: 0, replaced: 0, rotating: 0 };
  for (let place = 0; place < keys.length; place += 1) {
    if (statuses[place] !== EXPIRING) {
      continue;
    }
    if ((expiries[place] as number) < (lastExpiries[indexes[place] as number] as number)) {
      counts.replaced += 1;
    } else if (rotating.has(keys[place]?.token ?? '')) {
      counts.rotating += 1;
    } else {
      counts.unreplaced += 1;
      isUnreplaced[place] = 1;
    }
  }
  return { found: { ...counts, isUnreplaced }, statuses, rotating, from: now, until };
}

/** Gives accounts with the same id, whose keys contradict each other, the latest of their expiries. */
function uniteAccounts(accounts: readonly KeyAccount[], lastExpiries: Float64Array): void {
  const latest = new Map<AccountId, number>();
  for (const [account, { accountId }] of accounts.entries()) {
    latest.set(accountId, Math.max(lastExpiries[account] ?? 0, latest.get(accountId) ?? 0));
  }
  for (const [account, { accountId }] of accounts.entries()) {
    lastExpiries[account] = latest.get(accountId) ?? 0;
  }
}

/**
 * Counts the keys that expire soon, also those that are known by token and secret only: of their accounts KeyDesk knows no
 * other key. One that is in the list too counts once. The parameters are those of {@link findExpiring}.
 */
export function countExpiring(
  listed: readonly AuthenticationKey[],
  adopted: readonly AdoptedKey[],
  now: number,
  rotating: Rotating,
): ExpiringCounts {
  const { unreplaced, replaced, rotating: rotated } = findExpiring(listed, now, rotating);
  const others = new Set(adopted.filter((key) => isExpiring(key, now)).map(({ token }) => token));
  for (let place = 0; place < listed.length && others.size > 0; place += 1) {
    others.delete(listed[place]?.token.toLowerCase() ?? '');
  }
  return { unreplaced: unreplaced + others.size, replaced, rotating: rotated };
}

function isExpiring({ expirationDate }: AdoptedKey, now: number): boolean {
  return expirationDate !== null && keyStatus({ expirationDate, accountProblem: null }, now).kind === 'expiring';
}
