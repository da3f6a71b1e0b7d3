import { Mutex } from 'async-mutex';
import type { EligibleAccount } from '../../../shared/model/key.ts';
import { AppError } from '../../../shared/result.ts';
import type { AdminApi, ApiKey, Clock } from '../../ports.ts';
import { ConnectionKeyList } from './connectionKeyList.ts';
import { fetchAccounts, fetchAll, fetchChanges } from './fetchPages.ts';
import type { KeyListCache } from './keyListCache.ts';

/** Age in ms from which a list is fetched completely: the change feed does not report the use of keys. */
const FULL_FETCH_AFTER_MS = 15 * 60_000;
/** Time in ms after which a missing change feed is requested again: the installation may have been updated. */
const FEED_RETRY_MS = 60 * 60_000;

/** Maximum age in ms of a list without a change feed when its keys are about to be changed. */
const MAX_UNRENEWED_MS = 15_000;

/** Dependencies of {@link KeyListSync}. */
export interface KeyListSyncOptions {
  readonly open: (connectionId: string) => Promise<AdminApi>;
  /** Identifies the installation and account of a connection. @throws AppError `CONNECTION_UNKNOWN`. */
  readonly sourceOf: (connectionId: string) => string;
  readonly cache: KeyListCache;
  readonly clock: Clock;
  /** Settles once lists may be read from the disk. */
  readonly mayRead: () => Promise<void>;
}

/** A list in memory or from the cache. */
export interface KnownList {
  /** `null` if the list was never fetched. */
  readonly state: ConnectionKeyList | null;
  /**
   * Set if the cached file was damaged: `restored` if an earlier list was used instead, `damaged` if there was none.
   */
  readonly fault: 'restored' | 'damaged' | null;
}

/**
 * Holds the key lists of all connections in memory and on disk, and updates them through the change feed. A list is
 * only replaced by a complete one; a failed refresh changes nothing.
 */
export class KeyListSync {
  readonly #options: KeyListSyncOptions;
  readonly #known = new Map<string, Promise<KnownList>>();
  /** The lists of {@link #known} that have been read. */
  readonly #states = new Map<string, ConnectionKeyList>();
  readonly #applying = new Mutex();
  /** By source: time in ms since the epoch until which a missing change feed is not requested again. */
  readonly #withoutFeed = new Map<string, number>();

  constructor(options: KeyListSyncOptions) {
    this.#options = options;
  }

  /** Returns a list without sending a request; reads it from the disk the first time. */
  known(connectionId: string): Promise<KnownList> {
    const known = this.#known.get(connectionId) ?? this.#read(connectionId);
    this.#known.set(connectionId, known);
    return known;
  }

  /** Writes the head of a list again, for example because the list is shown in another order. */
  renewHead(connectionId: string): void {
    const state = this.state(connectionId);
    if (state !== null) {
      this.#options.cache.renewHead(connectionId, state);
    }
  }

  /** Returns the list of a connection if it is in memory. */
  state(connectionId: string): ConnectionKeyList | null {
    return this.#states.get(connectionId) ?? null;
  }

  /**
   * Updates a list and returns it.
   * @param isFull fetches every key again.
   * @throws AppError; the list is then unchanged.
   */
  refresh(connectionId: string, isFull: boolean): Promise<ConnectionKeyList> {
    return this.#refresh(connectionId, isFull, true);
  }

  /**
   * Updates a list before its keys are changed: through the change feed and without account states, so that it is
   * cheap. Without a change feed, the list is fetched again once it is older than {@link MAX_UNRENEWED_MS}.
   * @throws AppError; the list is then unchanged.
   */
  async renew(connectionId: string): Promise<ConnectionKeyList> {
    const state = this.state(connectionId);
    const isFresh = state !== null && this.#options.clock.now() - state.fetchedWholeAt < MAX_UNRENEWED_MS;
    return isFresh && this.#withoutFeed.has(state.source) ? state : this.#refresh(connectionId, false, false);
  }

