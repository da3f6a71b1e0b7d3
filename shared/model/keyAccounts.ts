import { isSameAccount, type KeyAccount } from './accountTable.ts';
import { derivedFromList } from './derivedFromList.ts';
import type { AuthenticationKey } from './key.ts';

/**
 * The accounts of the keys of a list. A hundred thousand keys have about a thousand accounts, so that names, roles and
 * problems are looked at once per account.
 */
export interface KeyAccounts {
  /** Each account once, in the order of the list; twice if its keys contradict each other. */
  readonly accounts: readonly KeyAccount[];
  /** For each key of the list the index of its account. */
  readonly indexes: Uint32Array;
}

/** The accounts of a list; cached per list. */
export const accountsOf = derivedFromList<KeyAccounts>((keys, earlier) => {
  const accounts: AuthenticationKey[] = [];
  const indexes = new Uint32Array(keys.length);
  /** The indexes of the accounts with this id. */
  const byId = new Map<string, number[]>();
  /** The new index of each account of the earlier list; -1 while no key has it. */
  const renumbered = new Int32Array(earlier?.derived.accounts.length ?? 0).fill(-1);
  const indexOf = (key: AuthenticationKey): number => {
    const known = byId.get(key.accountId) ?? [];
    let index = known.find((one) => isSameAccount(accounts[one] as AuthenticationKey, key));
    if (index === undefined) {
      index = accounts.push(key) - 1;
      byId.set(key.accountId, [...known, index]);
    }
    return index;
  };
  for (let place = 0; place < indexes.length; place += 1) {
    // Defined, like the other elements: all are places of keys or indexes of accounts.
    const key = keys[place] as AuthenticationKey;
    const source = earlier === null ? -1 : (earlier.places[place] as number);
    if (earlier === null || source < 0) {
      indexes[place] = indexOf(key);
      continue;
    }
    const former = earlier.derived.indexes[source] as number;
    if (renumbered[former] === -1) {
      renumbered[former] = indexOf(key);
    }
    indexes[place] = renumbered[former] as number;
  }
  return { accounts, indexes };
});
