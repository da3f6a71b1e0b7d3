import { Mutex } from 'async-mutex';
import { DAY_MS } from '../../../shared/model/instant.ts';
import type {
  RotationJob as JobKind,
  Rotation,
  RotationProgress,
  RotationReport,
} from '../../../shared/model/rotation.ts';
import { AppError } from '../../../shared/result.ts';
import type { ConnectionKeyList } from '../keys/connectionKeyList.ts';
import { ProgressNotices } from '../progressNotices.ts';
import { createSuccessors } from './createSuccessors.ts';
import { endOldKeys } from './endOldKeys.ts';
import { recognizedRotations } from './recognizedRotations.ts';
import { RotationJob, type RotationJobOptions } from './rotationJob.ts';
import type { RecordedRotation } from './rotationJournal.ts';
import type { RotationRecord } from './rotationRecord.ts';
import { listed, problemOf, rotationOf, settled } from './rotationView.ts';
import { createAgain, dropUntried, settleAll, settleUnknown } from './settleRotations.ts';
import { testAndShorten } from './shortenOldKeys.ts';
import { planRotations, type RotationRequest } from './startRotations.ts';
import { takeBack } from './takeBack.ts';

/** Dependencies of {@link Rotations}. */
export interface RotationsOptions extends RotationJobOptions {
  /** Identifies the installation and account of a connection. @throws AppError `CONNECTION_UNKNOWN`. */
  readonly sourceOf: (connectionId: string) => string;
  /** Called when {@link Rotations.progress} or the rotations have changed. */
  readonly onChanged: () => void;
}

/** What a run does with the rotations it is about. */
type Work = (job: RotationJob, records: readonly RotationRecord[], list: ConnectionKeyList) => Promise<void>;

/**
 * Replaces keys by new ones of the same account: creates the new key, tests it with a signed call once the user has handed
 * it over, and only then lets the old key expire. Each step is recorded before it is sent, so that it can be continued or
 * taken back after a crash (docs/decisions/0020-rotation.md). Runs are queued.
 */
export class Rotations {
  readonly #options: RotationsOptions;
  readonly #mutex = new Mutex();
  readonly #notices: ProgressNotices;
  /** The queued and running runs. */
  readonly #jobs = new Set<RotationJob>();
  #running: RotationJob | null = null;
  /** By connection id: revision of the list that was fetched last. */
  readonly #fetched = new Map<string, number>();

  constructor(options: RotationsOptions) {
    this.#options = options;
    this.#notices = new ProgressNotices(options.clock, options.onChanged);
  }

