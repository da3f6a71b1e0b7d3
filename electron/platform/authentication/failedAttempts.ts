import { LRUCache } from 'lru-cache';

/** How long failed attempts count from the first one, in milliseconds. */
const WINDOW_MS = 60_000;
/** Maximum number of tracked credentials, so that memory does not grow with the number of names tried. */
const WATCHED_LIMIT = 10_000;
/** Length of the tracked prefix of a credential. Those that share it are counted together. */
const NAME_LENGTH = 256;

/** Counts failed attempts per credential (user name or token), to slow guessing down. */
export class FailedAttempts {
  readonly #limit: number;
  readonly #now: () => number;
  readonly #windows = new LRUCache<string, { failures: number; readonly end: number }>({ max: WATCHED_LIMIT });

  /**
   * @param limit failures per minute before the credential is throttled.
   * @param now milliseconds since the epoch, UTC.
   */
  constructor(limit: number, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  /** Returns the seconds that a credential has to wait, 0 if none. */
  waitingSeconds(credential: string): number {
    const window = this.#windows.get(credential.slice(0, NAME_LENGTH));
    const left = window === undefined ? 0 : window.end - this.#now();
    return window !== undefined && left > 0 && window.failures >= this.#limit ? Math.ceil(left / 1000) : 0;
  }

  /** Records a failed attempt. */
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
