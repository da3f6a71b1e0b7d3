import { Mutex } from 'async-mutex';
import { type BulkReport, type BulkResult, bulkResult } from '../../../shared/model/bulkChange.ts';
import {
  type DisabledBatch,
  type DisabledKey,
  type DisabledOrigin,
  disabledKeyState,
} from '../../../shared/model/disabledBatch.ts';
import type { KeyReference } from '../../../shared/model/key.ts';
import type { ApiKey, Clock, Logger } from '../../ports.ts';
import type { RecordedActions } from '../activity/recordedActions.ts';
import type { OnBulkResults } from '../bulk/bulkChanges.ts';
import type { SelectedKey } from '../bulk/bulkPlan.ts';
import type { ConnectionKeyList } from '../keys/connectionKeyList.ts';
import type { KeyListSync } from '../keys/keyListSync.ts';
import type { DisabledRecords } from './disabledRecords.ts';
import { type HeldBatch, HeldBatches, shownBatch } from './heldBatches.ts';

/** Dependencies of {@link DisabledBatches}. */
export interface DisabledBatchesOptions {
  readonly records: DisabledRecords;
  readonly setExpiry: RecordedActions['setExpiry'];
  readonly lists: Pick<KeyListSync, 'state' | 'refresh'>;
  readonly clock: Clock;
  /** Returns by how many ms the clock of an installation is ahead of that of this computer; 0 if that is not known. */
  readonly clockDifference: (connectionId: string) => number;
  readonly logger: Logger;
  /** Called when {@link DisabledBatches.list} has changed. */
  readonly onChanged: () => void;
}

/** Result of {@link DisabledBatches.disable}. */
export interface DisabledReport {
  readonly report: BulkReport;
  /** The batch that can be restored; `null` if no key was disabled. */
  readonly batchId: string | null;
  /** The expiry that was set, ISO 8601 in UTC. */
  readonly at: string;
}

/** Result of {@link DisabledBatches.list}. */
export interface DisabledList {
  /** Oldest first. */
  readonly batches: readonly DisabledBatch[];
  /** Number of records that are damaged or of a later version; they are left on the disk. */
  readonly unreadable: number;
}

const NOTHING_DONE: BulkReport = { results: [], stoppedBy: null };

/**
 * Disables keys and restores them, in batches that outlast a restart: the former expiries are on the disk before anything is
 * sent. Batches of different connections do not wait for each other.
 */
export class DisabledBatches {
  readonly #options: DisabledBatchesOptions;
  readonly #held: HeldBatches;
  readonly #loaded: Promise<void>;

  constructor(options: DisabledBatchesOptions) {
    this.#options = options;
    this.#held = new HeldBatches(options.records, options.logger);
    this.#loaded = this.#held.load();
  }

