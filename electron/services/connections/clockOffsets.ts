import type { Publish } from '../../ports.ts';

/** How far the clocks of installations are ahead of ours, as signing requests has shown; known for this run only. */
export class ClockOffsets {
  readonly #offsets = new Map<string, number>();
  readonly #publish: Publish;

  constructor(publish: Publish) {
    this.#publish = publish;
  }

  /** Milliseconds by which the clock of a connection is ahead; `null` where requests are signed with our own time. */
  of(connectionId: string): number | null {
    return this.#offsets.get(connectionId) || null;
  }

  /** Takes note of an offset; 0 says that the clocks agree. */
  note(connectionId: string, offsetMs: number): void {
    const before = this.#offsets.get(connectionId) ?? 0;
    this.#offsets.set(connectionId, offsetMs);
    if (offsetMs !== before) {
      this.#publish('connections:changed');
    }
  }
}
