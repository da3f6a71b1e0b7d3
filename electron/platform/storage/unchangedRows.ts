import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { CommitWatch } from './commitWatch.ts';

/**
 * Caches rows of the database until anything is committed to it, by any process: a change applies to the next request.
 */
export class UnchangedRows<Row extends object> {
  readonly #commits: CommitWatch;
  readonly #rows: LRUCache<string, Row>;
  #version = Number.NaN;
  #asked: Promise<number> | null = null;

  /** @param limit maximum number of cached rows. */
  constructor(commits: CommitWatch, limit: number) {
    this.#commits = commits;
    this.#rows = new LRUCache({ max: limit });
  }

  /** Returns the row of a name, cached or from `read`. `null` is not cached. */
  async find(name: string, read: () => Promise<Row | null>): Promise<Row | null> {
    // Before reading: a row is never taken for newer than it is.
    this.#asked ??= this.#askVersion();
    const version = await this.#asked;
    if (version !== this.#version) {
      this.#rows.clear();
      this.#version = version;
    }
    const known = this.#rows.get(name);
    if (known !== undefined) {
      return known;
    }
    const row = await read();
    if (row !== null && this.#version === version) {
      this.#rows.set(name, row);
    }
    return row;
  }

  /**
   * Asks once for all requests that are received in one turn of the event loop, after the last of them: what was
   * committed before any of them was sent is seen.
   */
  async #askVersion(): Promise<number> {
    await setImmediate();
    this.#asked = null;
    return this.#commits.version();
  }
}
