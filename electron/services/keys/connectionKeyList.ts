import { AccountTable, type KeyAccount } from '../../../shared/model/accountTable.ts';
import { type AuthenticationKey, type EligibleAccount, isEqualKey } from '../../../shared/model/key.ts';
import type { AccountStates, CachedKeyList } from '../../../shared/model/keyList.ts';
import type { ApiKey } from '../../ports.ts';
import { inSlices } from '../nextTask.ts';

/** Changes of a list since one of its revisions. */
export interface KeyListChanges {
  /** New or changed keys. */
  readonly changed: readonly AuthenticationKey[];
  /** Keys removed from the list; may include keys that were never in it. */
  readonly deletedIds: readonly string[];
}

/** The current list of one connection: the last state received, with the changes made by KeyDesk since. */
export class ConnectionKeyList {
  static #lastRevision = 0;
  /** Identifies the installation and the account that the list was fetched with. */
  readonly source: string;
  #keys = new Map<string, AuthenticationKey>();
  #accounts: ReadonlyMap<string, EligibleAccount> = new Map();
  /** Holds the account texts of the keys, which arrive with each key. */
  readonly #accountTexts = new AccountTable();
  #items: readonly AuthenticationKey[] | null = null;
  /** Revision in which each key was last added, changed or removed. */
  readonly #changedIn = new Map<string, number>();
  /** {@link #changedIn} covers every change after this revision. */
  #firstRevision = ++ConnectionKeyList.#lastRevision;
  #revision = this.#firstRevision;
  #accountStates: AccountStates = 'current';
  cursor: string | null = null;
  /** Milliseconds since the epoch, UTC. */
  fetchedAt = 0;
  fetchedWholeAt = 0;

  private constructor(source: string) {
    this.source = source;
  }

  /** Returns an empty list, for a connection not fetched before. */
  static empty(source: string): ConnectionKeyList {
    return new ConnectionKeyList(source);
  }

  /** Restores a cached list. */
  static async of(cached: CachedKeyList): Promise<ConnectionKeyList> {
    const state = new ConnectionKeyList(cached.source);
    await inSlices(cached.items, (key) => {
      state.#keys.set(key.id, key);
      // Read from the disk with shared texts already.
      state.#accountTexts.find(key);
    });
    state.#accounts = byId([...state.#accountTexts.latest].map(accountOf));
    state.cursor = cached.cursor;
    state.fetchedAt = Date.parse(cached.fetchedAt);
    state.fetchedWholeAt = Date.parse(cached.fetchedWholeAt);
    return state;
  }

  /** Changes with the items. Unique among all lists in this process. */
  get revision(): number {
    return this.#revision;
  }

  /** All keys, with the state of their accounts. The same array until something changes. */
  get items(): readonly AuthenticationKey[] {
    this.#items ??= [...this.#keys.values()];
    return this.#items;
  }

  /** Number of keys. */
  get size(): number {
    return this.#keys.size;
  }

  /** Returns the changes since a revision; `null` if it is not a revision of this list. */
  changesSince(revision: number): KeyListChanges | null {
    if (revision < this.#firstRevision || revision > this.#revision) {
      return null;
    }
    const changed: AuthenticationKey[] = [];
    const deletedIds: string[] = [];
    for (const id of this.#idsSince(revision)) {
      const key = this.#keys.get(id);
      if (key === undefined) {
        deletedIds.push(id);
      } else {
        changed.push(key);
      }
    }
    return { changed, deletedIds };
  }

  /** Whether the states of the accounts were fetched together with this list. */
  get accountStates(): AccountStates {
    return this.#accountStates;
  }

  get(keyId: string): ApiKey | null {
    return this.#keys.get(keyId) ?? null;
  }

  account(accountId: string): EligibleAccount | null {
    return this.#accounts.get(accountId) ?? null;
  }

  /** Returns a key with the state of its account. */
  join(key: ApiKey): AuthenticationKey {
    const account = this.#accounts.get(key.accountId);
    return { ...key, accountProblem: account?.problem ?? null, systemRoles: account?.systemRoles ?? [] };
  }

