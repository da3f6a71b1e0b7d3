import { MAXIMUM_DELETE_IDS } from '../../shared/adminApi/keyService.ts';
import { type BulkReport, type BulkResult, type BulkState, isStillToDelete } from '../../shared/model/bulkDeletion.ts';
import { AppError } from '../../shared/result.ts';
import type { AdminApi, Clock, Logger } from '../ports.ts';
import type { BulkJournal, InterruptedRun } from './bulkJournal.ts';
import { BulkRun } from './bulkRun.ts';
import type { KeyListState } from './keyListState.ts';
import type { KeyLists } from './keyLists.ts';

/** Progress is told at most this often, in milliseconds. */
const PROGRESS_INTERVAL_MS = 200;

/** What deletions are made of. */
export interface BulkDeletionsOptions {
  readonly open: (connectionId: string) => Promise<AdminApi>;
  readonly lists: KeyLists;
  readonly journal: BulkJournal;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called when {@link BulkDeletions.state} has changed. */
  readonly onChanged: () => void;
}

/** A key as somebody chose it to be deleted. */
export interface ChosenKey {
  readonly id: string;
  /** Its version then: one that was changed since is left alone. */
  readonly version: number;
}

interface Running {
  readonly connectionId: string;
  readonly total: number;
  readonly run: BulkRun;
}

/** Deletes keys, one run at a time, and tells what became of each. */
export class BulkDeletions {
  readonly #options: BulkDeletionsOptions;
  #running: Running | null = null;
  #interrupted: InterruptedRun | null = null;
  #stillThere: readonly string[] | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  /** How often it was asked to stop: also before the first call of a run, while the list is still asked for. */
  #stops = 0;
  #cancelTelling: (() => void) | null = null;

  constructor(options: BulkDeletionsOptions) {
    this.#options = options;
  }

  /** Looks for a run that an earlier start did not end. Never fails. */
  async load(): Promise<void> {
    try {
      this.#interrupted = await this.#options.journal.readInterrupted();
      if (this.#interrupted !== null) {
        this.#options.onChanged();
      }
    } catch (error) {
      this.#options.logger.warn('The notes of an earlier deletion could not be read', { error });
    }
  }

  /** The run that goes on, and the one that was cut off. */
  get state(): BulkState {
    return { running: this.#progress(), interrupted: this.#summary() };
  }

  /**
   * Asks the installation for the list, leaves alone what has changed since it was chosen, and deletes the rest.
   * @param onResults is told of keys as soon as it is known what became of them.
   * @throws AppError when nothing could be begun; `NOT_RECORDED` when the run could not be noted down.
   */
  delete(
    connectionId: string,
    chosen: readonly ChosenKey[],
    onResults: (results: readonly BulkResult[]) => Promise<void>,
  ): Promise<BulkReport> {
    const stops = this.#stops;
    const result = this.#turn.then(() => this.#delete(connectionId, chosen, onResults, () => this.#stops !== stops));
    this.#turn = result.catch(() => {});
    return result;
  }

  /** Has the run try no further key; what is under way ends. */
  stop(): void {
    this.#stops += 1;
    if (this.#running !== null) {
      this.#running.run.stop();
      this.#tell();
    }
  }

  /** Ends the run and waits for what is under way. */
  async close(): Promise<void> {
    this.stop();
    await this.#turn;
  }

  /** Compares a run that was cut off with the list that the installation has just told. */
  check(connectionId: string, list: KeyListState): void {
    if (this.#interrupted?.connectionId === connectionId && this.#running === null) {
      this.#stillThere = this.#interrupted.keyIds.filter((id) => list.get(id) !== null);
      this.#options.onChanged();
    }
  }

  /** Forgets the run that was cut off. */
  async dismiss(): Promise<void> {
    this.#interrupted = null;
    this.#stillThere = null;
    await this.#endJournal();
    this.#options.onChanged();
  }

  async #delete(
    connectionId: string,
    chosen: readonly ChosenKey[],
    onResults: (results: readonly BulkResult[]) => Promise<void>,
    isStopped: () => boolean,
  ): Promise<BulkReport> {
    const { lists, journal, clock } = this.#options;
    const api = await this.#options.open(connectionId);
    const list = await lists.refresh(connectionId, false);
    const results = new Map<string, BulkResult>();
    const tell = async (known: readonly BulkResult[]): Promise<void> => {
      for (const result of known) {
        results.set(result.id, result);
      }
      lists.delete(
        connectionId,
        known.filter(({ outcome }) => outcome === 'deleted').map(({ id }) => id),
      );
      await onResults(known.filter(({ outcome }) => outcome !== 'unknown'));
    };
    const left = chosen.flatMap((key) => leftAlone(key, list.get(key.id)?.version));
    const leftIds = new Set(left.map(({ id }) => id));
    const keyIds = chosen.map(({ id }) => id).filter((id) => !leftIds.has(id));
    await notRecorded(journal.begin(connectionId, new Date(clock.now()).toISOString(), keyIds));
    await tell(left);
    this.#interrupted = null;
    const run = new BulkRun({
      keyIds,
      largestBatch: MAXIMUM_DELETE_IDS,
      onSending: (ids) => notRecorded(journal.noteSending(ids)),
      send: (ids) => api.deleteKeys(ids),
      onResults: async (known) => {
        await tell(known);
        this.#tellSoon();
        await notRecorded(journal.noteResults(known));
      },
    });
    if (isStopped()) {
      run.stop();
    }
    this.#running = { connectionId, total: keyIds.length, run };
    this.#tell();
    try {
      await run.run();
      await this.#settleUnknown(connectionId, [...results.values()], tell);
    } finally {
      this.#running = null;
      this.#tell();
      await this.#endJournal();
    }
    const notTried = (id: string): BulkResult => ({ id, outcome: 'notTried', code: run.stoppedBy, detail: null });
    return { results: chosen.map(({ id }) => results.get(id) ?? notTried(id)), stoppedBy: run.stoppedBy };
  }

