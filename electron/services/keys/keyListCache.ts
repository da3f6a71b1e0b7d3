import { Mutex } from 'async-mutex';
import type { CachedKeyList } from '../../../shared/model/keyList.ts';
import type { CachedKeyListLookup, Clock, HeadSteps, KeyListStore, Logger, StorageFault } from '../../ports.ts';
import type { ConnectionKeyList } from './connectionKeyList.ts';

/** A list is written once it has been unchanged for this long, in milliseconds. */
const QUIET_MS = 1_000;
/**
 * Each of this many keys adds a millisecond to that: writing a long list takes seconds and must not slow down a bulk
 * change of its keys.
 */
const KEYS_PER_MS = 20;
/** A list that keeps changing is written after this many quiet periods. */
const MAX_QUIET_PERIODS = 10;
/** Delay before a failed write is retried, in milliseconds. */
const RETRY_MS = 30_000;
/** An unchanged list is written again only if the stored fetch time is at least this much older, in milliseconds. */
const AGE_STEP_MS = 5 * 60_000;
/** A head is written again once this was not asked for during this time, in milliseconds. */
const HEAD_QUIET_MS = 3_000;

/** Dependencies of the cache. */
export interface KeyListCacheOptions {
  readonly store: KeyListStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The steps that make the head of a list. */
  readonly headSteps: (connectionId: string, list: CachedKeyList) => Promise<HeadSteps>;
  /** Called when {@link KeyListCache.problem} has changed. */
  readonly onChanged: () => void;
}

/**
 * Writes key lists to disk in the background: the latest state of each list, one list at a time, after it has been
 * unchanged for a while. Failed writes are retried.
 */
export class KeyListCache {
  readonly #options: KeyListCacheOptions;
  readonly #pending = new Map<string, ConnectionKeyList>();
  readonly #saved = new Map<string, { readonly revision: number; readonly fetchedAt: number }>();
  readonly #disk = new Mutex();
  /** Time of the oldest unwritten change, in milliseconds since the epoch. */
  #pendingSince: number | null = null;
  #cancelTimer: (() => void) | null = null;
  /** Lists whose head is to be written again. */
  readonly #staleHeads = new Map<string, ConnectionKeyList>();
  #cancelHeadTimer: (() => void) | null = null;
  #problem: StorageFault | null = null;

  constructor(options: KeyListCacheOptions) {
    this.#options = options;
  }

  /** Why the last write failed; `null` if it succeeded. */
  get problem(): StorageFault | null {
    return this.#problem;
  }

  /** Reads the cached list of a connection. A read error is logged and returned as `absent`. */
  async read(connectionId: string): Promise<CachedKeyListLookup> {
    try {
      return await this.#options.store.read(connectionId);
    } catch (error) {
      this.#options.logger.warn('A list of keys could not be read', { error });
      return { state: 'absent' };
    }
  }

  /** A list that was read from the disk, which has this state. */
  loaded(connectionId: string, { revision, fetchedAt }: ConnectionKeyList): void {
    this.#saved.set(connectionId, { revision, fetchedAt });
  }

  /** Schedules a write of the head alone. */
  renewHead(connectionId: string, state: ConnectionKeyList): void {
    this.#staleHeads.set(connectionId, state);
    this.#cancelHeadTimer?.();
    this.#cancelHeadTimer = this.#options.clock.schedule(HEAD_QUIET_MS, () => void this.#writeStaleHeads());
  }

  /** Schedules a write, unless the disk has this state of the list. */
  save(connectionId: string, state: ConnectionKeyList): void {
    const saved = this.#saved.get(connectionId);
    if (saved?.revision === state.revision && state.fetchedAt - saved.fetchedAt < AGE_STEP_MS) {
      return;
    }
    this.#pending.set(connectionId, state);
    const now = this.#options.clock.now();
    this.#pendingSince ??= now;
    const quietMs = QUIET_MS + Math.floor(state.size / KEYS_PER_MS);
    this.#writeIn(Math.min(quietMs, this.#pendingSince + MAX_QUIET_PERIODS * quietMs - now));
  }

  /** Removes the list of a connection. @throws Error if it is still on the disk. */
  async remove(connectionId: string): Promise<void> {
    this.#pending.delete(connectionId);
    this.#saved.delete(connectionId);
    this.#staleHeads.delete(connectionId);
    await this.#disk.runExclusive(() => this.#options.store.remove(connectionId));
  }

  /** Removes the lists of all other connections. */
  async keepOnly(connectionIds: readonly string[]): Promise<void> {
    await this.#disk.runExclusive(() => this.#options.store.keepOnly(connectionIds));
  }

  /** Writes pending lists, without retries. Never rejects. */
  async close(): Promise<void> {
    await this.#writePending();
    this.#cancelTimer?.();
    await this.#writeStaleHeads();
  }

  #writeIn(delayMs: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#options.clock.schedule(delayMs, () => void this.#writePending());
  }

  #writePending(): Promise<void> {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#pendingSince = null;
    return this.#disk.runExclusive(async () => {
      for (const [connectionId, state] of [...this.#pending]) {
        // It may have been removed while another list was written.
        if (this.#pending.delete(connectionId)) {
          await this.#write(connectionId, state);
        }
      }
    });
  }

  #writeStaleHeads(): Promise<void> {
    this.#cancelHeadTimer?.();
    this.#cancelHeadTimer = null;
    return this.#disk.runExclusive(async () => {
      for (const [connectionId, state] of [...this.#staleHeads]) {
        const saved = this.#saved.get(connectionId);
        // Otherwise the list is going to be written, and its head with it.
        if (this.#staleHeads.delete(connectionId) && saved?.revision === state.revision) {
          await this.#writeHead(connectionId, {
            ...state.toCached(),
            fetchedAt: new Date(saved.fetchedAt).toISOString(),
          });
        }
      }
    });
  }

  async #writeHead(connectionId: string, list: CachedKeyList): Promise<void> {
    const { store, headSteps } = this.#options;
    this.#staleHeads.delete(connectionId);
    await store.writeHead(connectionId, await headSteps(connectionId, list));
  }

  async #write(connectionId: string, state: ConnectionKeyList): Promise<void> {
    const { store, onChanged } = this.#options;
    const { revision, fetchedAt } = state;
    const before = this.#problem;
    const list = state.toCached();
    this.#problem = await store.write(connectionId, list);
    if (this.#problem === null) {
      this.#saved.set(connectionId, { revision, fetchedAt });
      await this.#writeHead(connectionId, list);
    } else {
      // A newer state may be pending by now.
      this.#pending.set(connectionId, this.#pending.get(connectionId) ?? state);
      if (this.#cancelTimer === null) {
        this.#writeIn(RETRY_MS);
      }
    }
    if (this.#problem?.problem !== before?.problem || this.#problem?.code !== before?.code) {
      onChanged();
    }
  }
}
