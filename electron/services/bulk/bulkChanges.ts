import { Mutex } from 'async-mutex';
import {
  type BulkReport,
  type BulkResult,
  type BulkState,
  bulkResult,
  isLeftOver,
} from '../../../shared/model/bulkChange.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import { AppError } from '../../../shared/result.ts';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import type { AdminApi, ApiKey, Clock, Logger } from '../../ports.ts';
import type { KeyListSync } from '../keys/keyListSync.ts';
import type { CachedSecrets } from '../secrets/cachedSecrets.ts';
import type { BulkJournal, BulkRunNotes } from './bulkJournal.ts';
import {
  type BulkPlan,
  type ChosenKey,
  deletionOf,
  type ExpiryChange,
  expiryChangeOf,
  replacedResult,
} from './bulkPlan.ts';
import { BulkRun } from './bulkRun.ts';
import { InterruptedRuns } from './interruptedRuns.ts';

/** Progress is told at most this often, in milliseconds. */
const PROGRESS_INTERVAL_MS = 200;

/** What the runs are made of. */
export interface BulkChangesOptions {
  readonly open: (connectionId: string) => Promise<AdminApi>;
  readonly lists: KeyListSync;
  readonly cachedSecrets: Pick<CachedSecrets, 'forgetKeys'>;
  readonly journal: BulkJournal;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called when {@link BulkChanges.state} has changed. */
  readonly onChanged: () => void;
}

/** Told of keys as soon as it is known what became of them. */
export type OnBulkResults = (results: readonly BulkResult[]) => Promise<void>;

interface Running {
  readonly kind: BulkPlan['kind'];
  readonly connectionId: string;
  readonly total: number;
  readonly run: BulkRun;
}

/** Deletes keys or gives them a new expiry, one run at a time, and tells what became of each. */
export class BulkChanges {
  readonly #options: BulkChangesOptions;
  /** Runs that an earlier start did not live to end. */
  readonly interrupted: InterruptedRuns;
  #running: Running | null = null;
  readonly #mutex = new Mutex();
  /** How often it was asked to stop: also before the first call of a run, while the list is still asked for. */
  #stops = 0;
  #cancelTelling: (() => void) | null = null;

  constructor(options: BulkChangesOptions) {
    this.#options = options;
    this.interrupted = new InterruptedRuns(options);
  }

