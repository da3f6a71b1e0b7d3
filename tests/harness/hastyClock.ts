import type { Clock } from '../../electron/ports.ts';

/** The real time, but tasks run at once; their delays are recorded in milliseconds. */
export class HastyClock implements Clock {
  readonly waits: number[] = [];
  /** Milliseconds by which this clock is fast. */
  ahead = 0;

  readonly now = (): number => Date.now() + this.ahead;

  schedule(delayMs: number, task: () => void): () => void {
    this.waits.push(delayMs);
    const timer = setTimeout(task, 1);
    return () => clearTimeout(timer);
  }
}
