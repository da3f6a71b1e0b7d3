import { type AuthenticationKey, hasSameTexts } from './key.ts';

/** What a key contains about its account. */
export type KeyAccount = Pick<
  AuthenticationKey,
  'accountId' | 'username' | 'fullName' | 'systemRoles' | 'accountProblem'
>;

/** An account of an {@link AccountTable}. */
export interface NumberedAccount extends KeyAccount {
  /** Place in the order in which the accounts of the table were found, from 0. */
  readonly number: number;
}

/**
 * Finds the accounts of keys again: keys of an account repeat its names and roles, which are needed once only. The keys
 * may differ about an account while a new name of it is becoming known; then it is several accounts here.
 */
export class AccountTable {
  readonly #latest = new Map<string, NumberedAccount>();
  #size = 0;

  /** Number of accounts found. */
  get size(): number {
    return this.#size;
  }

  /** The accounts as the last key of each says. */
  get latest(): Iterable<KeyAccount> {
    return this.#latest.values();
  }

  /** Returns the account of a key: the same object for consecutive keys of an account that agree about it. */
  find(key: KeyAccount): NumberedAccount {
    const latest = this.#latest.get(key.accountId);
    if (latest !== undefined && isSameAccount(latest, key)) {
      return latest;
    }
    const { accountId, username, fullName, systemRoles, accountProblem } = key;
    const found = { accountId, username, fullName, systemRoles, accountProblem, number: this.#size };
    this.#size += 1;
    this.#latest.set(accountId, found);
    return found;
  }

  /** Returns an equal key whose account texts are those of the table, with the fields of a key only. */
  share(key: AuthenticationKey): AuthenticationKey {
    const { accountId, username, fullName, systemRoles, accountProblem } = this.find(key);
    const { id, token, creationDate, expirationDate, lastUsedDate, version } = key;
    return {
      id,
      accountId,
      username,
      fullName,
      systemRoles,
      token,
      creationDate,
      expirationDate,
      lastUsedDate,
      version,
      accountProblem,
    };
  }
}

/** Whether two keys of an account agree about it. */
export function isSameAccount(one: KeyAccount, other: KeyAccount): boolean {
  return (
    one.username === other.username &&
    one.fullName === other.fullName &&
    one.accountProblem === other.accountProblem &&
    hasSameTexts(one.systemRoles, other.systemRoles)
  );
}
