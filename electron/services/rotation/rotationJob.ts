import { type BulkReport, type BulkResult, isLeftOver } from '../../../shared/model/bulkChange.ts';
import type { AccountId, AuthenticationKey } from '../../../shared/model/key.ts';
import type { KeyTestReport } from '../../../shared/model/keyTest.ts';
import type {
  RotationJob as JobKind,
  RotationProblem,
  RotationProgress,
  RotationReport,
  RotationResult,
} from '../../../shared/model/rotation.ts';
import { AppError, type ErrorCode } from '../../../shared/result.ts';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { ExpiryChange, SelectedKey } from '../bulk/bulkPlan.ts';
import type { ConnectionKeyList } from '../keys/connectionKeyList.ts';
import type { KeyListSync } from '../keys/keyListSync.ts';
import type { RotationJournal } from './rotationJournal.ts';
import type { RotationRecord } from './rotationRecord.ts';
import { problemOf } from './rotationView.ts';

/** What rotations do to keys, each recorded in the activity journal. */
export interface RotationActions {
  /** @param requestId the platform carries out one request of this id. @throws AppError */
  readonly createKey: (
    connectionId: string,
    accountId: AccountId,
    expirationDate: string,
    requestId: string,
  ) => Promise<AuthenticationKey>;
  readonly test: (connectionId: string, keys: readonly SelectedKey[], stopped?: AbortSignal) => Promise<KeyTestReport>;
  readonly setExpiry: (
    connectionId: string,
    changes: readonly ExpiryChange[],
    stopped?: AbortSignal,
  ) => Promise<BulkReport>;
  readonly deleteKeys: (
    connectionId: string,
    keys: readonly SelectedKey[],
    stopped?: AbortSignal,
  ) => Promise<BulkReport>;
  /** Lets keys expire now, so that they can be restored. */
  readonly disable: (connectionId: string, keys: readonly SelectedKey[], stopped?: AbortSignal) => Promise<BulkReport>;
}

/** Dependencies of a {@link RotationJob}. */
export interface RotationJobOptions {
  readonly actions: RotationActions;
  readonly lists: Pick<KeyListSync, 'refresh' | 'state' | 'known'>;
  readonly journal: RotationJournal;
  readonly clock: Clock;
  readonly logger: Logger;
}

type Running = NonNullable<RotationProgress['running']>;

/** One run over the rotations of a connection: its progress, its results and the writing of its records. */
export class RotationJob {
  readonly connectionId: string;
  readonly actions: RotationActions;
  readonly logger: Logger;
  readonly #kind: JobKind;
  readonly #options: RotationJobOptions;
  readonly #onProgress: () => void;
  readonly #stop = new AbortController();
  readonly #results = new Map<string, Pick<RotationResult, 'outcome' | 'problem'>>();
  #phase: Running['phase'] = 'checking';
  #total = 0;
  #finished = 0;
  #stoppedBy: ErrorCode | null = null;

  constructor(kind: JobKind, connectionId: string, options: RotationJobOptions, onProgress: () => void) {
    this.connectionId = connectionId;
    this.actions = options.actions;
    this.logger = options.logger;
    this.#kind = kind;
    this.#options = options;
    this.#onProgress = onProgress;
  }

  get progress(): Running {
    return {
      connectionId: this.connectionId,
      job: this.#kind,
      phase: this.#phase,
      total: this.#total,
      finished: this.#finished,
      isStopping: this.stopped.aborted,
    };
  }

  /** Aborted when nothing more is to be sent. */
  get stopped(): AbortSignal {
    return this.#stop.signal;
  }

  /** Sends nothing more. @param reason the error that the remaining keys would get too; `null` if the user stopped. */
  stop(reason: ErrorCode | null = null): void {
    if (!this.stopped.aborted) {
      this.#stoppedBy = reason;
      this.#stop.abort();
    }
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return this.#options.clock.now();
  }

  /** The present moment, ISO 8601. */
  timestamp(): string {
    return new Date(this.now()).toISOString();
  }

  /** Updates the list of the connection, with the state of its accounts. @throws AppError */
  refresh(): Promise<ConnectionKeyList> {
    return this.#options.lists.refresh(this.connectionId, false);
  }

  /** The list of the connection as it is in memory; `null` if there is none. */
  list(): ConnectionKeyList | null {
    return this.#options.lists.state(this.connectionId);
  }

  /** Rotations as they are recorded now. */
  async current(records: readonly Pick<RotationRecord, 'id'>[]): Promise<readonly RotationRecord[]> {
    const ids = new Set(records.map(({ id }) => id));
    const known = await this.#options.journal.of(this.connectionId);
    return known.map(({ record }) => record).filter(({ id }) => ids.has(id));
  }

  /** The tokens of all new keys that belong to a rotation. */
  async claimedTokens(): Promise<Set<string>> {
    const known = await this.#options.journal.of(this.connectionId);
    return new Set(known.flatMap(({ record }) => record.newKey?.token ?? []));
  }