  /** The run that goes on, and those that were cut off. */
  get state(): BulkState {
    return { running: this.#progress(), interrupted: this.interrupted.summaries };
  }

  /**
   * Asks the installation for the list, leaves alone what has changed since it was chosen, and deletes the rest.
   * @throws AppError when nothing could be begun; `NOT_RECORDED` when the run could not be noted down.
   */
  delete(connectionId: string, chosen: readonly ChosenKey[], onResults: OnBulkResults): Promise<BulkReport> {
    const { lists, cachedSecrets } = this.#options;
    const plan = deletionOf(chosen, (ids) => lists.delete(connectionId, ids));
    return this.#enqueue(connectionId, plan, async (results) => {
      const gone = new Set(results.filter((result) => !isLeftOver(result)).map(({ id }) => id));
      void cachedSecrets.forgetKeys(connectionId, ({ id }) => gone.has(id));
      await onResults(results);
    });
  }

  /**
   * Asks the installation for the list, leaves alone what has changed since it was chosen, and gives the rest their new
   * expiry. @throws AppError as {@link delete}.
   */
  setExpiry(connectionId: string, changes: readonly ExpiryChange[], onResults: OnBulkResults): Promise<BulkReport> {
    const { lists } = this.#options;
    const plan = expiryChangeOf(changes, (key) => lists.putResponse(connectionId, key));
    return this.#enqueue(connectionId, plan, onResults);
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
    await this.#mutex.waitForUnlock();
  }

  #enqueue(connectionId: string, plan: BulkPlan, onResults: OnBulkResults): Promise<BulkReport> {
    const stops = this.#stops;
    return this.#mutex.runExclusive(() => this.#run(connectionId, plan, onResults, () => this.#stops !== stops));
  }

  async #run(
    connectionId: string,
    plan: BulkPlan,
    onResults: OnBulkResults,
    isStopped: () => boolean,
  ): Promise<BulkReport> {
    const { lists, journal, clock } = this.#options;
    const { kind, chosen } = plan;
    const api = await this.#options.open(connectionId);
    const isChecked = await api.checksTokens();
    // Where nobody else compares the tokens, what was chosen is compared with every key as it is at this moment.
    const list = await lists.refresh(connectionId, !isChecked);
    const results = new Map<string, BulkResult>();
    const tell = async (known: readonly BulkResult[]): Promise<void> => {
      for (const result of known) {
        results.set(result.id, result);
      }
      await onResults(known.filter(({ outcome }) => outcome !== 'unknown'));
    };
    const left = chosen.flatMap((key) => leftAlone(key, list.get(key.id)));
    const leftIds = new Set(left.map(({ id }) => id));
    const isTouched = (_value: unknown, index: number): boolean => !leftIds.has(chosen[index]?.id ?? '');
    const touched = chosen.filter(isTouched);
    const keyIds = touched.map(({ id }) => id);
    const tokens = touched.map(({ token }) => shortToken(token));
    const tokenOf = new Map(touched.map(({ id, token }) => [id, token]));
    const expirationDates = plan.expirationDates?.filter(isTouched) ?? null;
    const startedAt = new Date(clock.now()).toISOString();
    const head = { kind, connectionId, source: list.source, startedAt, keyIds, tokens, expirationDates };
    const notes = await notRecorded(journal.begin(head));
    await tell(left);
    const run = new BulkRun({
      keyIds,
      batchSize: plan.batchSize(keyIds.length),
      callSize: plan.callSize,
      onSending: (ids) => notRecorded(notes.noteSending(ids)),
      send: async (ids) => {
        const replaced = isChecked ? [] : await this.#replaced(connectionId, ids, tokenOf);
        const same = ids.filter((id) => !replaced.some((result) => result.id === id));
        return [...replaced, ...(same.length === 0 ? [] : await plan.send(api, same))];
      },
      onProgress: () => this.#tellSoon(),
      onResults: async (known) => {
        await tell(known.filter(({ outcome }) => outcome !== 'notTried'));
        await notRecorded(notes.noteResults(known));
      },
    });
    if (isStopped()) {
      run.stop();
    }
    this.#running = { kind, connectionId, total: keyIds.length, run };
    this.#tell();
    try {
      await run.run();
      await this.#settleUnknown(connectionId, plan, [...results.values()], tell);
      await this.#readAnew(connectionId, [...results.values()]);
    } finally {
      this.#running = null;
      this.#tell();
      await this.#end(notes);
    }
    return { results: chosen.map(({ id }) => results.get(id) ?? run.notTried(id)), stoppedBy: run.stoppedBy };
  }

  /** Looks what became of keys whose calls had no proper answer. Where that cannot be found out they stay unknown. */
  async #settleUnknown(
    connectionId: string,
    plan: BulkPlan,
    results: readonly BulkResult[],
    tell: OnBulkResults,
  ): Promise<void> {
    const unknown = results.filter(({ outcome }) => outcome === 'unknown');
    if (unknown.length === 0) {
      return;
    }
    try {
      const list = await this.#options.lists.refresh(connectionId, false);
      await tell(unknown.map((result) => plan.settle(result, list.get(result.id))));
    } catch (error) {
      this.#options.logger.info('The outcome for some keys could not be determined', { error });
    }
  }

  /** Looks right before a call which of its keys are others by now, for an installation that does not do that itself. */
  async #replaced(
    connectionId: string,
    keyIds: readonly string[],
    tokenOf: ReadonlyMap<string, string>,
  ): Promise<BulkResult[]> {
    const list = await this.#options.lists.renew(connectionId);
    return keyIds
      .filter((id) => {
        const current = list.get(id);
        return current !== null && current.token !== tokenOf.get(id);
      })
      .map(replacedResult);
  }

  /** Reads every key anew where one turned out to be another: the list was then of a state that is gone. */
  async #readAnew(connectionId: string, results: readonly BulkResult[]): Promise<void> {
    if (results.some(({ outcome }) => outcome === 'replaced')) {
      await this.#options.lists.refresh(connectionId, true).catch((error: unknown) => {
        this.#options.logger.info('The list could not be refreshed', { error });
      });
    }
  }

  async #end(notes: BulkRunNotes): Promise<void> {
    await notes.end().catch((error: unknown) => {
      this.#options.logger.warn('The record of a run could not be removed', { error });
    });
  }

  #progress(): BulkState['running'] {
    if (this.#running === null) {
      return null;
    }
    const { kind, connectionId, total, run } = this.#running;
    const outcomes = [...run.results.values()];
    const failed = outcomes.filter(isLeftOver).length;
    return { kind, connectionId, total, finished: outcomes.length, failed, isStopping: run.isStopping };
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

/** What is not to be touched: a key that is gone, is another one, or is not what it was when it was chosen. */
function leftAlone({ id, token, version }: ChosenKey, current: ApiKey | null): BulkResult[] {
  if (current === null) {
    return [bulkResult(id, 'missing')];
  }
  if (current.token !== token) {
    return [replacedResult(id)];
  }
  return current.version === version ? [] : [bulkResult(id, 'changed', { code: 'CONFLICT' })];
}

async function notRecorded<Value>(writing: Promise<Value>): Promise<Value> {
  try {
    return await writing;
  } catch (cause) {
    throw new AppError('NOT_RECORDED', 'The run could not be recorded on this computer.', {
      cause,
      detail: systemCodeOf(cause),
    });
  }
}
