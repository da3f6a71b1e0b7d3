import type { Clock } from '../../electron/ports.ts';

/** A clock that does not make anybody wait: it moves on at once to where the next task is due. */
export class SkippingClock implements Clock {
  /** What was waited for, in milliseconds, in order. */
  readonly waits: number[] = [];
  #now: number;

  constructor(now = Date.UTC(2026, 10, 22, 12)) {
    this.#now = now;
  }

  readonly now = (): number => this.#now;

  /** Moves the time by as much, as an attempt that takes long or a user who sets the clock. */
  move(milliseconds: number): void {
    this.#now += milliseconds;
  }

  schedule(delayMs: number, task: () => void): () => void {
    this.waits.push(delayMs);
    this.#now += delayMs;
    queueMicrotask(task);
    return () => {};
  }
}