  /** Begins a phase with so many keys. */
  begin(phase: Running['phase'], total: number): void {
    this.#phase = phase;
    this.#total = total;
    this.#finished = 0;
    this.#onProgress();
  }

  /** One more key is through the phase. */
  advance(): void {
    this.#finished += 1;
    this.#onProgress();
  }

  /** Records rotations for the first time. @throws AppError `NOT_RECORDED`; nothing must be sent then. */
  async open(source: string, records: readonly RotationRecord[]): Promise<void> {
    await recording(this.#options.journal.begin(this.connectionId, source, records));
  }

  /** Records a step before it is sent. @throws AppError `NOT_RECORDED`; nothing must be sent then. */
  async plan(records: readonly RotationRecord[]): Promise<void> {
    await recording(this.#options.journal.update(records));
  }

  /**
   * Records what has become of steps. If that fails they remain pending, and the next run finds out from the list. Never
   * rejects.
   */
  async note(records: readonly RotationRecord[]): Promise<void> {
    const changedAt = this.timestamp();
    try {
      await this.#options.journal.update(records.map((record) => ({ ...record, changedAt })));
    } catch (error) {
      this.logger.warn('The state of rotations could not be recorded', { error });
    }
  }

  /** Sets the result of a rotation. */
  result(id: string, outcome: RotationResult['outcome'], problem: RotationProblem | null = null): void {
    this.#results.set(id, { outcome, problem });
  }

  /** Whether a rotation has a result already. */
  hasResult(id: string): boolean {
    return this.#results.has(id);
  }

  /** The results of rotations, in this order; those without one were not tried. */
  report(records: readonly Pick<RotationRecord, 'id' | 'oldKey'>[]): RotationReport {
    return {
      results: records.map(({ id, oldKey }) => ({
        rotationId: id,
        oldKey,
        ...(this.#results.get(id) ?? { outcome: 'notTried' as const, problem: null }),
      })),
      stoppedBy: this.#stoppedBy,
    };
  }

  /**
   * Sets the results of a bulk run and records what has become of its rotations. Returns their new records.
   * @param step what the outcomes of the run mean for this step.
   */
  async applyBulk(
    { results, stoppedBy }: BulkReport,
    rotations: readonly PlannedRotation[],
    step: BulkStep,
  ): Promise<readonly RotationRecord[]> {
    if (stoppedBy !== null) {
      this.stop(stoppedBy);
    }
    const byId = new Map(results.map((result) => [result.id, result]));
    const changed = rotations.flatMap(({ keyId, record }) => {
      const result = byId.get(keyId);
      return result === undefined ? [] : [this.#afterBulk(record, result, step)];
    });
    await this.note(changed);
    return changed;
  }

  #afterBulk(record: RotationRecord, result: BulkResult, step: BulkStep): RotationRecord {
    if (result.outcome === 'done' || (step.isDoneWithoutKey && !isLeftOver(result))) {
      if (step.isLast) {
        this.result(record.id, 'done');
      }
      return { ...record, pending: null, problem: null, ...step.done(record, result) };
    }
    if (result.outcome === 'notTried') {
      return { ...record, pending: null };
    }
    const isUnknown = result.outcome === 'unknown';
    const problem = bulkProblem(result, step.changed);
    this.result(record.id, isUnknown ? 'unknown' : 'failed', problem);
    return { ...record, pending: isUnknown ? record.pending : null, problem };
  }
}

/** A rotation whose key `keyId` a bulk run changes. */
interface PlannedRotation {
  readonly keyId: string;
  readonly record: RotationRecord;
}

/** What the outcomes of a bulk run mean for a step of rotations. */
interface BulkStep {
  /** Whether a rotation is through the run with this step. */
  readonly isLast: boolean;
  /** Whether the step is done for a key that is gone. */
  readonly isDoneWithoutKey: boolean;
  /** The problem of a key that someone else has changed. */
  readonly changed: RotationProblem['code'];
  /** What the record of a done step becomes. */
  readonly done: (record: RotationRecord, result: BulkResult) => Partial<RotationRecord>;
}

function bulkProblem({ outcome, code, detail }: BulkResult, changed: RotationProblem['code']): RotationProblem {
  if (outcome === 'changed') {
    return problemOf(changed);
  }
  return outcome === 'missing' || outcome === 'replaced'
    ? problemOf('oldKeyGone')
    : problemOf(code ?? 'INTERNAL', detail);
}

/** Rethrows an error of writing the journal as `NOT_RECORDED`. */
async function recording(writing: Promise<void>): Promise<void> {
  try {
    await writing;
  } catch (cause) {
    throw new AppError('NOT_RECORDED', 'A rotation could not be recorded on this computer.', {
      cause,
      detail: systemCodeOf(cause),
    });
  }
}
