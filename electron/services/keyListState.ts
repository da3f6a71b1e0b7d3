import type { AuthenticationKey, EligibleAccount } from '../../shared/model/key.ts';
import type { KeptKeyList } from '../../shared/model/keyList.ts';
import type { ApiKey } from '../ports.ts';

/** The list of one connection as it is known now: what the installation told, and what was changed from here since. */
export class KeyListState {
  static #lastRevision = 0;
  /** What the list was fetched from and as whom. */
  readonly source: string;
  #keys: Map<string, ApiKey>;
  #accounts: ReadonlyMap<string, EligibleAccount>;
  #items: readonly AuthenticationKey[] | null = null;
  /** Keys that have left the list, for answers about them that are still on their way. */
  readonly #gone = new Set<string>();
  /** Another number whenever the items are not what they were; no two lists of a run share one. */
  #revision = ++KeyListState.#lastRevision;
  cursor: string | null;
  /** Milliseconds since the epoch, UTC. */
  fetchedAt: number;
  fetchedWholeAt: number;

  private constructor(source: string, keys: Map<string, ApiKey>, accounts: readonly EligibleAccount[]) {
    this.source = source;
    this.#keys = keys;
    this.#accounts = byId(accounts);
    this.cursor = null;
    this.fetchedAt = 0;
    this.fetchedWholeAt = 0;
  }

  /** A list of which nothing is known yet. */
  static empty(source: string): KeyListState {
    return new KeyListState(source, new Map(), []);
  }

  /** A list as it was kept. */
  static of(kept: KeptKeyList): KeyListState {
    const accounts = kept.items.map(accountOf);
    const state = new KeyListState(kept.source, byId(kept.items.map(withoutAccount)), accounts);
    state.cursor = kept.cursor;
    state.fetchedAt = Date.parse(kept.fetchedAt);
    state.fetchedWholeAt = Date.parse(kept.fetchedWholeAt);
    return state;
  }

  get revision(): number {
    return this.#revision;
  }

  /** All keys, each with what its account may do. The same array for as long as nothing changes. */
  get items(): readonly AuthenticationKey[] {
    this.#items ??= [...this.#keys.values()].map((key) => this.join(key));
    return this.#items;
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

  /** Replaces all keys. */
  replace(keys: ReadonlyMap<string, ApiKey>): void {
    for (const id of this.#keys.keys()) {
      if (!keys.has(id)) {
        this.#gone.add(id);
      }
    }
    this.#keys = new Map(keys);
    this.#changed();
  }

  /**
   * Puts in a key out of the answer to a change. One that has left the list while the answer was on its way stays out:
   * the feed tells a deletion only once, so it would never leave the list again.
   */
  putAnswer(key: ApiKey): void {
    if (!this.#gone.has(key.id)) {
      this.put([key]);
    }
  }

  /** Puts keys in or in the place of older versions of themselves, as the installation lists them. */
  put(keys: Iterable<ApiKey>): void {
    for (const key of keys) {
      this.#gone.delete(key.id);
      const known = this.#keys.get(key.id);
      if (known === undefined || known.version <= key.version) {
        this.#keys.set(key.id, key);
        this.#changed();
      }
    }
  }

  delete(keyIds: Iterable<string>): void {
    for (const id of keyIds) {
      this.#gone.add(id);
      if (this.#keys.delete(id)) {
        this.#changed();
      }
    }
  }

  /** Takes over what accounts may do; says nothing has changed where nothing has. */
  takeAccounts(accounts: readonly EligibleAccount[]): void {
    if (JSON.stringify(accounts) !== JSON.stringify([...this.#accounts.values()])) {
      this.#accounts = byId(accounts);
      this.#changed();
    }
  }

  /** The list as it is kept. */
  toKept(): KeptKeyList {
    return {
      source: this.source,
      cursor: this.cursor,
      fetchedAt: new Date(this.fetchedAt).toISOString(),
      fetchedWholeAt: new Date(this.fetchedWholeAt).toISOString(),
      items: this.items,
    };
  }

  #changed(): void {
    this.#items = null;
    this.#revision = ++KeyListState.#lastRevision;
  }
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}

function accountOf({ accountId, username, fullName, systemRoles, accountProblem }: AuthenticationKey): EligibleAccount {
  return { id: accountId, username, fullName, systemRoles, problem: accountProblem };
}

function withoutAccount({ accountProblem: _problem, systemRoles: _roles, ...key }: AuthenticationKey): ApiKey {
  return key;
}
