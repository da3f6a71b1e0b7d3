import type { AuthenticationKey, EligibleAccount } from '../../../shared/model/key.ts';
import type { AccountStates, CachedKeyList } from '../../../shared/model/keyList.ts';
import type { ApiKey } from '../../ports.ts';

/** What has become of a list since a revision of it. */
export interface KeyListChanges {
  /** Keys that are new or not what they were. */
  readonly changed: readonly AuthenticationKey[];
  /** Keys that have left the list; some may never have been in it. */
  readonly deletedIds: readonly string[];
}

/** The list of one connection as it is known now: what the installation told, and what was changed from here since. */
export class ConnectionKeyList {
  static #lastRevision = 0;
  /** What the list was fetched from and as whom. */
  readonly source: string;
  readonly #keys = new Map<string, AuthenticationKey>();
  #accounts: ReadonlyMap<string, EligibleAccount> = new Map();
  #items: readonly AuthenticationKey[] | null = null;
  /** The revision in which each key came, changed or left; one that is not in the list has left it. */
  readonly #changedIn = new Map<string, number>();
  /** The revision that the list began with: {@link #changedIn} tells all that came after it. */
  readonly #firstRevision = ++ConnectionKeyList.#lastRevision;
  #revision = this.#firstRevision;
  #accountStates: AccountStates = 'current';
  cursor: string | null = null;
  /** Milliseconds since the epoch, UTC. */
  fetchedAt = 0;
  fetchedWholeAt = 0;

  private constructor(source: string) {
    this.source = source;
  }

  /** A list of which nothing is known yet. */
  static empty(source: string): ConnectionKeyList {
    return new ConnectionKeyList(source);
  }

  /** A list as it was cached. */
  static of(cached: CachedKeyList): ConnectionKeyList {
    const state = new ConnectionKeyList(cached.source);
    for (const key of cached.items) {
      state.#keys.set(key.id, key);
    }
    state.#accounts = byId(cached.items.map(accountOf));
    state.cursor = cached.cursor;
    state.fetchedAt = Date.parse(cached.fetchedAt);
    state.fetchedWholeAt = Date.parse(cached.fetchedWholeAt);
    return state;
  }

  /** Another number whenever the items are not what they were; no two lists of a run share one. */
  get revision(): number {
    return this.#revision;
  }

  /** All keys, each with what its account may do. The same array for as long as nothing changes. */
  get items(): readonly AuthenticationKey[] {
    this.#items ??= [...this.#keys.values()];
    return this.#items;
  }

  /** How many keys it has. */
  get size(): number {
    return this.#keys.size;
  }

  /** What has changed since a revision of this list; `null` where that is not known. */
  changesSince(revision: number): KeyListChanges | null {
    if (revision < this.#firstRevision || revision > this.#revision) {
      return null;
    }
    if (revision === this.#revision) {
      return { changed: [], deletedIds: [] };
    }
    const changed: AuthenticationKey[] = [];
    const deletedIds: string[] = [];
    for (const [id, changedIn] of this.#changedIn) {
      if (changedIn > revision) {
        const key = this.#keys.get(id);
        if (key === undefined) {
          deletedIds.push(id);
        } else {
          changed.push(key);
        }
      }
    }
    return { changed, deletedIds };
  }

  /** Whether the installation has told with this list what the accounts may do. */
  get accountStates(): AccountStates {
    return this.#accountStates;
  }

  get(keyId: string): ApiKey | null {
    return this.#keys.get(keyId) ?? null;
  }

  account(accountId: string): EligibleAccount | null {
    return this.#accounts.get(accountId) ?? null;
  }

  /** Puts a key beside what its account may do. */
  join(key: ApiKey): AuthenticationKey {
    const account = this.#accounts.get(key.accountId);
    return { ...key, accountProblem: account?.problem ?? null, systemRoles: account?.systemRoles ?? [] };
  }

  /** Replaces all keys. Those that stay keep their place. */
  replace(keys: ReadonlyMap<string, ApiKey>): void {
    this.delete([...this.#keys.keys()].filter((id) => !keys.has(id)));
    for (const key of keys.values()) {
      this.#set(key);
    }
  }

  /**
   * Puts in a key out of the answer to a change. One that has left the list while the answer was on its way stays out:
   * the feed tells a deletion only once, so it would never leave the list again.
   */
  putResponse(key: ApiKey): void {
    const known = this.#keys.get(key.id);
    // Under its identifier there may be another key by now, of which the answer says nothing.
    if (known === undefined ? !this.#changedIn.has(key.id) : known.token === key.token) {
      this.put([key]);
    }
  }

  /** Puts keys in or in the place of older versions of themselves, or of other keys, as the installation lists them. */
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

  /** Takes over what accounts may do; where that was not told (`null`), what was known of them stays. */
  takeAccounts(accounts: readonly EligibleAccount[] | null): void {
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

  /** The list as it is cached. */
  toCached(): CachedKeyList {
    return {
      source: this.source,
      cursor: this.cursor,
      fetchedAt: new Date(this.fetchedAt).toISOString(),
      fetchedWholeAt: new Date(this.fetchedWholeAt).toISOString(),
      items: this.items,
    };
  }

  /** Puts a key in beside what its account may do, where that is not what the list has. */
  #set(key: ApiKey): void {
    const joined = this.join(key);
    const known = this.#keys.get(key.id);
    if (known === undefined || !isSame(known, joined)) {
      this.#keys.set(key.id, joined);
      this.#noteChange(key.id, true);
    }
  }

  /** @param isSeen false for a key that left the list before it was known. */
  #noteChange(id: string, isSeen: boolean): void {
    if (isSeen) {
      this.#items = null;
      this.#revision = ++ConnectionKeyList.#lastRevision;
    }
    this.#changedIn.set(id, this.#revision);
  }
}

function isSame(one: AuthenticationKey, other: AuthenticationKey): boolean {
  const names = Object.keys(other) as (keyof AuthenticationKey)[];
  return names.every((name) =>
    name === 'systemRoles' ? one[name].join('\n') === other[name].join('\n') : one[name] === other[name],
  );
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}

function accountOf({ accountId, username, fullName, systemRoles, accountProblem }: AuthenticationKey): EligibleAccount {
  return { id: accountId, username, fullName, systemRoles, problem: accountProblem };
}
