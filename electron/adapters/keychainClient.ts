import type { KeychainReason } from '../../shared/model/appState.ts';
import type { Clock, Logger } from '../ports.ts';
import type { ChildProcess, StartChildProcess } from './childProcess.ts';
import { type KeychainAnswer, type KeychainRequest, keychainAnswerSchema } from './keychainProtocol.ts';
import { keychainReason } from './keychainReason.ts';

/** How long the keychain may take for one answer, in milliseconds. A prompt that takes longer is given up. */
export const KEYCHAIN_TIME_LIMIT_MS = 10_000;

/** What was asked, without the number that this client adds. */
export type KeychainCall = KeychainRequest extends infer Request
  ? Request extends KeychainRequest
    ? Omit<Request, 'number'>
    : never
  : never;

/** The answer to one call: the secret of a `get`, or why the keychain could not be used. */
export type KeychainOutcome =
  | { readonly ok: true; readonly secret: string | null }
  | { readonly ok: false; readonly reason: KeychainReason };

/** What the client is made of. */
export interface KeychainClientOptions {
  readonly startWorker: StartChildProcess;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timeLimitMs?: number;
}

/**
 * Asks the keychain worker, one call at a time. A worker that does not answer in time is ended; one that ended is
 * started again with the next call. Whatever happens, every call gets an outcome.
 */
export class KeychainClient {
  readonly #options: KeychainClientOptions;
  #worker: ChildProcess | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #lastNumber = 0;
  #isClosed = false;
  #settle: ((answer: KeychainAnswer | 'crashed' | 'noAnswer') => void) | null = null;

  constructor(options: KeychainClientOptions) {
    this.#options = options;
  }

  /** Queues one call and gives its outcome. */
  ask(call: KeychainCall): Promise<KeychainOutcome> {
    const outcome = this.#queue.then(() => this.#askNow(call));
    this.#queue = outcome.catch(() => {});
    return outcome;
  }

  /** Ends the worker for good. A call under way, and every later one, gets the outcome `crashed`. */
  close(): void {
    this.#isClosed = true;
    this.#worker?.kill();
  }

  async #askNow(call: KeychainCall): Promise<KeychainOutcome> {
    if (this.#isClosed) {
      return { ok: false, reason: 'crashed' };
    }
    this.#lastNumber += 1;
    const answer = await this.#exchange({ ...call, number: this.#lastNumber });
    if (answer === 'crashed' || answer === 'noAnswer') {
      this.#options.logger.warn('The keychain did not answer', { reason: answer, operation: call.operation });
      return { ok: false, reason: answer };
    }
    if (answer.ok) {
      return { ok: true, secret: answer.secret };
    }
    const reason = keychainReason(answer.error);
    this.#options.logger.warn('The keychain cannot be used', { reason, error: answer.error });
    return { ok: false, reason };
  }

  #exchange(request: KeychainRequest): Promise<KeychainAnswer | 'crashed' | 'noAnswer'> {
    const { promise, resolve } = Promise.withResolvers<KeychainAnswer | 'crashed' | 'noAnswer'>();
    const worker = this.#liveWorker();
    const cancelLimit = this.#options.clock.schedule(this.#options.timeLimitMs ?? KEYCHAIN_TIME_LIMIT_MS, () => {
      resolve('noAnswer');
      // Let go of at once: its end is reported later, and the next call must not go to a process that is ending.
      this.#worker = null;
      worker.kill();
    });
    this.#settle = resolve;
    worker.post(request);
    return promise.finally(() => {
      cancelLimit();
      this.#settle = null;
    });
  }

  #liveWorker(): ChildProcess {
    if (this.#worker !== null) {
      return this.#worker;
    }
    const worker = this.#options.startWorker();
    this.#worker = worker;
    worker.onMessage((message) => {
      const answer = keychainAnswerSchema.safeParse(message);
      if (answer.success && answer.data.number === this.#lastNumber) {
        this.#settle?.(answer.data);
      }
    });
    worker.onExit(() => {
      if (this.#worker === worker) {
        this.#worker = null;
        this.#settle?.('crashed');
      }
    });
    return worker;
  }
}
