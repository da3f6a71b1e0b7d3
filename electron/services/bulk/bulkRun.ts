import { outcomeOfFailure } from '../../../shared/model/activity.ts';
import type { BulkResult } from '../../../shared/model/bulkChange.ts';
import { AppError, type ErrorCode } from '../../../shared/result.ts';

/** How many calls of one run are under way at a time. */
const CONCURRENCY = 4;

/** Refusals that concern the keys of one call; whatever else fails would fail for the rest as well. */
const CONCERNS_ONE_CALL: readonly ErrorCode[] = ['VALIDATION', 'NOT_FOUND', 'CONFLICT', 'SERVER_FAILED'];

/** What a run does with its keys. */
export interface BulkRunOptions {
  readonly keyIds: readonly string[];
  /** How many keys are noted down together. */
  readonly batchSize: number;
  /** How many of those go with one call. */
  readonly callSize: number;
  /** Called before the calls of a batch. @throws AppError when that could not be noted down; then none is sent. */
  readonly onSending: (keyIds: readonly string[]) => Promise<void>;
  /** Makes one call. @throws AppError when the call as a whole has failed. */
  readonly send: (keyIds: readonly string[]) => Promise<readonly BulkResult[]>;
  /** Called after every call that has ended. */
  readonly onProgress: () => void;
  /**
   * Called with the results of each batch; those of it that were not sent any more are `notTried`.
   * @throws AppError when the run cannot go on.
   */
  readonly onResults: (results: readonly BulkResult[]) => Promise<void>;
}

/**
 * Does the same to many keys in calls of a few, several at a time. A failure that would meet the rest too stops the run:
 * what is under way ends, what was not sent is not tried.
 */
export class BulkRun {
  readonly #options: BulkRunOptions;
  readonly #results = new Map<string, BulkResult>();
  /** How many keys go with one call: fewer, once a call was too large for something on the way. */
  #callSize: number;
  #isStopping = false;
  #stoppedBy: ErrorCode | null = null;

  constructor(options: BulkRunOptions) {
    this.#options = options;
    this.#callSize = options.callSize;
  }

  /** What is known so far, by key; nothing of those that were not tried. */
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

  /** What is to be said of a key whose turn did not come. */
  notTried(id: string): BulkResult {
    return { id, outcome: 'notTried', code: this.#stoppedBy, detail: null, version: null };
  }

  /** Runs to the end, or until it stops. Never fails: what went wrong is in the results. */
  async run(): Promise<void> {
    const batches = partsOf(this.#options.keyIds, this.#options.batchSize);
    const takeTurns = async (): Promise<void> => {
      for (let batch = batches.shift(); batch !== undefined && !this.#isStopping; batch = batches.shift()) {
        await this.#sendBatch(batch);
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, takeTurns));
  }

  async #sendBatch(keyIds: readonly string[]): Promise<void> {
    try {
      await this.#options.onSending(keyIds);
    } catch (error) {
      this.#stopBecauseOf(failureOf(error).code);
      return;
    }
    for (let sent = 0; sent < keyIds.length && !this.#isStopping; ) {
      const part = keyIds.slice(sent, sent + this.#callSize);
      const results = await this.#send(part);
      for (const result of results) {
        this.#results.set(result.id, result);
      }
      sent += results.length === 0 ? 0 : part.length;
      this.#options.onProgress();
    }
    try {
      await this.#options.onResults(keyIds.map((id) => this.#results.get(id) ?? this.notTried(id)));
    } catch (error) {
      this.#stopBecauseOf(failureOf(error).code);
    }
  }

  /** Gives what became of the keys; nothing where they are to be sent once more, in smaller calls. */
  async #send(keyIds: readonly string[]): Promise<readonly BulkResult[]> {
    try {
      return await this.#options.send(keyIds);
    } catch (error) {
      const failure = failureOf(error);
      const { code, detail = null } = failure;
      if (code === 'REQUEST_TOO_LARGE' && keyIds.length > 1) {
        this.#callSize = Math.min(this.#callSize, Math.ceil(keyIds.length / 2));
        return [];
      }
      if (!CONCERNS_ONE_CALL.includes(code)) {
        this.#stopBecauseOf(code);
      }
      const outcome = outcomeOfFailure(failure) === 'unsure' ? 'unknown' : 'failed';
      return keyIds.map((id) => ({ id, outcome, code, detail, version: null }));
    }
  }

  #stopBecauseOf(code: ErrorCode): void {
    this.#isStopping = true;
    this.#stoppedBy ??= code;
  }
}

function failureOf(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('INTERNAL', String(error));
}

function partsOf(keyIds: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(keyIds.length / size) }, (_, index) =>
    keyIds.slice(index * size, (index + 1) * size),
  );
}
