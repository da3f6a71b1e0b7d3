import { AppError } from '../../../shared/result.ts';
import type { AdminApi, ApiKey, Clock } from '../../ports.ts';
import { ConnectionKeyList } from './connectionKeyList.ts';
import { fetchAccounts, fetchAll, fetchChanges } from './fetchPages.ts';
import type { KeyListCache } from './keyListCache.ts';

/** A list that is older than this is fetched whole: the feed of changes does not tell when keys were used. In ms. */
const WHOLE_AFTER_MS = 15 * 60_000;
/** An installation without a feed of changes is asked for it again after so long, in ms: it may have been updated. */
const FEED_AFTER_MS = 60 * 60_000;

/** How old the list of an installation without a feed of changes may be when something is done to its keys. In ms. */
const RENEWAL_MS = 15_000;

/** What the lists are made of. */
export interface KeyListSyncOptions {
  readonly open: (connectionId: string) => Promise<AdminApi>;
  /** Says what a connection leads to and as whom. @throws AppError `CONNECTION_UNKNOWN`. */
  readonly sourceOf: (connectionId: string) => string;
  readonly cache: KeyListCache;
  readonly clock: Clock;
}

/** A list out of the cache, and what became of it. */
export interface KnownList {
  /** `null` where nothing is known yet. */
  readonly state: ConnectionKeyList | null;
  /** What the disk had: `restored` is an earlier list in the place of a damaged one, `damaged` none at all. */
  readonly fault: 'restored' | 'damaged' | null;
}

/**
 * The lists of keys of all connections: in memory, on the disk, and brought up to date over the feed of changes. A list
 * is replaced only by a whole one; a refresh that fails half way changes nothing.
 */
export class KeyListSync {
  readonly #options: KeyListSyncOptions;
  readonly #known = new Map<string, Promise<KnownList>>();
  /** The lists of {@link #known} that have been read. */
  readonly #states = new Map<string, ConnectionKeyList>();
  /** Until when installations without a feed of changes are not asked for it, in ms since the epoch, by source. */
  readonly #withoutFeed = new Map<string, number>();

  constructor(options: KeyListSyncOptions) {
    this.#options = options;
  }

  /** Gives what is known of a list without asking the installation: the first time it is read from the disk. */
  known(connectionId: string): Promise<KnownList> {
    const known = this.#known.get(connectionId) ?? this.#read(connectionId);
    this.#known.set(connectionId, known);
    return known;
  }

  /** The list of a connection as far as it is in memory. */
  state(connectionId: string): ConnectionKeyList | null {
    return this.#states.get(connectionId) ?? null;
  }

  /**
   * Brings a list up to date and gives it.
   * @param isWhole fetches every key anew.
   * @throws AppError; then the list stays as it was.
   */
  refresh(connectionId: string, isWhole: boolean): Promise<ConnectionKeyList> {
    return this.#refresh(connectionId, isWhole, true);
  }

  /**
   * Asks what became of the keys, before something is done to them: over the feed of changes, and without what accounts may
   * do, so that it costs next to nothing. An installation without the feed is asked for its list every {@link RENEWAL_MS}.
   * @throws AppError; then the list stays as it was.
   */
  async renew(connectionId: string): Promise<ConnectionKeyList> {
    const state = this.state(connectionId);
    const isFresh = state !== null && this.#options.clock.now() - state.fetchedWholeAt < RENEWAL_MS;
    return isFresh && this.#withoutFeed.has(state.source) ? state : this.#refresh(connectionId, false, false);
  }

