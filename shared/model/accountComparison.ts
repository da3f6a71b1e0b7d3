import { foldText } from '../foldText.ts';
import { type AccountProblem, type AuthenticationKey, keyStatus } from './key.ts';
import { expiriesOf } from './keyInstants.ts';

/**
 * How the keys of an account differ between two installations:
 * - `onlyFirst`, `onlySecond`: only one installation has keys of the account
 * - `validFirst`, `validSecond`: both have keys, but only one has a valid one
 * - `expiry`: the last valid keys expire at different times
 * - `none`: both have a valid key until the same minute, or both have none.
 */
export type AccountDifference = 'onlyFirst' | 'onlySecond' | 'validFirst' | 'validSecond' | 'expiry' | 'none';

/** The keys of an account on one installation. */
export interface AccountKeys {
  readonly count: number;
  /** Latest expiry of the valid keys, or of all keys if none is valid, in milliseconds since the epoch, UTC. */
  readonly expiresAt: number;
  /** Whether the key with that expiry is valid. */
  readonly isValid: boolean;
  /** Why the account may not use the API; `null` if it may. */
  readonly problem: AccountProblem | null;
}

/** An account on two installations, matched by user name without regard to letter case. */
export interface ComparedAccount {
  /** The user name in the form in which it is compared. */
  readonly id: string;
  readonly username: string;
  readonly fullName: string;
  /** `null` if the installation has no key of the account. */
  readonly first: AccountKeys | null;
  readonly second: AccountKeys | null;
  readonly difference: AccountDifference;
  /** User name and full name, folded for a search. */
  readonly folded: string;
}

const MINUTE_MS = 60_000;

/**
 * Compares the keys of two installations by account.
 * @param now milliseconds since the epoch, UTC.
 * @returns the accounts of both, by full name.
 */
export function compareAccounts(
  first: readonly AuthenticationKey[],
  second: readonly AuthenticationKey[],
  now: number,
): readonly ComparedAccount[] {
  const [firstAccounts, secondAccounts] = [accountsOf(first, now), accountsOf(second, now)];
  const compared: ComparedAccount[] = [];
  for (const id of new Set([...firstAccounts.keys(), ...secondAccounts.keys()])) {
    const [one, other] = [firstAccounts.get(id), secondAccounts.get(id)];
    const { username, fullName } = (one ?? other) as Account;
    compared.push({
      id,
      username,
      fullName,
      first: one?.keys ?? null,
      second: other?.keys ?? null,
      difference: differenceOf(one?.keys ?? null, other?.keys ?? null),
      folded: `${foldText(fullName)} ${foldText(username)}`,
    });
  }
  return compared.sort((one, other) => (one.folded < other.folded ? -1 : 1));
}

interface Account {
  readonly username: string;
  readonly fullName: string;
  keys: AccountKeys;
}

/** The accounts of a list of keys by their compared user name. */
function accountsOf(keys: readonly AuthenticationKey[], now: number): Map<string, Account> {
  const expiries = expiriesOf(keys);
  const accounts = new Map<string, Account>();
  for (const [place, key] of keys.entries()) {
    const expiresAt = expiries[place] as number;
    const { kind } = keyStatus(key, now, expiresAt);
    const one = {
      count: 1,
      expiresAt,
      isValid: kind === 'valid' || kind === 'expiring',
      problem: key.accountProblem,
    };
    const id = comparedName(key);
    const account = accounts.get(id);
    if (account === undefined) {
      accounts.set(id, { username: key.username, fullName: key.fullName, keys: one });
    } else {
      const { keys: before } = account;
      const isLater = one.isValid === before.isValid ? expiresAt > before.expiresAt : one.isValid;
      account.keys = { ...(isLater ? one : before), count: before.count + 1 };
    }
  }
  return accounts;
}

/** The user name in the form in which it is compared. An account without one is never the same as another. */
function comparedName({ username, accountId }: AuthenticationKey): string {
  const name = username.normalize('NFC').trim().toLowerCase();
  return name === '' ? ` ${accountId}` : name;
}

function differenceOf(first: AccountKeys | null, second: AccountKeys | null): AccountDifference {
  if (first === null || second === null) {
    return second === null ? 'onlyFirst' : 'onlySecond';
  }
  if (first.isValid !== second.isValid) {
    return first.isValid ? 'validFirst' : 'validSecond';
  }
  const isSameMinute = Math.floor(first.expiresAt / MINUTE_MS) === Math.floor(second.expiresAt / MINUTE_MS);
  return first.isValid && !isSameMinute ? 'expiry' : 'none';
}