  /** Returns what can be restored, in one connection or in all. Sends no request. */
  async list(connectionId: string | null): Promise<DisabledList> {
    await this.#loaded;
    const batches = this.#held
      .of(connectionId)
      .map((batch) => shownBatch(batch, this.#options.lists.state(batch.connectionId)))
      .filter(({ keys }) => keys.length > 0);
    return { batches, unreadable: this.#held.unreadable(connectionId) };
  }

  /**
   * Sets the expiry of keys to now, by the clock of the installation if that is behind. Callers leave out expired keys, which would get a later expiry.
   * @param onResults called with results as soon as they are known.
   * @param stopped stops this run.
   * @throws AppError as `BulkChanges.setExpiry`; `NOT_RECORDED` if the former expiries could not be written. Nothing is
   * disabled then.
   */
  async disable(
    connectionId: string,
    keys: readonly SelectedKey[],
    origin: DisabledOrigin,
    onResults: OnBulkResults = async () => {},
    stopped?: AbortSignal,
  ): Promise<DisabledReport> {
    await this.#loaded;
    const { clock, clockDifference } = this.#options;
    // By a clock that is behind this one, the present time is in the future: the keys would go on working until then.
    const at = new Date(clock.now() + Math.min(0, clockDifference(connectionId))).toISOString();
    const requested = keys.map(({ id, token, version }) => ({ id, token, version, expirationDate: at }));
    const changes = new Mutex();
    const release = await changes.acquire();
    let batch: HeldBatch | null = null;
    const note = async (results: readonly BulkResult[]): Promise<void> => {
      if (batch !== null) {
        await this.#held.noteResults(batch, results);
      }
    };
    try {
      const report = await this.#options.setExpiry(connectionId, requested, stopped, {
        isResumedByCaller: origin === 'rotation' || origin === 'incident',
        onIncluded: async (included, source) => {
          const former = new Map(included.map((key) => [key.id, formerOf(key)]));
          batch = await this.#held.begin({ connectionId, source, at, origin, keys: former, changes });
        },
        onResults: async (results) => {
          await note(results);
          await onResults(results);
        },
      });
      await note(report.results);
      const { id = '' } = batch ?? {};
      return { report, batchId: this.#held.get(id) === undefined ? null : id, at };
    } finally {
      release();
      this.#options.onChanged();
    }
  }

  /**
   * Gives keys of a batch their former expiry. Keys that somebody else has changed or replaced since are reported, left as
   * they are, and no longer belong to the batch.
   * @param keys only these keys; by default all of the batch.
   * @returns the report on the keys of the batch, empty if there are none.
   * @throws AppError as `BulkChanges.setExpiry`.
   */
  async restore(
    batchId: string,
    keys: readonly KeyReference[] | null = null,
    stopped?: AbortSignal,
  ): Promise<BulkReport> {
    await this.#loaded;
    const batch = this.#held.get(batchId);
    if (batch === undefined) {
      return NOTHING_DONE;
    }
    try {
      return await batch.changes.runExclusive(() => this.#restore(batch, keys, stopped));
    } finally {
      this.#options.onChanged();
    }
  }

  /** Removes the record of a batch; its keys stay disabled. No-op if there is none. @throws Error if it is still there. */
  async forget(batchId: string): Promise<void> {
    await this.#loaded;
    await this.#held.get(batchId)?.changes.runExclusive(() => this.#held.remove(batchId));
    this.#options.onChanged();
  }

  /** Removes the records of a removed connection. @throws Error if one is still there. */
  async forgetConnection(connectionId: string): Promise<void> {
    await this.#loaded;
    await this.#held.removeOf((id) => id === connectionId);
    this.#options.onChanged();
  }

  /** Removes the records of all other connections, which an earlier run could not remove. Never rejects. */
  async keepOnly(connectionIds: readonly string[]): Promise<void> {
    await this.#loaded;
    await this.#held
      .removeOf((id) => !connectionIds.includes(id))
      .catch((error: unknown) => this.#options.logger.warn('Records of disabled keys could not be removed', { error }));
  }

  /** Settles the batches of a connection with its list, just fetched from the installation. Never rejects. */
  async check(connectionId: string, list: ConnectionKeyList): Promise<void> {
    await this.#loaded;
    let isChanged = false;
    for (const batch of this.#held.of(connectionId)) {
      // With another address or account the list contains other keys.
      if (batch.source === list.source && !batch.changes.isLocked()) {
        isChanged = (await batch.changes.runExclusive(() => this.#held.settle(batch, list))) || isChanged;
      }
    }
    if (isChanged) {
      this.#options.onChanged();
    }
  }

  async #restore(batch: HeldBatch, keys: readonly KeyReference[] | null, stopped?: AbortSignal): Promise<BulkReport> {
    const { lists, setExpiry } = this.#options;
    const { connectionId, at } = batch;
    if ([...batch.keys.values()].some(({ version }) => version === null)) {
      const current = await lists.refresh(connectionId, false);
      if (current.source === batch.source) {
        await this.#held.settle(batch, current);
      }
    }
    const tokens = keys === null ? null : new Set(keys.map(({ token }) => token));
    const wanted = new Map([...batch.keys].filter(([, { token }]) => tokens === null || tokens.has(token)));
    const changes = [...wanted.values()].flatMap(({ id, token, version, expirationDate }) =>
      version === null ? [] : [{ id, token, version, expirationDate }],
    );
    if (changes.length === 0) {
      return NOTHING_DONE;
    }
    const removeIf = async (results: readonly BulkResult[], isOver: (result: BulkResult) => boolean): Promise<void> => {
      const over = results.filter(isOver);
      await this.#held.removeKeys(
        batch,
        over.map(({ id }) => id),
      );
    };
    const report = await setExpiry(connectionId, changes, stopped, {
      onResults: (results) => removeIf(results, ({ outcome }) => outcome === 'done'),
    });
    const list = lists.state(connectionId);
    const isRestored = ({ id, outcome }: BulkResult): boolean => {
      const key = wanted.get(id);
      return (
        outcome === 'changed' && key !== undefined && disabledKeyState(key, at, list?.get(id) ?? null) === 'restored'
      );
    };
    // An earlier restoration that got no response may have restored it.
    const results = report.results.map((result) => (isRestored(result) ? bulkResult(result.id, 'done') : result));
    // On another installation, to which the connection leads by now, a missing key is not gone for good.
    const isSameSource = list?.source === batch.source;
    await removeIf(
      results,
      ({ outcome }) =>
        outcome === 'done' || outcome === 'changed' || (isSameSource && ['missing', 'replaced'].includes(outcome)),
    );
    return { ...report, results };
  }
}

function formerOf({ id, token, username, expirationDate }: ApiKey): DisabledKey {
  return { id, token, username, expirationDate, version: null };
}
