import type { Clock } from '../ports.ts';

/** Minimum time between two notices of progress, in milliseconds. */
const INTERVAL_MS = 200;

/** Reports changes of a run: at once, or so that quick ones are reported together. */
export class ProgressNotices {
  readonly #clock: Clock;
  readonly #onChanged: () => void;
  #cancel: (() => void) | null = null;

  constructor(clock: Clock, onChanged: () => void) {
    this.#clock = clock;
    this.#onChanged = onChanged;
  }

  /** Reports at once; a notice that is due is left out. */
  now(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#onChanged();
  }

  /** Reports within the interval, together with what changes until then. */
  soon(): void {
    this.#cancel ??= this.#clock.schedule(INTERVAL_MS, () => this.now());
  }
}
