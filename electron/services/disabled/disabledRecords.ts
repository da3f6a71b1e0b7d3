import { z } from 'zod';
import { DISABLED_ORIGINS, type DisabledBatch, type DisabledKey } from '../../../shared/model/disabledBatch.ts';
import { instantSchema } from '../../../shared/model/instant.ts';
import { parseJson } from '../../../shared/parseJson.ts';
import type { JournalStore } from '../../ports.ts';

const FORMAT = 1;
const headerSchema = z.object({
  format: z.literal(FORMAT),
  source: z.string(),
  at: instantSchema,
  origin: z.enum(DISABLED_ORIGINS),
  /** Id, token, user name and former expiry of each key. */
  keys: z.array(z.tuple([z.string(), z.string(), z.string(), instantSchema])),
});
const lineSchema = z.union([
  /** Id and new version of keys that were disabled. */
  z.object({ disabled: z.array(z.tuple([z.string(), z.int().nonnegative()])) }),
  /** Ids of keys that were not disabled after all, that were restored, or that somebody else has changed since. */
  z.object({ removed: z.array(z.string()) }),
]);

/** A batch as it is recorded. */
export interface RecordedBatch extends Omit<DisabledBatch, 'keys'> {
  /** Identifies the installation and account in which the keys were disabled. */
  readonly source: string;
  /** The keys that can be restored, or perhaps can, by id. */
  readonly keys: Map<string, DisabledKey>;
}

/** Result of {@link DisabledRecords.readAll}. */
export interface ReadRecords {
  /** Oldest first. */
  readonly batches: readonly RecordedBatch[];
  /** Number of records by connection that cannot be read; they are left as they are. */
  readonly unreadable: ReadonlyMap<string, number>;
}

/**
 * Records of disabled keys: one for each batch, with the former expiry of each key, on the disk before the keys are disabled.
 * Lines are only appended, so that a crash loses no earlier one; a record without keys is removed.
 */
export class DisabledRecords {
  readonly #store: JournalStore;

  constructor(store: JournalStore) {
    this.#store = store;
  }

  /** Starts the record of a batch and returns its id. @throws Error if it cannot be written. */
  async begin({ connectionId, source, at, origin, keys }: Omit<RecordedBatch, 'id'>): Promise<string> {
    const id = `${connectionId}_${crypto.randomUUID().replaceAll('-', '').slice(0, 20)}`;
    const facts = [...keys.values()].map((key) => [key.id, key.token, key.username, key.expirationDate]);
    try {
      await this.#append(id, { format: FORMAT, source, at, origin, keys: facts });
    } catch (error) {
      // Nothing is disabled now, so that an incomplete first line is worthless.
      await this.#store.remove(id).catch(() => {});
      throw error;
    }
    return id;
  }

  /** Records the versions of keys that were disabled. @throws Error if that cannot be written. */
  async recordDisabled(id: string, keys: readonly Pick<DisabledKey, 'id' | 'version'>[]): Promise<void> {
    await this.#append(id, { disabled: keys.map((key) => [key.id, key.version]) });
  }

  /** Records that keys no longer belong to the batch. @throws Error if that cannot be written. */
  async recordRemoved(id: string, keyIds: readonly string[]): Promise<void> {
    await this.#append(id, { removed: keyIds });
  }

  /** Removes the record of a batch. @throws Error if it is still there. */
  async remove(id: string): Promise<void> {
    await this.#store.remove(id);
  }

  /** Reads all records. @throws Error if they cannot be listed. */
  async readAll(): Promise<ReadRecords> {
    const batches: RecordedBatch[] = [];
    const unreadable = new Map<string, number>();
    for (const id of await this.#store.list()) {
      const batch = await this.#read(id);
      if (batch === null) {
        const connectionId = connectionOf(id);
        unreadable.set(connectionId, (unreadable.get(connectionId) ?? 0) + 1);
      } else if (batch.keys.size === 0) {
        await this.#store.remove(id).catch(() => {});
      } else {
        batches.push(batch);
      }
    }
    batches.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
    return { batches, unreadable };
  }

  /** Removes the records of all connections that are meant, unreadable ones too. @throws Error if one is still there. */
  async removeOf(isMeant: (connectionId: string) => boolean): Promise<void> {
    for (const id of await this.#store.list()) {
      if (isMeant(connectionOf(id))) {
        await this.#store.remove(id);
      }
    }
  }

  /** Returns a batch; `null` if its record is damaged, was written by a later version, or cannot be read. */
  async #read(id: string): Promise<RecordedBatch | null> {
    const text = await this.#store.read(id).catch(() => '');
    const [first = '', ...lines] = text.split('\n');
    const { data: header } = headerSchema.safeParse(parseJson(first));
    if (header === undefined) {
      return null;
    }
    const { source, at, origin } = header;
    const keys = new Map(
      header.keys.map(([keyId, token, username, expirationDate]): [string, DisabledKey] => [
        keyId,
        { id: keyId, token, username, expirationDate, version: null },
      ]),
    );
    for (const line of lines) {
      applyLine(keys, line);
    }
    return { id, connectionId: connectionOf(id), source, at, origin, keys };
  }

  async #append(id: string, line: object): Promise<void> {
    await this.#store.append(id, `${JSON.stringify(line)}\n`);
  }
}

/** A damaged line is ignored: the list of the installation shows which of the keys are disabled. */
function applyLine(keys: Map<string, DisabledKey>, line: string): void {
  const { data } = lineSchema.safeParse(parseJson(line));
  if (data !== undefined && 'removed' in data) {
    for (const id of data.removed) {
      keys.delete(id);
    }
  } else if (data !== undefined) {
    for (const [id, version] of data.disabled) {
      const key = keys.get(id);
      if (key !== undefined) {
        keys.set(id, { ...key, version });
      }
    }
  }
}

/** The connection of a record is part of its name, so that it is known even if the record cannot be read. */
function connectionOf(id: string): string {
  return id.slice(0, id.lastIndexOf('_'));
}
