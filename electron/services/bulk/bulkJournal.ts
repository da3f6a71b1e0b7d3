import { z } from 'zod';
import {
  BULK_KINDS,
  BULK_OUTCOMES,
  type BulkKind,
  type BulkResult,
  isLeftOver,
} from '../../../shared/model/bulkChange.ts';
import { instantSchema } from '../../../shared/model/instant.ts';
import { parseJson } from '../../../shared/parseJson.ts';
import type { JournalStore } from '../../ports.ts';

const headSchema = z.object({
  kind: z.enum(BULK_KINDS).default('delete'),
  connectionId: z.string(),
  source: z.string().nullable().default(null),
  startedAt: instantSchema,
  keyIds: z.array(z.string()),
  tokens: z.array(z.string()).nullable().default(null),
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
  /** What the connection led to and as whom; `null` in the notes of an earlier version. */
  readonly source: string | null;
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly keyIds: readonly string[];
  /** The tokens of the keys in short, in their order; `null` in the notes of an earlier version. */
  readonly tokens: readonly string[] | null;
  /** The expiry that each of the keys is to get, in their order; `null` for a deletion. */
  readonly expirationDates: readonly string[] | null;
}

/** A run that the application did not live to end, as far as it had been noted down. */
export interface InterruptedRun extends BulkRunHead {
  /** Names its notes. */
  readonly id: string;
  /** Keys that an answer said were done, or gone. */
  readonly done: ReadonlySet<string>;
  /** Keys of calls that were sent and whose answer, if there was one, was not noted down. */
  readonly unknown: ReadonlySet<string>;
}

/**
 * Notes down what runs are about to do before they do it, identifiers, shortened tokens and the new expiry only, so that after a crash it
 * can be said what was done and what is not known. Each run has notes of its own; whatever they are called, all that are
 * found belong to a run that was not ended. Every note is on the disk before the work goes on.
 */
export class BulkJournal {
  readonly #store: JournalStore;
  /** Runs of this start: they go on, or have told how they ended. */
  readonly #own = new Set<string>();

  constructor(store: JournalStore) {
    this.#store = store;
  }

  /** Begins the notes of a run. @throws Error when they cannot be written; then there are none. */
  async begin(head: BulkRunHead): Promise<BulkRunNotes> {
    const id = `run-${crypto.randomUUID()}`;
    this.#own.add(id);
    const notes = new BulkRunNotes(this.#store, id);
    const firstLine = `${JSON.stringify(head)}\n`;
    try {
      await this.#store.append(id, firstLine);
    } catch (error) {
      // Half a first line is no run.
      await this.#store.remove(id).catch(() => {});
      throw error;
    }
    return notes;
  }

  /** Forgets a run. @throws Error when its notes are still there. */
  async remove(id: string): Promise<void> {
    await this.#store.remove(id);
  }

  /**
   * Gives the runs that an earlier start did not end, the oldest first. What was torn off by the crash is passed over.
   * @param onUnreadable called with what is wrong with the notes of one run; the others are given all the same.
   * @throws Error when it cannot be told which notes there are.
   */
  async readInterrupted(onUnreadable: (error: unknown) => void): Promise<InterruptedRun[]> {
    const ids = (await this.#store.list()).filter((id) => !this.#own.has(id));
    const read = await Promise.allSettled(ids.map(async (id) => parseNotes(id, await this.#store.read(id))));
    for (const reading of read) {
      if (reading.status === 'rejected') {
        onUnreadable(reading.reason);
      }
    }
    return read
      .map((reading) => (reading.status === 'fulfilled' ? reading.value : null))
      .filter((run) => run !== null)
      .sort((one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt));
  }
}

/** The notes of one run. */
export class BulkRunNotes {
  readonly #store: JournalStore;
  readonly #id: string;

  constructor(store: JournalStore, id: string) {
    this.#store = store;
    this.#id = id;
  }

  /** @throws Error when it cannot be written. */
  async noteSending(keyIds: readonly string[]): Promise<void> {
    await this.#append({ sending: keyIds });
  }

  /** @throws Error when it cannot be written. */
  async noteResults(results: readonly BulkResult[]): Promise<void> {
    await this.#append({ results: results.map(({ id, outcome }) => [id, outcome]) });
  }

  /** Forgets the run. @throws Error when the notes are still there. */
  async end(): Promise<void> {
    await this.#store.remove(this.#id);
  }

  async #append(line: object): Promise<void> {
    await this.#store.append(this.#id, `${JSON.stringify(line)}\n`);
  }
}

function parseNotes(id: string, text: string): InterruptedRun | null {
  const [first = '', ...lines] = text.split('\n');
  const head = headSchema.safeParse(parseJson(first));
  if (!head.success) {
    return null;
  }
  const done = new Set<string>();
  const unknown = new Set<string>();
  for (const line of lines) {
    const parsed = lineSchema.safeParse(parseJson(line));
    if (parsed.success && 'sending' in parsed.data) {
      for (const keyId of parsed.data.sending) {
        unknown.add(keyId);
      }
    } else if (parsed.success && 'results' in parsed.data) {
      for (const [keyId, outcome] of parsed.data.results) {
        if (outcome !== 'unknown') {
          unknown.delete(keyId);
        }
        if (!isLeftOver({ outcome })) {
          done.add(keyId);
        }
      }
    }
  }
  return { ...head.data, id, done, unknown };
}