  /** The run in progress. */
  get progress(): RotationProgress {
    return { running: this.#running?.progress ?? null };
  }

  /** Reports a change if a list that was fetched has other keys than the one before: rotations are recognized in it. */
  noteFetched(connectionId: string, { revision }: Pick<ConnectionKeyList, 'revision'>): void {
    if (this.#fetched.get(connectionId) !== revision) {
      this.#fetched.set(connectionId, revision);
      this.#options.onChanged();
    }
  }

  /**
   * Returns the rotations of a connection, from what is recorded and the known list; sends no request.
   * @throws AppError `CONNECTION_UNKNOWN`.
   */
  async list(connectionId: string): Promise<readonly Rotation[]> {
    const { state: list } = await this.#options.lists.known(connectionId);
    return this.listIn(connectionId, list);
  }

  /**
   * As {@link list}, for a list that need not be the whole one: all keys of the accounts that rotations may concern.
   * @throws AppError `CONNECTION_UNKNOWN`.
   */
  async listIn(connectionId: string, list: ConnectionKeyList | null): Promise<readonly Rotation[]> {
    const { clock, sourceOf } = this.#options;
    const source = sourceOf(connectionId);
    const recorded = await this.#recorded(connectionId, list);
    const now = clock.now();
    return recorded
      .filter(({ record }) => !record.isDismissed)
      .map((rotation) => {
        const isElsewhere = leadsElsewhere(rotation, source, list);
        const isSettled = list !== null && !isElsewhere && this.#running?.connectionId !== connectionId;
        const record = isSettled ? settled(rotation.record, list, new Date(now).toISOString()) : rotation.record;
        return rotationOf(connectionId, record, list, now, isElsewhere);
      });
  }

  /**
   * Creates a new key for the account of each key, several at a time.
   * @param stopped stops this run only, unlike {@link stop}.
   * @throws AppError `VALIDATION` if the new keys would expire before the overlap ends, `NOT_RECORDED`, or if the list
   * cannot be updated; no key was created then.
   */
  async start(connectionId: string, request: RotationRequest, stopped?: AbortSignal): Promise<RotationReport> {
    if (Date.parse(request.newExpiry) <= this.#options.clock.now() + request.overlapDays * DAY_MS) {
      throw new AppError('VALIDATION', 'The new keys would expire before the overlap ends.', {
        issues: [{ path: 'newExpiry', problem: 'beforeOverlapEnds' }],
      });
    }
    return this.#enqueue('start', connectionId, stopped, async (job) => {
      const list = await job.refresh();
      const { records, refused } = planRotations(request, list, await this.list(connectionId), job.now());
      if (records.length > 0) {
        await job.open(this.#options.sourceOf(connectionId), records);
        await createSuccessors(job, records);
        await settleUnknown(job, records);
        await dropUntried(job, records);
      }
      const { results, stoppedBy } = job.report(records);
      const byToken = new Map([...refused, ...results].map((result) => [result.oldKey.token, result]));
      return { results: request.keys.flatMap(({ token }) => byToken.get(token) ?? []), stoppedBy };
    });
  }

