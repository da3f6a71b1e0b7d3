import { z } from 'zod';
import {
  BULK_KINDS,
  BULK_OUTCOMES,
  type BulkKind,
  type BulkResult,
  isLeftOver,
} from '../../shared/model/bulkChange.ts';
import { instantSchema } from '../../shared/model/instant.ts';
import { parseJson } from '../../shared/parseJson.ts';
import type { JournalStore } from '../ports.ts';

/** Deletions were the first runs: under this name the note of an earlier version is found, too. */
const NAME = 'deletion';

const headSchema = z.object({
  kind: z.enum(BULK_KINDS).default('delete'),
  connectionId: z.string(),
  startedAt: instantSchema,
  keyIds: z.array(z.string()),
  expirationDates: z.array(instantSchema).nullable().default(null),
});
const lineSchema = z.union([
  z.object({ sending: z.array(z.string()) }),
  z.object({ results: z.array(z.tuple([z.string(), z.enum(BULK_OUTCOMES)])) }),
]);

/** What is noted down of a run before anything is sent. */
export interface BulkRunHead {
  readonly kind: BulkKind;
  readonly connectionId: string;
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly keyIds: readonly string[];
  /** The expiry that each of the keys is to get, in their order; `null` for a deletion. */
  readonly expirationDates: readonly string[] | null;
}

/** A run that the application did not live to end, as far as it had been noted down. */
export interface InterruptedRun extends BulkRunHead {
  /** Keys that an answer said were done, or gone. */
  readonly done: ReadonlySet<string>;
  /** Keys of calls that were sent and whose answer, if there was one, was not noted down. */
  readonly unknown: ReadonlySet<string>;
}

/**
 * Notes down what a run is about to do before it does it, identifiers and the new expiry only, so that after a crash it
 * can be said what was done and what is not known. Every note is on the disk before the work goes on.
 */
export class BulkJournal {
  readonly #store: JournalStore;

  constructor(store: JournalStore) {
    this.#store = store;
  }

  /** @throws Error when it cannot be written. */
  async begin(head: BulkRunHead): Promise<void> {
    await this.#store.remove(NAME);
    await this.#append(head);
  }

  /** @throws Error when it cannot be written. */
  async noteSending(keyIds: readonly string[]): Promise<void> {
    await this.#append({ sending: keyIds });
  }

  /** @throws Error when it cannot be written. */
  async noteResults(results: readonly BulkResult[]): Promise<void> {
    await this.#append({ results: results.map(({ id, outcome }) => [id, outcome]) });
  }

  /** Forgets the run. @throws Error when the file is still there. */
  async end(): Promise<void> {
    await this.#store.remove(NAME);
  }

  /** Gives the run that was not ended; `null` for none. What was torn off by the crash is passed over. */
  async readInterrupted(): Promise<InterruptedRun | null> {
    const [first = '', ...lines] = (await this.#store.read(NAME)).split('\n');
    const head = headSchema.safeParse(parseJson(first));
    if (!head.success) {
      return null;
    }
    const done = new Set<string>();
    const unknown = new Set<string>();
    for (const line of lines) {
      const parsed = lineSchema.safeParse(parseJson(line));
      if (parsed.success && 'sending' in parsed.data) {
        for (const id of parsed.data.sending) {
          unknown.add(id);
        }
      } else if (parsed.success && 'results' in parsed.data) {
        for (const [id, outcome] of parsed.data.results) {
          if (outcome !== 'unknown') {
            unknown.delete(id);
          }
          if (!isLeftOver({ outcome })) {
            done.add(id);
          }
        }
      }
    }
    return { ...head.data, done, unknown };
  }

  async #append(line: object): Promise<void> {
    await this.#store.append(NAME, `${JSON.stringify(line)}\n`);
  }
}
