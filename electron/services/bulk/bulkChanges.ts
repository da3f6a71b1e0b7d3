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
import { ProgressNotices } from '../progressNotices.ts';
import type { CachedSecrets } from '../secrets/cachedSecrets.ts';
import type { BulkJournal, BulkRunRecord } from './bulkJournal.ts';
import {
  type BulkPlan,
  deletionPlan,
  type ExpiryChange,
  type ExpiryOptions,
  expiryChangePlan,
  type RunOptions,
  replacedResult,
  type SelectedKey,
} from './bulkPlan.ts';
import { BulkRun } from './bulkRun.ts';
import { InterruptedRuns } from './interruptedRuns.ts';
import { RunQueues } from './runQueues.ts';

/** Dependencies of {@link BulkChanges}. */
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

const NEVER_STOPPED = new AbortController().signal;

/** Called with results as soon as they are known. */
export type OnBulkResults = (results: readonly BulkResult[]) => Promise<void>;

/** Deletes keys or changes their expiry in runs, with a result for each key; see {@link RunQueues} for their order. */
export class BulkChanges {
  readonly #options: BulkChangesOptions;
  /** Runs that ended with a crash or exit of an earlier process. */
  readonly interrupted: InterruptedRuns;
  readonly #queues = new RunQueues();
  readonly #notices: ProgressNotices;

  constructor(options: BulkChangesOptions) {
    this.#options = options;
    this.#notices = new ProgressNotices(options.clock, options.onChanged);
    this.interrupted = new InterruptedRuns(options);
  }

  /** The active runs and the interrupted ones. */
  get state(): BulkState {
    return { running: this.#queues.progress, interrupted: this.interrupted.summaries };
  }

  /**
   * Updates the list, skips keys that have changed since they were selected, and deletes the others.
   * @param stopped stops this run only, unlike {@link stop}.
   * @throws AppError if the run could not start; `NOT_RECORDED` if it could not be written to the journal.
   */
  delete(
    connectionId: string,
    selected: readonly SelectedKey[],
    onResults: OnBulkResults,
    stopped?: AbortSignal,
    options: RunOptions = {},
  ): Promise<BulkReport> {
    const { lists, cachedSecrets } = this.#options;
    const plan = deletionPlan(selected, (ids) => lists.delete(connectionId, ids));
    const onDeleted: OnBulkResults = async (results) => {
      const gone = new Set(results.filter((result) => !isLeftOver(result)).map(({ id }) => id));
      void cachedSecrets.forgetKeys(connectionId, ({ id }) => gone.has(id));
      await onResults(results);
    };
    return this.#enqueue(connectionId, plan, onDeleted, options, stopped);
  }

  /**
   * Updates the list, skips keys that have changed since they were selected, and changes the expiry of the others.
   * @param stopped as for {@link delete}.
   * @throws AppError as {@link delete}.
   */
  setExpiry(
    connectionId: string,
    changes: readonly ExpiryChange[],
    onResults: OnBulkResults,
    stopped?: AbortSignal,
    options: ExpiryOptions = {},
  ): Promise<BulkReport> {
    const { lists } = this.#options;
    const plan = expiryChangePlan(changes, (key) => lists.putResponse(connectionId, key), options.onIncluded);
    return this.#enqueue(connectionId, plan, onResults, options, stopped);
  }

  /** Stops the pending runs of a connection: calls in progress complete, nothing more is sent. */
  stop(connectionId: string): void {
    this.#stop(connectionId);
  }

  /** Stops all pending runs and waits until they have ended. */
  async close(): Promise<void> {
    this.#stop(null);
    await this.#queues.settled();
  }

  #stop(connectionId: string | null): void {
    this.#queues.stop(connectionId);
    if (this.#queues.progress.length > 0) {
      this.#notices.now();
    }
  }

