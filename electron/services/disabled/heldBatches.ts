import { Mutex } from 'async-mutex';
import type { BulkResult } from '../../../shared/model/bulkChange.ts';
import { type DisabledBatch, type DisabledKey, disabledKeyState } from '../../../shared/model/disabledBatch.ts';
import type { Logger } from '../../ports.ts';
import type { ConnectionKeyList } from '../keys/connectionKeyList.ts';
import type { DisabledRecords, RecordedBatch } from './disabledRecords.ts';

/** A batch in memory and on the disk. */
export interface HeldBatch extends RecordedBatch {
  /** Held while its keys are being changed: a key must not be restored while it is being disabled. */
  readonly changes: Mutex;
}

/** Holds the batches in memory as they are recorded on the disk. */
export class HeldBatches {
  readonly #records: DisabledRecords;
  readonly #logger: Logger;
  readonly #held = new Map<string, HeldBatch>();
  #unreadable: ReadonlyMap<string, number> = new Map();

  constructor(records: DisabledRecords, logger: Logger) {
    this.#records = records;
    this.#logger = logger;
  }

  /** Reads the records of earlier runs. Never rejects. */
  async load(): Promise<void> {
    try {
      const { batches, unreadable } = await this.#records.readAll();
      for (const batch of batches) {
        this.#held.set(batch.id, { ...batch, changes: new Mutex() });
      }
      this.#unreadable = unreadable;
    } catch (error) {
      this.#logger.warn('The records of disabled keys could not be read', { error });
    }
  }

  /** Returns a batch, if there is one with this id. */
  get(batchId: string): HeldBatch | undefined {
    return this.#held.get(batchId);
  }

  /** Returns the batches of a connection, or all, oldest first. */
  of(connectionId: string | null): readonly HeldBatch[] {
    return [...this.#held.values()].filter((batch) => connectionId === null || batch.connectionId === connectionId);
  }

  /** Number of records of a connection, or of all, that cannot be read. */
  unreadable(connectionId: string | null): number {
    const counts = [...this.#unreadable].filter(([id]) => connectionId === null || id === connectionId);
    return counts.reduce((sum, [, count]) => sum + count, 0);
  }

  /** Records a batch before its keys are disabled. @throws Error if it cannot be written. */
  async begin(batch: Omit<HeldBatch, 'id'>): Promise<HeldBatch> {
    const held = { ...batch, id: await this.#records.begin(batch) };
    this.#held.set(held.id, held);
    return held;
  }

  /** Records which keys were disabled and which were not; without a response this stays open. */
  async noteResults(batch: HeldBatch, results: readonly BulkResult[]): Promise<void> {
    const known = results.filter(({ id, outcome }) => outcome !== 'unknown' && batch.keys.get(id)?.version === null);
    await this.#setVersions(
      batch,
      known.filter(({ outcome, version }) => outcome === 'done' && version !== null),
    );
    await this.removeKeys(
      batch,
      known.filter(({ outcome }) => outcome !== 'done').map(({ id }) => id),
    );
  }

  /**
   * Compares a batch with the list of its installation: finds out which keys were disabled without a response, removes those
   * that have their former expiry again, and removes the batch if no key can be restored any more. Returns whether it changed.
   */
  async settle(batch: HeldBatch, list: ConnectionKeyList): Promise<boolean> {
    const states = [...batch.keys.values()].map((key) => {
      const listed = list.get(key.id);
      return { ...key, listed, state: disabledKeyState(key, batch.at, listed) };
    });
    const isOver = states.every(({ state }) => state !== 'disabled');
    const found = states.filter(({ version, state }) => version === null && state === 'disabled');
    const removed = states.filter(
      ({ version, state }) => isOver || state === 'restored' || (version === null && state !== 'disabled'),
    );
    await this.#setVersions(
      batch,
      found.map(({ id, listed }) => ({ id, version: listed?.version ?? null })),
    );
    await this.removeKeys(
      batch,
      removed.map(({ id }) => id),
    );
    return found.length > 0 || removed.length > 0;
  }

  /** Removes keys from a batch, and the batch with the last of them. */
  async removeKeys(batch: HeldBatch, keyIds: readonly string[]): Promise<void> {
    const removed = keyIds.filter((id) => batch.keys.delete(id));
    if (removed.length === 0) {
      return;
    }
    if (batch.keys.size === 0) {
      this.#held.delete(batch.id);
      await this.#write(this.#records.remove(batch.id));
    } else {
      await this.#write(this.#records.recordRemoved(batch.id, removed));
    }
  }

  /** Removes a batch and its record. @throws Error if the record is still there. */
  async remove(batchId: string): Promise<void> {
    await this.#records.remove(batchId);
    this.#held.delete(batchId);
  }

  /** Removes the batches of all connections that are meant, with unreadable records. @throws Error if one is still there. */
  async removeOf(isMeant: (connectionId: string) => boolean): Promise<void> {
    for (const { id, connectionId } of this.of(null)) {
      if (isMeant(connectionId)) {
        this.#held.delete(id);
      }
    }
    this.#unreadable = new Map([...this.#unreadable].filter(([connectionId]) => !isMeant(connectionId)));
    await this.#records.removeOf(isMeant);
  }

  async #setVersions(batch: HeldBatch, versions: readonly Pick<DisabledKey, 'id' | 'version'>[]): Promise<void> {
    if (versions.length === 0) {
      return;
    }
    for (const { id, version } of versions) {
      const key = batch.keys.get(id);
      if (key !== undefined) {
        batch.keys.set(id, { ...key, version });
      }
    }
    await this.#write(this.#records.recordDisabled(batch.id, versions));
  }

  /** What cannot be recorded after a change is found out from the list after a restart. */
  async #write(writing: Promise<void>): Promise<void> {
    await writing.catch((error: unknown) =>
      this.#logger.warn('A record of disabled keys could not be written', { error }),
    );
  }
}

/** Returns a batch for the window. @param list without it, keys that are perhaps disabled are left out. */
export function shownBatch(batch: HeldBatch, list: ConnectionKeyList | null): DisabledBatch {
  const { id, connectionId, at, origin } = batch;
  const keys = [...batch.keys.values()].filter(
    (key) => key.version !== null || disabledKeyState(key, at, list?.get(key.id) ?? null) === 'disabled',
  );
  return { id, connectionId, at, origin, keys };
}
