import pMap from 'p-map';
import { outcomeOfFailure } from '../../../shared/model/activity.ts';
import { type BulkResult, bulkResult } from '../../../shared/model/bulkChange.ts';
import { AppError, type ErrorCode } from '../../../shared/result.ts';

/** Maximum number of concurrent calls of one run. */
const CONCURRENCY = 4;

/** Errors that concern the keys of one call only. Any other error would affect the rest of the run as well. */
const CONCERNS_ONE_CALL: readonly ErrorCode[] = ['VALIDATION', 'NOT_FOUND', 'CONFLICT', 'SERVER_FAILED'];

/** Options of a run. */
export interface BulkRunOptions {
  readonly keyIds: readonly string[];
  /** Number of keys recorded together in the journal. */
  readonly batchSize: number;
  /** Number of those sent with one call. */
  readonly callSize: number;
  /** Called before the calls of a batch. @throws AppError if it could not be recorded; nothing is sent then. */
  readonly onSending: (keyIds: readonly string[]) => Promise<void>;
  /** Makes one call. @throws AppError if the call as a whole failed. */
  readonly send: (keyIds: readonly string[]) => Promise<readonly BulkResult[]>;
  /** Called after each completed call. */
  readonly onProgress: () => void;
  /**
   * Called with the results of each batch; keys that were not sent are `notTried`.
   * @throws AppError if the run cannot continue.
   */
  readonly onResults: (results: readonly BulkResult[]) => Promise<void>;
}

/**
 * Applies one operation to many keys: a few keys per call, several calls at a time. An error that would affect the
 * remaining keys too stops the run: calls in progress complete, nothing more is sent.
 */
export class BulkRun {
  readonly #options: BulkRunOptions;
  readonly #results = new Map<string, BulkResult>();
  /** Keys per call; reduced once a server in between rejected a call as too large. */
  #callSize: number;
  #isStopping = false;
  #stoppedBy: ErrorCode | null = null;

  constructor(options: BulkRunOptions) {
    this.#options = options;
    this.#callSize = options.callSize;
  }

  /** Results so far, by key id; keys not yet tried are absent. */
  get results(): ReadonlyMap<string, BulkResult> {
    return this.#results;
  }

  get isStopping(): boolean {
    return this.#isStopping;
  }

  /** Why the run stopped early; `null` if it did not, or if the user stopped it. */
  get stoppedBy(): ErrorCode | null {
    return this.#stoppedBy;
  }

  /** Sends nothing more. */
  stop(): void {
    this.#isStopping = true;
  }

  /** Result of a key that was not tried. */
  notTried(id: string): BulkResult {
    return bulkResult(id, 'notTried', { code: this.#stoppedBy });
  }

  /** Runs to the end, or until it stops. Never rejects: errors are in the results. */
  async run(): Promise<void> {
    const batches = partsOf(this.#options.keyIds, this.#options.batchSize);
    const sendUnlessStopping = async (batch: readonly string[]): Promise<void> => {
      if (!this.#isStopping) {
        await this.#sendBatch(batch);
      }
    };
    await pMap(batches, sendUnlessStopping, { concurrency: CONCURRENCY });
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

  /** Returns the result of each key; empty if the keys have to be sent again in smaller calls. */
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
      return keyIds.map((id) => bulkResult(id, outcome, { code, detail }));
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