  async #refresh(connectionId: string, isFull: boolean, withAccounts: boolean): Promise<ConnectionKeyList> {
    const source = this.#options.sourceOf(connectionId);
    const { state: before } = await this.known(connectionId);
    const api = await this.#options.open(connectionId);
    try {
      return await this.#update({ connectionId, source, before, api, isFull, withAccounts });
    } catch (error) {
      // An account that may no longer list the keys loses the cached list too. Only the installation sends this code.
      if (error instanceof AppError && error.code === 'NOT_PERMITTED' && this.#isCurrent(connectionId, source)) {
        await this.forget(connectionId);
      }
      throw error;
    }
  }

  async #update(refresh: Refresh): Promise<ConnectionKeyList> {
    const { connectionId, source, before, api, isFull, withAccounts } = refresh;
    const { clock } = this.#options;
    const isOld = before === null || clock.now() - before.fetchedWholeAt > FULL_FETCH_AFTER_MS;
    const [changes, accounts] = await Promise.all([
      this.#fetch(api, source, isFull || isOld ? null : before.cursor),
      withAccounts ? fetchAccounts(api) : null,
    ]);
    // One after the other: a list is replaced in slices.
    const applied = await this.#applying.runExclusive(() => this.#apply(refresh, changes, accounts));
    // Or the list that the changes apply to was dropped in the meantime.
    return applied ?? this.refresh(connectionId, true);
  }

  /** Applies what was fetched; returns `null` if the list that it applies to was dropped in the meantime. */
  async #apply(
    { connectionId, source, before, withAccounts }: Refresh,
    changes: Fetched,
    accounts: readonly EligibleAccount[] | null,
  ): Promise<ConnectionKeyList | null> {
    const { clock, cache } = this.#options;
    if (!changes.isComplete && this.state(connectionId) !== before) {
      return null;
    }
    // Applied after the last page and to the current state, which KeyDesk may have changed in the meantime.
    const state = this.state(connectionId) ?? ConnectionKeyList.empty(source);
    if (withAccounts) {
      // First, so that each fetched key is compared and stored once, with the state of its account.
      state.updateAccounts(accounts);
    }
    await changes.applyTo(state);
    state.fetchedAt = clock.now();
    if (this.#isCurrent(connectionId, source)) {
      this.#states.set(connectionId, state);
      this.#known.set(connectionId, Promise.resolve({ state, fault: null }));
      cache.save(connectionId, state);
    }
    return state;
  }

  /** Adds a created key to a list in memory; it replaces another key with the same id. */
  putCreated(connectionId: string, key: ApiKey): void {
    this.#change(connectionId, (state) => (state.get(key.id) === null ? state.putResponse(key) : state.put([key])));
  }

  /** Updates a key in a list in memory from the response to a change. */
  putResponse(connectionId: string, key: ApiKey): void {
    this.#change(connectionId, (state) => state.putResponse(key));
  }

  /** Removes keys from a list in memory. */
  delete(connectionId: string, keyIds: Iterable<string>): void {
    this.#change(connectionId, (state) => state.delete(keyIds));
  }

  /** Drops the list of a connection that was removed or has another target, on disk too. */
  async forget(connectionId: string): Promise<void> {
    this.#known.delete(connectionId);
    this.#states.delete(connectionId);
    await this.#options.cache.remove(connectionId);
  }

  #change(connectionId: string, change: (state: ConnectionKeyList) => void): void {
    const state = this.#states.get(connectionId);
    if (state !== undefined) {
      change(state);
      this.#options.cache.save(connectionId, state);
    }
  }

  async #read(connectionId: string): Promise<KnownList> {
    const { sourceOf, cache, mayRead } = this.#options;
    const source = sourceOf(connectionId);
    await mayRead();
    const lookup = await cache.read(connectionId);
    if (lookup.state !== 'present') {
      return { state: null, fault: lookup.state === 'damaged' ? 'damaged' : null };
    }
    const state = lookup.list.source === source ? await ConnectionKeyList.of(lookup.list) : null;
    if (state === null || !this.#isCurrent(connectionId, source)) {
      return { state: null, fault: null };
    }
    this.#states.set(connectionId, state);
    if (!lookup.isRestored) {
      cache.loaded(connectionId, state);
    }
    return { state, fault: lookup.isRestored ? 'restored' : null };
  }

  /** Whether the connection still has the target it had when a request was sent. */
  #isCurrent(connectionId: string, source: string): boolean {
    try {
      return this.#options.sourceOf(connectionId) === source;
    } catch {
      return false;
    }
  }

  /** Fetches the changes since a cursor, or everything if `cursor` is `null` or there is no change feed. */
  async #fetch(api: AdminApi, source: string, cursor: string | null): Promise<Fetched> {
    const { clock } = this.#options;
    let isMissing = false;
    if (clock.now() >= (this.#withoutFeed.get(source) ?? 0)) {
      try {
        return this.#fromFeed(await fetchChanges(api, cursor));
      } catch (error) {
        if (!isFeedMissing(error)) {
          throw error;
        }
        isMissing = error.code === 'SERVICE_MISSING';
      }
    }
    const keys = new Map((await fetchAll((page) => api.listKeys(page))).map((key) => [key.id, key]));
    // Only after the list was fetched: if that fails too, a missing feed says nothing about the installation.
    if (isMissing) {
      this.#withoutFeed.set(source, clock.now() + FEED_RETRY_MS);
    }
    return { isComplete: true, applyTo: (state) => this.#replace(state, keys, null) };
  }

  #fromFeed({ isComplete, changed, deletedIds, cursor }: Awaited<ReturnType<typeof fetchChanges>>): Fetched {
    if (isComplete) {
      return { isComplete, applyTo: (state) => this.#replace(state, changed, cursor) };
    }
    return {
      isComplete,
      applyTo: async (state) => {
        state.put(changed.values());
        state.delete(deletedIds);
        state.cursor = cursor;
      },
    };
  }

  async #replace(state: ConnectionKeyList, keys: ReadonlyMap<string, ApiKey>, cursor: string | null): Promise<void> {
    await state.replace(keys);
    state.cursor = cursor;
    state.fetchedWholeAt = this.#options.clock.now();
  }
}

/** Whether an error means that the change feed is missing, so that the list can still be fetched. */
function isFeedMissing(error: unknown): error is AppError {
  return (
    error instanceof AppError &&
    (error.code === 'SERVICE_MISSING' || (error.reason?.kind === 'interception' && error.reason.by === 'missing'))
  );
}

interface Refresh {
  readonly connectionId: string;
  readonly source: string;
  readonly before: ConnectionKeyList | null;
  readonly api: AdminApi;
  readonly isFull: boolean;
  readonly withAccounts: boolean;
}

interface Fetched {
  readonly isComplete: boolean;
  readonly applyTo: (state: ConnectionKeyList) => Promise<void>;
}
