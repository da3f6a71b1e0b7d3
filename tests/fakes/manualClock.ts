import type { Clock } from '../../electron/ports.ts';

/** A clock that moves only on request. */
export class ManualClock implements Clock {
  readonly #tasks = new Map<() => void, number>();
  #now: number;

  constructor(now = Date.UTC(2026, 10, 22, 12)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  schedule(delayMs: number, task: () => void): () => void {
    const entry = (): void => task();
    this.#tasks.set(entry, this.#now + delayMs);
    return () => this.#tasks.delete(entry);
  }

  /** Moves time on and runs what has become due, in order. */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
    const due = [...this.#tasks].filter(([, at]) => at <= this.#now).sort(([, a], [, b]) => a - b);
    for (const [task] of due) {
      this.#tasks.delete(task);
      task();
    }
  }
}
