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

const headerSchema = z.object({
  kind: z.enum(BULK_KINDS).default('delete'),
  connectionId: z.string(),
  source: z.string().nullable().default(null),
  startedAt: instantSchema,
  isResumedByCaller: z.boolean().default(false),
  keyIds: z.array(z.string()),
  tokens: z.array(z.string()).nullable().default(null),
  expirationDates: z.array(instantSchema).nullable().default(null),
});
const lineSchema = z.union([
  z.object({ sending: z.array(z.string()) }),
  z.object({ results: z.array(z.tuple([z.string(), z.enum(BULK_OUTCOMES)])) }),
]);

/** The first line of a record, written before anything is sent. */
export interface BulkRunHeader {
  readonly kind: BulkKind;
  readonly connectionId: string;
  /** Identifies the installation and account; `null` in records of an earlier version. */
  readonly source: string | null;
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
  /** Whether the part of KeyDesk that started the run resumes it by itself. */
  readonly isResumedByCaller: boolean;
  readonly keyIds: readonly string[];
  /** Shortened tokens of the keys, in the same order; `null` in records of an earlier version. */
  readonly tokens: readonly string[] | null;
  /** New expiry of each key, in the same order; `null` for a deletion. */
  readonly expirationDates: readonly string[] | null;
}

/** A run interrupted by a crash or exit, as far as it was recorded. */
export interface InterruptedRun extends BulkRunHeader {
  /** Name of its record in the store. */
  readonly id: string;
  /** Keys that were changed or found missing. */
  readonly done: ReadonlySet<string>;
  /** Keys that were about to be sent and whose results were not recorded. */
  readonly unknown: ReadonlySet<string>;
}

/**
 * Write-ahead journal of bulk runs: each step is on the disk before it is carried out, so that after a crash the
 * outcome of each key is either recorded or known to be unknown. Contains ids, shortened tokens and the new expiry
 * only. Each run has its own record, which is removed when the run ends; records found at start belong to interrupted
 * runs.
 */
export class BulkJournal {
  readonly #store: JournalStore;
  /** Runs of this process, which are not interrupted. */
  readonly #own = new Set<string>();

  constructor(store: JournalStore) {
    this.#store = store;
  }

  /** Starts the record of a run. @throws Error if it cannot be written; nothing is left of it then. */
  async begin(header: BulkRunHeader): Promise<BulkRunRecord> {
    const id = `run-${crypto.randomUUID()}`;
    this.#own.add(id);
    const record = new BulkRunRecord(this.#store, id);
    const firstLine = `${JSON.stringify(header)}\n`;
    try {
      await this.#store.append(id, firstLine);
    } catch (error) {
      // An incomplete first line must not be taken for a run.
      await this.#store.remove(id).catch(() => {});
      throw error;
    }
    return record;
  }

  /** Removes a record. @throws Error if it is still there. */
  async remove(id: string): Promise<void> {
    await this.#store.remove(id);
  }

  /**
   * Returns the interrupted runs of earlier processes, oldest first. Incomplete lines are ignored.
   * @param onUnreadable called with the error of each record that cannot be read; the others are returned.
   * @throws Error if the records cannot be listed.
   */
  async readInterrupted(onUnreadable: (error: unknown) => void): Promise<InterruptedRun[]> {
    const ids = (await this.#store.list()).filter((id) => !this.#own.has(id));
    const read = await Promise.allSettled(ids.map(async (id) => parseRecord(id, await this.#store.read(id))));
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

/** The record of one run. */
export class BulkRunRecord {
  readonly #store: JournalStore;
  readonly #id: string;

  constructor(store: JournalStore, id: string) {
    this.#store = store;
    this.#id = id;
  }

  /** @throws Error if it cannot be written. */
  async recordSending(keyIds: readonly string[]): Promise<void> {
    await this.#append({ sending: keyIds });
  }

  /** @throws Error if it cannot be written. */
  async recordResults(results: readonly BulkResult[]): Promise<void> {
    await this.#append({ results: results.map(({ id, outcome }) => [id, outcome]) });
  }

  /** Removes the record. @throws Error if it is still there. */
  async end(): Promise<void> {
    await this.#store.remove(this.#id);
  }

  async #append(line: object): Promise<void> {
    await this.#store.append(this.#id, `${JSON.stringify(line)}\n`);
  }
}

function parseRecord(id: string, text: string): InterruptedRun | null {
  const [first = '', ...lines] = text.split('\n');
  const header = headerSchema.safeParse(parseJson(first));
  if (!header.success) {
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
  return { ...header.data, id, done, unknown };
}
