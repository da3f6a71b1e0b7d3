import { z } from 'zod';
import { DAY_MS } from '../../../shared/model/instant.ts';
import { parseJson } from '../../../shared/parseJson.ts';
import type { JournalStore, Logger } from '../../ports.ts';
import { type RotationRecord, rotationRecordSchema } from './rotationRecord.ts';

const VERSION = 1;
const headerSchema = z.object({
  schemaVersion: z.literal(VERSION),
  connectionId: z.string(),
  /** Identifies the installation and account at that time. */
  source: z.string(),
});
const lineSchema = z.object({ rotations: z.array(rotationRecordSchema) });

/** Days for which a rotation that is over stays in the list. */
const KEPT_DAYS = 30;

/** A recorded rotation and where it is recorded. */
interface Entry {
  readonly journal: string;
  readonly connectionId: string;
  readonly source: string;
  readonly record: RotationRecord;
}

/** A recorded rotation. */
export interface RecordedRotation {
  readonly record: RotationRecord;
  /** Identifies the installation and account that it was recorded for. */
  readonly source: string;
}

/** Dependencies of {@link RotationJournal}. */
export interface RotationJournalOptions {
  readonly store: JournalStore;
  readonly logger: Pick<Logger, 'warn'>;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
}

/**
 * Write-ahead journal of rotations: one file per run, whose lines replace what earlier lines say of the same rotations.
 * An incomplete line counts as not written. A file is deleted when all of its rotations have been over for a while, or
 * their connection is removed; one of a later version, or with a line that cannot be read, stays.
 */
export class RotationJournal {
  readonly #options: RotationJournalOptions;
  readonly #entries = new Map<string, Entry>();
  /** Files that are left as they are. */
  readonly #unreadable = new Set<string>();
  readonly #loaded: Promise<void>;

  constructor(options: RotationJournalOptions) {
    this.#options = options;
    this.#loaded = this.#load();
  }

  /** Returns the recorded rotations of a connection, oldest first, dismissed ones included. Never rejects. */
  async of(connectionId: string): Promise<readonly RecordedRotation[]> {
    await this.#loaded;
    return [...this.#entries.values()].filter((entry) => entry.connectionId === connectionId);
  }

  /** Records the rotations of a new run. @throws Error if they cannot be written; nothing is left of them then. */
  async begin(connectionId: string, source: string, records: readonly RotationRecord[]): Promise<void> {
    await this.#loaded;
    const journal = `rotation-${crypto.randomUUID()}`;
    const header: z.infer<typeof headerSchema> = { schemaVersion: VERSION, connectionId, source };
    try {
      await this.#options.store.append(journal, `${JSON.stringify(header)}\n${lineOf(records)}`);
    } catch (error) {
      await this.#options.store.remove(journal).catch(() => {});
      throw error;
    }
    for (const record of records) {
      this.#entries.set(record.id, { journal, connectionId, source, record });
    }
  }

  /** Records what has become of rotations. @throws Error if it cannot be written; it is not known then either. */
  async update(records: readonly RotationRecord[]): Promise<void> {
    const byJournal = Map.groupBy(records, ({ id }) => this.#entry(id).journal);
    for (const [journal, changed] of byJournal) {
      await this.#options.store.append(journal, lineOf(changed));
      for (const record of changed) {
        this.#entries.set(record.id, { ...this.#entry(record.id), record });
      }
    }
  }

  /** Deletes what is recorded of a connection. Never rejects. */
  async forgetConnection(connectionId: string): Promise<void> {
    await this.#forget((entry) => entry.connectionId === connectionId);
  }

  /** Deletes what is recorded of all other connections. Never rejects. */
  async keepOnly(connectionIds: readonly string[]): Promise<void> {
    await this.#forget((entry) => !connectionIds.includes(entry.connectionId));
  }

  async #forget(isMeant: (entry: Entry) => boolean): Promise<void> {
    await this.#loaded;
    const meant = [...this.#entries].filter(([, entry]) => isMeant(entry));
    for (const [id] of meant) {
      this.#entries.delete(id);
    }
    await this.#remove(new Set(meant.map(([, entry]) => entry.journal)));
  }

  async #load(): Promise<void> {
    const { store } = this.#options;
    try {
      for (const journal of await store.list()) {
        await this.#read(journal);
      }
    } catch (error) {
      this.#options.logger.warn('The recorded rotations could not be listed', { error });
    }
    await this.#removeEnded();
  }

  async #read(journal: string): Promise<void> {
    const { store, logger } = this.#options;
    try {
      const [first = '', ...lines] = (await store.read(journal)).split('\n');
      const { connectionId, source } = headerSchema.parse(parseJson(first));
      for (const line of lines) {
        const parsed = lineSchema.safeParse(parseJson(line));
        if (parsed.success) {
          for (const record of parsed.data.rotations) {
            this.#entries.set(record.id, { journal, connectionId, source, record });
          }
        } else if (line !== '') {
          this.#unreadable.add(journal);
        }
      }
    } catch (error) {
      this.#unreadable.add(journal);
      logger.warn('The record of a rotation could not be read', { error });
    }
  }

  async #removeEnded(): Promise<void> {
    const now = this.#options.now();
    const entries = [...this.#entries];
    const current = new Set(entries.filter(([, { record }]) => !isOver(record, now)).map(([, { journal }]) => journal));
    const ended = entries.filter(([, { journal }]) => !current.has(journal) && !this.#unreadable.has(journal));
    for (const [id] of ended) {
      this.#entries.delete(id);
    }
    await this.#remove(new Set(ended.map(([, { journal }]) => journal)));
  }

  async #remove(journals: ReadonlySet<string>): Promise<void> {
    for (const journal of journals) {
      await this.#options.store.remove(journal).catch((error: unknown) => {
        this.#options.logger.warn('The record of a rotation could not be removed', { error });
      });
    }
  }

  #entry(id: string): Entry {
    const entry = this.#entries.get(id);
    if (entry === undefined) {
      throw new Error('This rotation is not recorded');
    }
    return entry;
  }
}

/**
 * Whether a rotation needs no record any more. One that was dismissed needs it until the old key has expired: the pair would be
 * recognized again.
 */
function isOver({ stage, changedAt, oldExpiryAfter, isDismissed }: RotationRecord, now: number): boolean {
  if (stage === 'overlap' && oldExpiryAfter !== null && Date.parse(oldExpiryAfter) > now) {
    return false;
  }
  const isFinal = stage === 'overlap' || stage === 'failed' || stage === 'takenBack';
  return isDismissed || (isFinal && Date.parse(changedAt) + KEPT_DAYS * DAY_MS < now);
}

function lineOf(rotations: readonly RotationRecord[]): string {
  return `${JSON.stringify({ rotations })}\n`;
}
