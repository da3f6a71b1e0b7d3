import type { Clock } from '../../electron/ports.ts';

/** The real time, but nobody waits for a retry; what would have been waited is noted, in milliseconds. */
export class HastyClock implements Clock {
  readonly waits: number[] = [];
  /** By how much this clock is ahead of the right time. */
  ahead = 0;

  readonly now = (): number => Date.now() + this.ahead;

  schedule(delayMs: number, task: () => void): () => void {
    this.waits.push(delayMs);
    const timer = setTimeout(task, 1);
    return () => clearTimeout(timer);
  }
}
