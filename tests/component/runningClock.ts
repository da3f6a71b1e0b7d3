import { ManualClock } from '../fakes/manualClock.ts';

const TICK_MS = 20;

/** A clock that runs, and that a test can move on. */
export class RunningClock extends ManualClock {
  #last = Date.now();
  readonly #ticking = setInterval(() => {
    const now = Date.now();
    this.advance(now - this.#last);
    this.#last = now;
  }, TICK_MS);

  constructor() {
    super(Date.now());
  }

  /** Nothing becomes due any more. */
  stop(): void {
    clearInterval(this.#ticking);
  }
}
