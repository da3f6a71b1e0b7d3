import { outcomeOfFailure } from '../../shared/model/activity.ts';
import type { BulkResult } from '../../shared/model/bulkDeletion.ts';
import type { KeyDeletion } from '../../shared/model/key.ts';
import { AppError, type ErrorCode } from '../../shared/result.ts';

/** How many calls of one run are under way at a time. */
const CONCURRENCY = 4;
/** Keys in one call, at least: small, so that progress shows and little is unsure when the network breaks. */
const SMALLEST_BATCH = 25;
/** A run is cut into at most this many calls. */
const MOST_BATCHES = 200;

/** Refusals that concern the keys of one call; whatever else fails would fail for the rest as well. */
const CONCERNS_ONE_CALL: readonly ErrorCode[] = [
  'VALIDATION',
  'NOT_FOUND',
  'CONFLICT',
  'SERVER_FAILED',
  'BAD_RESPONSE',
];

/** What a run does with its keys. */
export interface BulkRunOptions {
  readonly keyIds: readonly string[];
  /** Most keys in one call. */
  readonly largestBatch: number;
  /** Called before a call is sent. @throws AppError when that could not be noted down; then it is not sent. */
  readonly onSending: (keyIds: readonly string[]) => Promise<void>;
  readonly send: (keyIds: readonly string[]) => Promise<readonly KeyDeletion[]>;
  /** Called with the results of each call. @throws AppError when the run cannot go on. */
  readonly onResults: (results: readonly BulkResult[]) => Promise<void>;
}

/**
 * Deletes many keys in calls of a few, several at a time. A failure that would meet the rest too stops the run: what is
 * under way ends, what was not sent is not tried.
 */
export class BulkRun {
  readonly #options: BulkRunOptions;
  readonly #results = new Map<string, BulkResult>();
  #isStopping = false;
  #stoppedBy: ErrorCode | null = null;

  constructor(options: BulkRunOptions) {
    this.#options = options;
  }

  /** What is known so far, by key. */
  get results(): ReadonlyMap<string, BulkResult> {
    return this.#results;
  }

  get isStopping(): boolean {
    return this.#isStopping;
  }

  /** Why the run has stopped before its end; `null` where it has not, or the user wanted it. */
  get stoppedBy(): ErrorCode | null {
    return this.#stoppedBy;
  }

  /** Sends nothing more. */
  stop(): void {
    this.#isStopping = true;
  }

  /** Runs to the end, or until it stops. Never fails: what went wrong is in the results. */
  async run(): Promise<void> {
    const { keyIds, largestBatch } = this.#options;
    const size = Math.min(largestBatch, Math.max(SMALLEST_BATCH, Math.ceil(keyIds.length / MOST_BATCHES)));
    const batches = Array.from({ length: Math.ceil(keyIds.length / size) }, (_, index) =>
      keyIds.slice(index * size, (index + 1) * size),
    );
    const takeTurns = async (): Promise<void> => {
      for (let batch = batches.shift(); batch !== undefined && !this.#isStopping; batch = batches.shift()) {
        await this.#send(batch);
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, takeTurns));
  }

  async #send(keyIds: readonly string[]): Promise<void> {
    try {
      await this.#options.onSending(keyIds);
    } catch (error) {
      this.#stopBecauseOf(failureOf(error).code);
      return;
    }
    let results: readonly BulkResult[];
    try {
      const deletions = await this.#options.send(keyIds);
      results = deletions.map((deletion) => ({ ...deletion, code: null }));
    } catch (error) {
      const failure = failureOf(error);
      const { code, detail = null } = failure;
      if (!CONCERNS_ONE_CALL.includes(code)) {
        this.#stopBecauseOf(code);
      }
      const outcome = outcomeOfFailure(failure) === 'unsure' ? 'unknown' : 'failed';
      results = keyIds.map((id) => ({ id, outcome, code, detail }));
    }
    for (const result of results) {
      this.#results.set(result.id, result);
    }
    try {
      await this.#options.onResults(results);
    } catch (error) {
      this.#stopBecauseOf(failureOf(error).code);
    }
  }

  #stopBecauseOf(code: ErrorCode): void {
    this.#isStopping = true;
    this.#stoppedBy ??= code;
  }
}

function failureOf(error: unknown): Pick<AppError, 'code' | 'detail'> {
  return error instanceof AppError ? error : new AppError('INTERNAL', String(error));
}
