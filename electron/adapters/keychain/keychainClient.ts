import type { KeychainReason } from '../../../shared/model/appState.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { ChildProcess, StartChildProcess } from '../processes/childProcess.ts';
import { RestartLimit } from '../processes/restartLimit.ts';
import { type KeychainRequest, type KeychainResponse, keychainResponseSchema } from './keychainProtocol.ts';
import { hasLostConnection, keychainReason } from './keychainReason.ts';

/** How long a person has to answer the prompt of the keychain, in milliseconds. */
export const PROMPT_LIMIT_MS = 120_000;
/** An answer that takes longer than this is told as waiting, in milliseconds. */
export const WAITING_AFTER_MS = 2_000;

/** What was asked, without the number that this client adds. */
export type KeychainCall = KeychainRequest extends infer Request
  ? Request extends KeychainRequest
    ? Omit<Request, 'number'>
    : never
  : never;

/** The answer to one call: the secret of a `get`, whether there was an item, or why the keychain could not be used. */
export type KeychainOutcome =
  | { readonly ok: true; readonly secret: string | null; readonly wasThere: boolean }
  | { readonly ok: false; readonly reason: KeychainReason };

/** What the client is made of. */
export interface KeychainClientOptions {
  readonly startWorker: StartChildProcess;
  readonly clock: Clock;
  readonly logger: Logger;
}

type NoResponse = 'crashed' | 'noAnswer' | 'cancelled';

/**
 * Asks the keychain worker, one call at a time. A worker that does not answer in time, or has lost its keyring daemon, is
 * ended; one that ended is started again with the next call, within a {@link RestartLimit}. Whatever happens, every
 * call gets an outcome.
 */
export class KeychainClient {
  readonly #options: KeychainClientOptions;
  readonly #restarts: RestartLimit;
  #worker: ChildProcess | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #lastNumber = 0;
  /** Counts how often waiting was given up, and why at last: calls that were queued before are not asked any more. */
  #givenUp: { readonly times: number; readonly reason: NoResponse } = { times: 0, reason: 'noAnswer' };
  #isClosed = false;
  #settle: ((answer: KeychainResponse | NoResponse) => void) | null = null;
  #onWaiting: (isWaiting: boolean) => void = () => {};

  constructor(options: KeychainClientOptions) {
    this.#options = options;
    this.#restarts = new RestartLimit(options.clock);
  }

  /** Calls `listener` when a call has waited for {@link WAITING_AFTER_MS}, and again when the wait is over. */
  onWaiting(listener: (isWaiting: boolean) => void): void {
    this.#onWaiting = listener;
  }

  /** Queues one call and gives its outcome. Any call can meet a prompt, so a person has time to answer it. */
  ask(call: KeychainCall): Promise<KeychainOutcome> {
    const { times } = this.#givenUp;
    const outcome = this.#queue.then((): KeychainOutcome | Promise<KeychainOutcome> =>
      times === this.#givenUp.times ? this.#askNow(call) : { ok: false, reason: this.#givenUp.reason },
    );
    this.#queue = outcome.catch(() => {});
    return outcome;
  }

  /** Gives up the call under way and those behind it; they get the outcome `cancelled`. The worker is ended. */
  cancel(): void {
    if (this.#settle !== null) {
      this.#giveUp('cancelled');
      this.#endWorker();
    }
  }

  /** Ends the worker for good. A call under way, and every later one, gets the outcome `crashed`. */
  close(): void {
    this.#isClosed = true;
    this.#worker?.kill();
  }

  async #askNow(call: KeychainCall): Promise<KeychainOutcome> {
    let answer = await this.#exchange(call);
    if (isResponse(answer) && !answer.ok && hasLostConnection(answer.error)) {
      // A worker never finds a restarted daemon again, a new one does.
      this.#endFailedWorker();
      answer = await this.#exchange(call);
    }
    if (!isResponse(answer)) {
      this.#options.logger.warn('The keychain did not answer', { reason: answer, operation: call.operation });
      return { ok: false, reason: answer };
    }
    if (answer.ok) {
      return { ok: true, secret: answer.secret, wasThere: answer.wasThere };
    }
    const reason = keychainReason(answer.error);
    this.#options.logger.warn('The keychain cannot be used', { reason, error: answer.error });
    return { ok: false, reason };
  }

  async #exchange(call: KeychainCall): Promise<KeychainResponse | NoResponse> {
    const worker = this.#liveWorker();
    if (worker === null) {
      return 'crashed';
    }
    const { clock } = this.#options;
    const { promise, resolve } = Promise.withResolvers<KeychainResponse | NoResponse>();
    let isWaiting = false;
    const stopLimit = clock.schedule(PROMPT_LIMIT_MS, () => {
      this.#giveUp('noAnswer');
      this.#endFailedWorker();
    });
    const stopWaiting = clock.schedule(WAITING_AFTER_MS, () => {
      isWaiting = true;
      this.#onWaiting(true);
    });
    this.#settle = resolve;
    this.#lastNumber += 1;
    worker.post({ ...call, number: this.#lastNumber });
    const answer = await promise;
    stopLimit();
    stopWaiting();
    this.#settle = null;
    if (isWaiting) {
      this.#onWaiting(false);
    }
    return answer;
  }

  /** Gives the worker, a new one where there is none; `null` when it has ended too often to be started now. */
  #liveWorker(): ChildProcess | null {
    if (this.#isClosed) {
      return null;
    }
    if (this.#worker !== null) {
      return this.#worker;
    }
    if (!this.#restarts.takeStart()) {
      return null;
    }
    const worker = this.#options.startWorker();
    this.#worker = worker;
    worker.onMessage((message) => {
      const answer = keychainResponseSchema.safeParse(message);
      if (answer.success && answer.data.number === this.#lastNumber) {
        this.#settle?.(answer.data);
      }
    });
    worker.onExit(() => {
      if (this.#worker === worker) {
        this.#worker = null;
        this.#restarts.noteFailure();
        this.#settle?.('crashed');
      }
    });
    return worker;
  }

  /** Those behind would wait for the same prompt, and just as long. */
  #giveUp(reason: NoResponse): void {
    this.#givenUp = { times: this.#givenUp.times + 1, reason };
    this.#settle?.(reason);
  }

  #endFailedWorker(): void {
    this.#restarts.noteFailure();
    this.#endWorker();
  }

  /** Lets go of the worker at once: its end is reported later, and no call may go to a process that is ending. */
  #endWorker(): void {
    const worker = this.#worker;
    this.#worker = null;
    worker?.kill();
  }
}

function isResponse(answer: KeychainResponse | NoResponse): answer is KeychainResponse {
  return typeof answer === 'object';
}
