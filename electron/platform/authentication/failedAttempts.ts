import { LRUCache } from 'lru-cache';

/** How long failed attempts count, in milliseconds, from the first one on. */
const WINDOW_MS = 60_000;
/** How many credentials are watched; the memory does not grow with the number of names that are tried. */
const WATCHED_LIMIT = 10_000;
/** Longest part of a credential that is kept. Those that share it are counted together. */
const NAME_LENGTH = 256;

/** Counts failed attempts per credential (user name or token), so that guessing becomes slow. */
export class FailedAttempts {
  readonly #limit: number;
  readonly #now: () => number;
  readonly #windows = new LRUCache<string, { failures: number; readonly end: number }>({ max: WATCHED_LIMIT });

  /**
   * @param limit how many failures a minute are answered like the first.
   * @param now milliseconds since the epoch, UTC.
   */
  constructor(limit: number, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  /** Gives how many seconds a credential has to wait, 0 when it need not. */
  waitingSeconds(credential: string): number {
    const window = this.#windows.get(credential.slice(0, NAME_LENGTH));
    const left = window === undefined ? 0 : window.end - this.#now();
    return window !== undefined && left > 0 && window.failures >= this.#limit ? Math.ceil(left / 1000) : 0;
  }

  /** Notes a failure. */
  note(credential: string): void {
    const name = credential.slice(0, NAME_LENGTH);
    const window = this.#windows.get(name);
    if (window !== undefined && window.end > this.#now()) {
      window.failures += 1;
    } else {
      this.#windows.set(name, { failures: 1, end: this.#now() + WINDOW_MS });
    }
  }
}
