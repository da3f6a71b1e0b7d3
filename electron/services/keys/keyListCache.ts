import { Mutex } from 'async-mutex';
import type { CachedKeyListLookup, Clock, KeyListStore, Logger, StorageFault } from '../../ports.ts';
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

/** Dependencies of the cache. */
export interface KeyListCacheOptions {
  readonly store: KeyListStore;
  readonly clock: Clock;
  readonly logger: Logger;
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

  async #write(connectionId: string, state: ConnectionKeyList): Promise<void> {
    const { store, onChanged } = this.#options;
    const { revision, fetchedAt } = state;
    const before = this.#problem;
    this.#problem = await store.write(connectionId, state.toCached());
    if (this.#problem === null) {
      this.#saved.set(connectionId, { revision, fetchedAt });
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
