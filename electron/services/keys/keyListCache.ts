import { Mutex } from 'async-mutex';
import type { CachedKeyListLookup, Clock, KeyListStore, Logger, StorageFault } from '../../ports.ts';
import type { ConnectionKeyList } from './connectionKeyList.ts';

/** A list is written once it has not changed for so long, in milliseconds. */
const REST_MS = 1_000;
/**
 * For so many keys it has to rest a millisecond longer: writing a long list takes seconds, and must not be what a bulk
 * change of its keys has to work against.
 */
const KEYS_PER_MS = 20;
/** A list that never rests is written after so many times what it would have to rest. */
const MAX_RESTS = 10;
/** After how many milliseconds a list that could not be written is tried again. */
const RETRY_MS = 30_000;
/** A list that is still the same is written again only when it is older on the disk by this, in milliseconds. */
const AGE_STEP_MS = 5 * 60_000;

/** What keeping the lists takes. */
export interface KeyListCacheOptions {
  readonly store: KeyListStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called when {@link KeyListCache.problem} has changed. */
  readonly onChanged: () => void;
}

/**
 * Writes lists of keys to the disk behind the work: the last state of each, one after the other, when they have not changed
 * for a while. What cannot be written stays in memory and is tried again.
 */
export class KeyListCache {
  readonly #options: KeyListCacheOptions;
  readonly #waiting = new Map<string, ConnectionKeyList>();
  readonly #saved = new Map<string, { readonly revision: number; readonly fetchedAt: number }>();
  readonly #disk = new Mutex();
  /** When the first change came that waits, in milliseconds since the epoch. */
  #waitingSince: number | null = null;
  #cancelTimer: (() => void) | null = null;
  #problem: StorageFault | null = null;

  constructor(options: KeyListCacheOptions) {
    this.#options = options;
  }

  /** Why the last list could not be written; `null` while they can be. */
  get problem(): StorageFault | null {
    return this.#problem;
  }

  /** Gives the list of a connection out of the cache; a disk that cannot be read is as good as an empty one. */
  async read(connectionId: string): Promise<CachedKeyListLookup> {
    try {
      return await this.#options.store.read(connectionId);
    } catch (error) {
      this.#options.logger.warn('A list of keys could not be read', { error });
      return { state: 'absent' };
    }
  }

  /** Has a list written soon, unless the disk has it as it is. */
  save(connectionId: string, state: ConnectionKeyList): void {
    const saved = this.#saved.get(connectionId);
    if (saved?.revision === state.revision && state.fetchedAt - saved.fetchedAt < AGE_STEP_MS) {
      return;
    }
    this.#waiting.set(connectionId, state);
    const now = this.#options.clock.now();
    this.#waitingSince ??= now;
    const restMs = REST_MS + Math.floor(state.size / KEYS_PER_MS);
    this.#writeIn(Math.min(restMs, this.#waitingSince + MAX_RESTS * restMs - now));
  }

  /** Removes the list of a connection. @throws Error when it is still on the disk. */
  async remove(connectionId: string): Promise<void> {
    this.#waiting.delete(connectionId);
    this.#saved.delete(connectionId);
    await this.#disk.runExclusive(() => this.#options.store.remove(connectionId));
  }

  /** Removes the lists of all other connections. */
  async keepOnly(connectionIds: readonly string[]): Promise<void> {
    await this.#disk.runExclusive(() => this.#options.store.keepOnly(connectionIds));
  }

  /** Writes what waits, once. Never fails. */
  async close(): Promise<void> {
    await this.#writeWaiting();
    this.#cancelTimer?.();
  }

  #writeIn(delayMs: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#options.clock.schedule(delayMs, () => void this.#writeWaiting());
  }

  #writeWaiting(): Promise<void> {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#waitingSince = null;
    return this.#disk.runExclusive(async () => {
      for (const [connectionId, state] of [...this.#waiting]) {
        // It may have been removed while another one was written.
        if (this.#waiting.delete(connectionId)) {
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
      // Unless there is something newer to write by now.
      this.#waiting.set(connectionId, this.#waiting.get(connectionId) ?? state);
      if (this.#cancelTimer === null) {
        this.#writeIn(RETRY_MS);
      }
    }
    if (this.#problem?.problem !== before?.problem || this.#problem?.code !== before?.code) {
      onChanged();
    }
  }
}