  /** Looks whether keys whose calls had no proper answer are gone. Where that cannot be found out they stay unknown. */
  async #settleUnknown(
    connectionId: string,
    results: readonly BulkResult[],
    tell: (known: readonly BulkResult[]) => Promise<void>,
  ): Promise<void> {
    const unknown = results.filter(({ outcome }) => outcome === 'unknown');
    if (unknown.length === 0) {
      return;
    }
    try {
      const list = await this.#options.lists.refresh(connectionId, false);
      await tell(
        unknown.map((result) => ({ ...result, outcome: list.get(result.id) === null ? 'deleted' : 'failed' })),
      );
    } catch (error) {
      this.#options.logger.info('What became of some keys could not be found out', { error });
    }
  }

  async #endJournal(): Promise<void> {
    await this.#options.journal.end().catch((error: unknown) => {
      this.#options.logger.warn('The notes of a deletion could not be removed', { error });
    });
  }

  #progress(): BulkState['running'] {
    if (this.#running === null) {
      return null;
    }
    const { connectionId, total, run } = this.#running;
    const outcomes = [...run.results.values()];
    const failed = outcomes.filter(isStillToDelete).length;
    return { connectionId, total, finished: outcomes.length, failed, isStopping: run.isStopping };
  }

  #summary(): BulkState['interrupted'] {
    if (this.#interrupted === null) {
      return null;
    }
    const { connectionId, startedAt, keyIds, deleted, unknown } = this.#interrupted;
    return {
      connectionId,
      startedAt,
      total: keyIds.length,
      deleted: deleted.size,
      unknown: unknown.size,
      notTried: keyIds.filter((id) => !deleted.has(id) && !unknown.has(id)).length,
      stillThere: this.#stillThere,
    };
  }

  #tell(): void {
    this.#cancelTelling?.();
    this.#cancelTelling = null;
    this.#options.onChanged();
  }

  #tellSoon(): void {
    this.#cancelTelling ??= this.#options.clock.schedule(PROGRESS_INTERVAL_MS, () => this.#tell());
  }
}

/** What is not to be deleted: a key that is gone, or is not what it was when it was chosen. */
function leftAlone({ id, version }: ChosenKey, current: number | undefined): BulkResult[] {
  if (current === undefined) {
    return [{ id, outcome: 'missing', code: null, detail: null }];
  }
  return current === version ? [] : [{ id, outcome: 'changed', code: 'CONFLICT', detail: null }];
}

async function notRecorded(writing: Promise<void>): Promise<void> {
  try {
    await writing;
  } catch (cause) {
    throw new AppError('NOT_RECORDED', 'The deletion could not be noted down on this computer.', { cause });
  }
}
