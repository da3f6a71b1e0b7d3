import type { Publish } from '../../ports.ts';

/** Clock offsets of installations, as measured by signed requests; for this run only. */
export class ClockOffsets {
  readonly #offsets = new Map<string, number>();
  readonly #publish: Publish;

  constructor(publish: Publish) {
    this.#publish = publish;
  }

  /** Milliseconds by which the clock of a connection is ahead; `null` if requests are signed with the local time. */
  of(connectionId: string): number | null {
    return this.#offsets.get(connectionId) || null;
  }

  /** Records an offset; 0 if the clocks agree. */
  note(connectionId: string, offsetMs: number): void {
    const before = this.#offsets.get(connectionId) ?? 0;
    this.#offsets.set(connectionId, offsetMs);
    if (offsetMs !== before) {
      this.#publish('connections:changed');
    }
  }
}
