import type { Clock } from '../../ports.ts';

/** How often a failing process is restarted per minute. */
export const RESTARTS_PER_MINUTE = 3;
const MINUTE_MS = 60_000;

/** Limits the restarts of a process that fails right after every start. */
export class RestartLimit {
  readonly #clock: Clock;
  #restarts: readonly number[] = [];
  #hasFailed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Records a failure; a start that does not follow a failure is not counted. */
  recordFailure(): void {
    this.#hasFailed = true;
  }

  /** Whether the process may be started now; if so, the start is counted. */
  takeStart(): boolean {
    if (!this.#hasFailed) {
      return true;
    }
    const now = this.#clock.now();
    this.#restarts = this.#restarts.filter((restart) => now - restart < MINUTE_MS);
    if (this.#restarts.length >= RESTARTS_PER_MINUTE) {
      return false;
    }
    this.#restarts = [...this.#restarts, now];
    this.#hasFailed = false;
    return true;
  }
}