  #enqueue(
    connectionId: string,
    plan: BulkPlan,
    onResults: OnBulkResults,
    options: RunOptions,
    stopped: AbortSignal = NEVER_STOPPED,
  ): Promise<BulkReport> {
    return this.#queues.enqueue(connectionId, (isQueueStopped) => {
      const isStopped = (): boolean => isQueueStopped() || stopped.aborted;
      return this.#run(connectionId, plan, onResults, options, isStopped, stopped);
    });
  }

  async #run(
    connectionId: string,
    plan: BulkPlan,
    onResults: OnBulkResults,
    { isResumedByCaller = false }: RunOptions,
    isStopped: () => boolean,
    stopped: AbortSignal,
  ): Promise<BulkReport> {
    const { lists, journal, clock } = this.#options;
    const { kind, selected } = plan;
    const api = await this.#options.open(connectionId);
    const isChecked = await api.checksTokens();
    // An installation that does not compare tokens may have reused ids, so every key is fetched again.
    const list = await lists.refresh(connectionId, !isChecked);
    const results = new Map<string, BulkResult>();
    const report = async (found: readonly BulkResult[]): Promise<void> => {
      for (const result of found) {
        results.set(result.id, result);
      }
      await onResults(found.filter(({ outcome }) => outcome !== 'unknown'));
    };
    const skipped = selected.flatMap((key) => skippedResult(key, list.get(key.id)));
    const skippedIds = new Set(skipped.map(({ id }) => id));
    const isIncluded = (_value: unknown, index: number): boolean => !skippedIds.has(selected[index]?.id ?? '');
    const included = selected.filter(isIncluded);
    const keyIds = included.map(({ id }) => id);
    const tokens = included.map(({ token }) => shortToken(token));
    const tokenOf = new Map(included.map(({ id, token }) => [id, token]));
    const expirationDates = plan.expirationDates?.filter(isIncluded) ?? null;
    const startedAt = new Date(clock.now()).toISOString();
    const header = {
      ...{ kind, connectionId, source: list.source, startedAt, isResumedByCaller, keyIds, tokens, expirationDates },
    };
    if (plan.onIncluded !== undefined && included.length > 0) {
      const keys = keyIds.map((id) => list.get(id)).filter((key) => key !== null);
      await recording(plan.onIncluded(keys, list.source));
    }
    const record = await recording(journal.begin(header));
    await report(skipped);
    const run = new BulkRun({
      keyIds,
      batchSize: plan.batchSize(keyIds.length),
      callSize: plan.callSize,
      onSending: (ids) => recording(record.recordSending(ids)),
      send: async (ids) => {
        const replaced = isChecked ? [] : await this.#replaced(connectionId, ids, tokenOf);
        const same = ids.filter((id) => !replaced.some((result) => result.id === id));
        return [...replaced, ...(same.length === 0 ? [] : await plan.send(api, same))];
      },
      onProgress: () => this.#notices.soon(),
      onResults: async (found) => {
        await report(found.filter(({ outcome }) => outcome !== 'notTried'));
        await recording(record.recordResults(found));
      },
    });
    const stop = (): void => run.stop();
    stopped.addEventListener('abort', stop);
    if (isStopped()) {
      stop();
    }
    this.#queues.setActive(connectionId, { kind, total: keyIds.length, run });
    this.#notices.now();
    try {
      await run.run();
      await this.#settleUnknown(connectionId, plan, [...results.values()], report);
      await this.#refreshIfReplaced(connectionId, [...results.values()]);
    } finally {
      stopped.removeEventListener('abort', stop);
      this.#queues.setActive(connectionId, null);
      this.#notices.now();
      await this.#end(record);
    }
    return { results: selected.map(({ id }) => results.get(id) ?? run.notTried(id)), stoppedBy: run.stoppedBy };
  }

  /** Determines the outcome for keys whose calls got no valid response; without a list they stay `unknown`. */
  async #settleUnknown(
    connectionId: string,
    plan: BulkPlan,
    results: readonly BulkResult[],
    report: OnBulkResults,
  ): Promise<void> {
    const unknown = results.filter(({ outcome }) => outcome === 'unknown');
    if (unknown.length === 0) {
      return;
    }
    try {
      const list = await this.#options.lists.refresh(connectionId, false);
      await report(unknown.map((result) => plan.settle(result, list.get(result.id))));
    } catch (error) {
      this.#options.logger.info('The outcome for some keys could not be determined', { error });
    }
  }

  /** Returns results for ids that belong to other keys by now; for installations that do not compare tokens. */
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

  /** Fetches every key again if one was replaced: the list no longer matches the installation. */
  async #refreshIfReplaced(connectionId: string, results: readonly BulkResult[]): Promise<void> {
    if (results.some(({ outcome }) => outcome === 'replaced')) {
      await this.#options.lists.refresh(connectionId, true).catch((error: unknown) => {
        this.#options.logger.info('The list could not be refreshed', { error });
      });
    }
  }

  async #end(record: BulkRunRecord): Promise<void> {
    await record.end().catch((error: unknown) => {
      this.#options.logger.warn('The record of a run could not be removed', { error });
    });
  }
}

/** Returns a result if a key must not be changed: it is gone, replaced, or has changed since it was selected. */
function skippedResult({ id, token, version }: SelectedKey, current: ApiKey | null): BulkResult[] {
  if (current === null) {
    return [bulkResult(id, 'missing')];
  }
  if (current.token !== token) {
    return [replacedResult(id)];
  }
  return current.version === version ? [] : [bulkResult(id, 'changed', { code: 'CONFLICT' })];
}

/** Rethrows an error of writing the journal as `NOT_RECORDED`. */
async function recording<Value>(writing: Promise<Value>): Promise<Value> {
  try {
    return await writing;
  } catch (cause) {
    throw new AppError('NOT_RECORDED', 'The run could not be recorded on this computer.', {
      cause,
      detail: systemCodeOf(cause),
    });
  }
}