  /**
   * Replaces all keys. Keys that remain keep their position. Works in slices and replaces the list in one step at the end;
   * what KeyDesk itself changes meanwhile stays as in {@link put}. Must not be called again before it has ended.
   */
  async replace(keys: ReadonlyMap<string, ApiKey>): Promise<void> {
    const [before, beginning] = [this.items, this.#revision];
    const next = new Map<string, AuthenticationKey>();
    const changedIds: string[] = [];
    await inSlices(before, (known) => {
      const key = keys.get(known.id);
      const joined = key && this.join(key);
      const isSame = joined !== undefined && isEqualKey(known, joined);
      if (joined !== undefined) {
        next.set(known.id, isSame ? known : this.#accountTexts.share(joined));
      }
      if (!isSame) {
        changedIds.push(known.id);
      }
    });
    await inSlices(keys.size === next.size ? [] : [...keys.values()], (key) => {
      if (!next.has(key.id)) {
        next.set(key.id, this.#accountTexts.share(this.join(key)));
        changedIds.push(key.id);
      }
    });
    if (changedIds.length === 0) {
      return;
    }
    const ownIds = this.#idsSince(beginning);
    for (const id of ownIds) {
      this.#keepOwn(id, next);
    }
    this.#keys = next;
    this.#items = null;
    this.#revision = ++ConnectionKeyList.#lastRevision;
    if (before.length === 0 && this.#changedIn.size === 0) {
      // All of a list that was just begun is new: whoever has less receives it completely.
      this.#firstRevision = this.#revision;
    } else {
      for (const id of [...changedIds, ...ownIds]) {
        this.#changedIn.set(id, this.#revision);
      }
    }
  }

  /** Puts what KeyDesk itself made of a key into fetched keys, unless they have a newer version. */
  #keepOwn(id: string, fetched: Map<string, AuthenticationKey>): void {
    const own = this.#keys.get(id);
    const other = fetched.get(id);
    if (own === undefined) {
      fetched.delete(id);
    } else if (other === undefined || other.token !== own.token || other.version <= own.version) {
      fetched.set(id, own);
    }
  }

  /**
   * Adds or updates a key from the response to a change. A key removed while the response was pending is not added
   * again: the feed reports a deletion only once, so the key would stay in the list forever.
   */
  putResponse(key: ApiKey): void {
    const known = this.#keys.get(key.id);
    // The id may belong to another key by now, which the response does not describe.
    if (known === undefined ? !this.#changedIn.has(key.id) : known.token === key.token) {
      this.put([key]);
    }
  }

  /** Adds keys as listed by the installation. They replace older versions, and other keys with the same id. */
  put(keys: Iterable<ApiKey>): void {
    for (const key of keys) {
      const known = this.#keys.get(key.id);
      if (known === undefined || known.token !== key.token || known.version <= key.version) {
        this.#set(key);
      }
    }
  }

  delete(keyIds: Iterable<string>): void {
    for (const id of keyIds) {
      const wasListed = this.#keys.delete(id);
      this.#noteChange(id, wasListed);
    }
  }

  /** Updates the states of the accounts. `null`: they could not be fetched, and the previous ones are kept. */
  updateAccounts(accounts: readonly EligibleAccount[] | null): void {
    this.#accountStates = accounts !== null ? 'current' : this.#accounts.size > 0 ? 'former' : 'unknown';
    if (accounts !== null) {
      this.#replaceAccounts(accounts);
    }
  }

  #replaceAccounts(accounts: readonly EligibleAccount[]): void {
    const before = this.#accounts;
    this.#accounts = byId(accounts);
    const text = (account: EligibleAccount | undefined): string =>
      JSON.stringify([account?.problem, account?.systemRoles]);
    const ids = new Set([...before.keys(), ...this.#accounts.keys()]);
    const changed = new Set([...ids].filter((id) => text(before.get(id)) !== text(this.#accounts.get(id))));
    if (changed.size > 0) {
      for (const key of this.#keys.values()) {
        if (changed.has(key.accountId)) {
          this.#set(key);
        }
      }
    }
  }

  /** Returns the list in the format of the cache. */
  toCached(): CachedKeyList {
    return {
      source: this.source,
      cursor: this.cursor,
      fetchedAt: new Date(this.fetchedAt).toISOString(),
      fetchedWholeAt: new Date(this.fetchedWholeAt).toISOString(),
      items: this.items,
    };
  }

  /** Stores a key with the state of its account, unless the list has exactly that. */
  #set(key: ApiKey): void {
    const joined = this.join(key);
    const known = this.#keys.get(key.id);
    if (known === undefined || !isEqualKey(known, joined)) {
      this.#keys.set(key.id, this.#accountTexts.share(joined));
      this.#noteChange(key.id, true);
    }
  }

  /** @param isVisible false for the deletion of a key that was not in the list. */
  #noteChange(id: string, isVisible: boolean): void {
    if (isVisible) {
      this.#items = null;
      this.#revision = ++ConnectionKeyList.#lastRevision;
    }
    this.#changedIn.set(id, this.#revision);
  }

  /** Ids of the keys that were changed after a revision. */
  #idsSince(revision: number): readonly string[] {
    const ids: string[] = [];
    if (revision < this.#revision) {
      for (const [id, changedIn] of this.#changedIn) {
        if (changedIn > revision) {
          ids.push(id);
        }
      }
    }
    return ids;
  }
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}

function accountOf({ accountId, username, fullName, systemRoles, accountProblem }: KeyAccount): EligibleAccount {
  return { id: accountId, username, fullName, systemRoles, problem: accountProblem };
}