  /**
   * Continues rotations. A creation that was interrupted or failed is repeated, unless the list shows that it was made.
   * Otherwise the new key is tested, and if it works, the old key expires after the overlap, or at its own expiry if that is
   * sooner.
   * @throws AppError `NOT_RECORDED`, or if the list cannot be updated; nothing was changed then.
   */
  proceed(connectionId: string, ids: readonly string[], stopped?: AbortSignal): Promise<RotationReport> {
    return this.#over('proceed', connectionId, ids, stopped, async (job, records, list) => {
      const toTest = records.filter(
        ({ id, stage }) => (stage === 'handOver' || stage === 'testFailed') && !job.hasResult(id),
      );
      const toCreate = records.filter(({ stage }) => stage === 'creating' || stage === 'failed');
      for (const { id, stage } of records) {
        if (stage === 'overlap' || stage === 'takenBack') {
          job.result(id, 'skipped', problemOf('nothingToDo'));
        }
      }
      await createAgain(job, toCreate, list);
      if (toTest.length > 0) {
        await testAndShorten(job, toTest, list);
      }
    });
  }

  /**
   * Puts the expiry of the old keys back exactly, unless someone has changed it since, and then deletes the new keys.
   * @throws AppError as {@link proceed}.
   */
  takeBack(connectionId: string, ids: readonly string[], stopped?: AbortSignal): Promise<RotationReport> {
    return this.#over('takeBack', connectionId, ids, stopped, takeBack);
  }

  /** Disables the old keys of rotations in their overlap now. @throws AppError as {@link proceed}. */
  finish(connectionId: string, ids: readonly string[], stopped?: AbortSignal): Promise<RotationReport> {
    return this.#over('finish', connectionId, ids, stopped, endOldKeys);
  }

  /** Removes rotations from the list, once the runs have ended; changes no key. @throws AppError `NOT_RECORDED`. */
  async dismiss(connectionId: string, ids: readonly string[]): Promise<void> {
    await this.#mutex.runExclusive(async () => {
      const { state } = await this.#options.lists.known(connectionId);
      const job = this.#job('proceed', connectionId);
      const chosen = await this.#chosen(job, ids, state);
      await job.plan(chosen.map(({ record }) => ({ ...record, isDismissed: true })));
    });
    this.#notices.now();
  }

  /** Stops all runs: calls in progress complete, nothing more is sent. */
  stop(): void {
    for (const job of this.#jobs) {
      job.stop();
    }
    this.#notices.soon();
  }

  /** Stops all runs and waits until they have ended. */
  async close(): Promise<void> {
    this.stop();
    await this.#mutex.waitForUnlock();
  }

  #job(kind: JobKind, connectionId: string): RotationJob {
    return new RotationJob(kind, connectionId, this.#options, () => this.#notices.soon());
  }

  async #enqueue(
    kind: JobKind,
    connectionId: string,
    stopped: AbortSignal | undefined,
    run: (job: RotationJob) => Promise<RotationReport>,
  ): Promise<RotationReport> {
    const job = this.#job(kind, connectionId);
    const stop = (): void => job.stop();
    stopped?.addEventListener('abort', stop);
    if (stopped?.aborted === true) {
      stop();
    }
    this.#jobs.add(job);
    try {
      return await this.#mutex.runExclusive(() => {
        this.#running = job;
        this.#notices.now();
        return run(job);
      });
    } finally {
      stopped?.removeEventListener('abort', stop);
      this.#jobs.delete(job);
      this.#running = this.#running === job ? null : this.#running;
      this.#notices.now();
    }
  }

  /** Runs over chosen rotations, after what was interrupted has been settled. */
  #over(
    kind: JobKind,
    connectionId: string,
    ids: readonly string[],
    stopped: AbortSignal | undefined,
    work: Work,
  ): Promise<RotationReport> {
    return this.#enqueue(kind, connectionId, stopped, async (job) => {
      const source = this.#options.sourceOf(connectionId);
      const list = await job.refresh();
      const chosen = await this.#chosen(job, ids, list);
      const here: RotationRecord[] = [];
      for (const rotation of chosen) {
        if (leadsElsewhere(rotation, source, list)) {
          job.result(rotation.record.id, 'failed', problemOf('otherInstallation'));
        } else {
          here.push(rotation.record);
        }
      }
      await work(job, await settleAll(job, here, list), list);
      return job.report(chosen.map(({ record }) => record));
    });
  }

  /** Returns rotations by id. Recognized ones are recorded from now on. */
  async #chosen(
    job: RotationJob,
    ids: readonly string[],
    list: ConnectionKeyList | null,
  ): Promise<readonly RecordedRotation[]> {
    const { connectionId } = job;
    const known = new Map((await this.#recorded(connectionId, list)).map((rotation) => [rotation.record.id, rotation]));
    const chosen = [...new Set(ids)].flatMap((id) => known.get(id) ?? []);
    const own = new Set((await this.#options.journal.of(connectionId)).map(({ record }) => record.id));
    const recognized = chosen.filter(({ record }) => !own.has(record.id));
    if (recognized.length > 0) {
      await job.open(
        this.#options.sourceOf(connectionId),
        recognized.map(({ record }) => record),
      );
    }
    return chosen;
  }

  /** The recorded rotations of a connection, and those recognized in its list. */
  async #recorded(connectionId: string, list: ConnectionKeyList | null): Promise<readonly RecordedRotation[]> {
    const recorded = await this.#options.journal.of(connectionId);
    if (list === null) {
      return recorded;
    }
    const known = new Set(recorded.flatMap(({ record }) => [record.oldKey.token, record.newKey?.token]));
    const recognized = recognizedRotations(list.items, this.#options.clock.now()).filter(
      ({ oldKey, newKey }) => !known.has(oldKey.token) && !known.has(newKey?.token),
    );
    return [...recorded, ...recognized.map((record) => ({ record, source: list.source }))];
  }
}

/** Whether a rotation was recorded for another installation than the one that the connection leads to now. */
function leadsElsewhere(
  { record, source }: RecordedRotation,
  currentSource: string,
  list: ConnectionKeyList | null,
): boolean {
  if (source === currentSource || list === null) {
    return false;
  }
  return listed(list, record.oldKey) === null && (record.newKey === null || listed(list, record.newKey) === null);
}