  async #refresh(connectionId: string, isWhole: boolean, withAccounts: boolean): Promise<ConnectionKeyList> {
    const source = this.#options.sourceOf(connectionId);
    const { state: before } = await this.known(connectionId);
    const api = await this.#options.open(connectionId);
    try {
      return await this.#bringUpToDate({ connectionId, source, before, api, isWhole, withAccounts });
    } catch (error) {
      // Whoever may not see the keys any more keeps no list of them either. Only the installation itself can say that.
      if (error instanceof AppError && error.code === 'NOT_PERMITTED' && this.#isCurrent(connectionId, source)) {
        await this.forget(connectionId);
      }
      throw error;
    }
  }

  async #bringUpToDate({
    connectionId,
    source,
    before,
    api,
    isWhole,
    withAccounts,
  }: Refresh): Promise<ConnectionKeyList> {
    const { clock, cache } = this.#options;
    const isOld = before === null || clock.now() - before.fetchedWholeAt > WHOLE_AFTER_MS;
    const [changes, accounts] = await Promise.all([
      this.#fetch(api, source, isWhole || isOld ? null : before.cursor),
      withAccounts ? fetchAccounts(api) : null,
    ]);
    if (!changes.isWhole && this.state(connectionId) !== before) {
      // The list that the changes belong to was forgotten meanwhile.
      return this.refresh(connectionId, true);
    }
    // Only now, after the last page, and onto what the list is by now: it may have been changed from here meanwhile.
    const state = this.state(connectionId) ?? ConnectionKeyList.empty(source);
    changes.applyTo(state);
    if (withAccounts) {
      state.takeAccounts(accounts);
    }
    state.fetchedAt = clock.now();
    if (this.#isCurrent(connectionId, source)) {
      this.#states.set(connectionId, state);
      this.#known.set(connectionId, Promise.resolve({ state, fault: null }));
      cache.save(connectionId, state);
    }
    return state;
  }

  /** Puts a new key into a list that is known, also in the place of another one, whose identifier it was given. */
  putCreated(connectionId: string, key: ApiKey): void {
    this.#change(connectionId, (state) => (state.get(key.id) === null ? state.putResponse(key) : state.put([key])));
  }

  /** Puts a key into a list that is known, as the installation has answered to a change. */
  putResponse(connectionId: string, key: ApiKey): void {
    this.#change(connectionId, (state) => state.putResponse(key));
  }

  /** Takes keys out of a list that is known. */
  delete(connectionId: string, keyIds: Iterable<string>): void {
    this.#change(connectionId, (state) => state.delete(keyIds));
  }

  /** Forgets the list of a connection that was removed or leads elsewhere, on the disk too. */
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
    const source = this.#options.sourceOf(connectionId);
    const lookup = await this.#options.cache.read(connectionId);
    if (lookup.state !== 'present') {
      return { state: null, fault: lookup.state === 'damaged' ? 'damaged' : null };
    }
    if (lookup.list.source !== source || !this.#isCurrent(connectionId, source)) {
      return { state: null, fault: null };
    }
    const state = ConnectionKeyList.of(lookup.list);
    this.#states.set(connectionId, state);
    return { state, fault: lookup.isRestored ? 'restored' : null };
  }

  /** Whether the connection still is what it was when something was asked for. */
  #isCurrent(connectionId: string, source: string): boolean {
    try {
      return this.#options.sourceOf(connectionId) === source;
    } catch {
      return false;
    }
  }

  /** Fetches what changed since a cursor, or everything; from an installation without a feed always everything. */
  async #fetch(api: AdminApi, source: string, cursor: string | null): Promise<Fetched> {
    const { clock } = this.#options;
    let isMissing = false;
    if (clock.now() >= (this.#withoutFeed.get(source) ?? 0)) {
      try {
        return this.#ofFeed(await fetchChanges(api, cursor));
      } catch (error) {
        if (!meansNoFeed(error)) {
          throw error;
        }
        isMissing = error.code === 'SERVICE_MISSING';
      }
    }
    const keys = new Map((await fetchAll((page) => api.listKeys(page))).map((key) => [key.id, key]));
    // Only now: while nothing at all answers, a missing feed says nothing about the installation.
    if (isMissing) {
      this.#withoutFeed.set(source, clock.now() + FEED_AFTER_MS);
    }
    return { isWhole: true, applyTo: (state) => this.#replace(state, keys, null) };
  }

  #ofFeed({ isWhole, changed, deletedIds, cursor }: Awaited<ReturnType<typeof fetchChanges>>): Fetched {
    if (isWhole) {
      return { isWhole, applyTo: (state) => this.#replace(state, changed, cursor) };
    }
    return {
      isWhole,
      applyTo: (state) => {
        state.put(changed.values());
        state.delete(deletedIds);
        state.cursor = cursor;
      },
    };
  }

  #replace(state: ConnectionKeyList, keys: ReadonlyMap<string, ApiKey>, cursor: string | null): void {
    state.replace(keys);
    state.cursor = cursor;
    state.fetchedWholeAt = this.#options.clock.now();
  }
}

/** Whether the list may be there although the feed of changes is not. */
function meansNoFeed(error: unknown): error is AppError {
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
  readonly isWhole: boolean;
  readonly withAccounts: boolean;
}

interface Fetched {
  readonly isWhole: boolean;
  readonly applyTo: (state: ConnectionKeyList) => void;
}
