import { E_CANCELED, Mutex } from 'async-mutex';
import type { KeychainReason } from '../../../shared/model/appState.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { ChildProcess, StartChildProcess } from '../processes/childProcess.ts';
import { RestartLimit } from '../processes/restartLimit.ts';
import { type KeychainRequest, type KeychainResponse, keychainResponseSchema } from './keychainProtocol.ts';
import { hasLostConnection, keychainReason, loadReason } from './keychainReason.ts';
import type { SecretServiceState } from './secretService.ts';

/** Time limit for one call, in milliseconds: the user may have to respond to a prompt of the keychain. */
export const PROMPT_LIMIT_MS = 120_000;
/** A call that takes longer than this is reported as waiting, in milliseconds. */
export const WAITING_AFTER_MS = 2_000;

/** A request without the number, which the client adds. */
export type KeychainCall = KeychainRequest extends infer Request
  ? Request extends KeychainRequest
    ? Omit<Request, 'number'>
    : never
  : never;

/** Result of one call: the secret of a `get` and whether the item existed, or why the keychain could not be used. */
export type KeychainOutcome =
  | { readonly ok: true; readonly secret: string | null; readonly wasThere: boolean }
  | { readonly ok: false; readonly reason: KeychainReason };

/** Dependencies of the client. */
export interface KeychainClientOptions {
  readonly startWorker: StartChildProcess;
  /** Reads the state of the Secret Service; never rejects and never prompts. */
  readonly inspect: () => Promise<SecretServiceState>;
  readonly clock: Clock;
  readonly logger: Logger;
}

type Failure = 'crashed' | 'noResponse' | 'cancelled';

/**
 * Client of the keychain worker; serializes calls. A worker that does not respond in time, or has lost its keyring daemon,
 * is terminated; the next call starts a new one, within a {@link RestartLimit}. Every call gets an outcome.
 */
export class KeychainClient {
  readonly #options: KeychainClientOptions;
  readonly #restarts: RestartLimit;
  #worker: ChildProcess | null = null;
  readonly #mutex = new Mutex();
  #lastNumber = 0;
  /** Why the queued calls were last abandoned. */
  #abandonReason: Failure = 'noResponse';
  #isClosed = false;
  /** Whether a call of this run has worked, so that there is a collection. */
  #hasWorked = false;
  #settle: ((response: KeychainResponse | Failure) => void) | null = null;
  #onWaiting: (isWaiting: boolean) => void = () => {};

  constructor(options: KeychainClientOptions) {
    this.#options = options;
    this.#restarts = new RestartLimit(options.clock);
  }

  /** Calls `listener` with `true` once a call has waited for {@link WAITING_AFTER_MS}, and with `false` when it completes. */
  onWaiting(listener: (isWaiting: boolean) => void): void {
    this.#onWaiting = listener;
  }

  /** The state of the Secret Service, read without the worker. */
  inspect(): Promise<SecretServiceState> {
    return this.#options.inspect();
  }

  /** Enqueues a call. Any call can bring up a prompt, so each has the full time limit. */
  async send(call: KeychainCall): Promise<KeychainOutcome> {
    try {
      return await this.#mutex.runExclusive(() => this.#sendNow(call));
    } catch (error) {
      if (error === E_CANCELED) {
        return { ok: false, reason: this.#abandonReason };
      }
      throw error;
    }
  }

  /** Terminates the worker; the current call and all queued ones get the outcome `cancelled`. */
  cancel(): void {
    if (this.#settle !== null) {
      this.#abandon('cancelled');
      this.#terminateWorker();
    }
  }

  /** Terminates the worker for good. The current call, and every later one, gets the outcome `crashed`. */
  close(): void {
    this.#isClosed = true;
    this.#worker?.kill();
  }

  async #sendNow(call: KeychainCall): Promise<KeychainOutcome> {
    if (!this.#hasWorked && (await this.#lacksCollection(call))) {
      return { ok: false, reason: 'noCollection' };
    }
    let response = await this.#exchange(call);
    if (typeof response === 'object' && !response.ok && hasLostConnection(response.error)) {
      // Only a new worker connects to a restarted daemon.
      this.#terminateFailedWorker();
      response = await this.#exchange(call);
    }
    if (typeof response === 'string') {
      this.#options.logger.warn('The keychain did not respond', { reason: response, operation: call.operation });
      return { ok: false, reason: response };
    }
    if (response.ok) {
      this.#hasWorked = true;
      return { ok: true, secret: response.secret, wasThere: response.wasThere };
    }
    const reason = response.isLoaded
      ? ((await this.inspect()).reason ?? keychainReason(response.error))
      : loadReason(response.error);
    this.#options.logger.warn('The keychain cannot be used', { reason, error: response.error });
    return { ok: false, reason };
  }

  /**
   * Whether the collection is missing that a call needs. KeePassXC and KWallet would ask the user to create or unlock one,
   * even to read. In KWallet this makes a second wallet beside one that it does not offer yet, and closing its assistant is
   * not reported to the caller (KWallet 5.103).
   */
  async #lacksCollection({ operation }: KeychainCall): Promise<boolean> {
    const { provider, reason, isEmpty } = await this.inspect();
    const wouldPrompt = provider === 'keePassXc' || provider === 'kWallet';
    return wouldPrompt && reason === 'noCollection' && (isEmpty || operation === 'set');
  }

  async #exchange(call: KeychainCall): Promise<KeychainResponse | Failure> {
    const worker = this.#liveWorker();
    if (worker === null) {
      return 'crashed';
    }
    const { clock } = this.#options;
    const { promise, resolve } = Promise.withResolvers<KeychainResponse | Failure>();
    let isWaiting = false;
    const stopLimit = clock.schedule(PROMPT_LIMIT_MS, () => {
      this.#abandon('noResponse');
      this.#terminateFailedWorker();
    });
    const stopWaiting = clock.schedule(WAITING_AFTER_MS, () => {
      isWaiting = true;
      this.#onWaiting(true);
    });
    this.#settle = resolve;
    this.#lastNumber += 1;
    worker.post({ ...call, number: this.#lastNumber });
    const response = await promise;
    stopLimit();
    stopWaiting();
    this.#settle = null;
    if (isWaiting) {
      this.#onWaiting(false);
    }
    return response;
  }

  /** The running worker, or a new one; `null` once closed or while the restart limit is exceeded. */
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
      const response = keychainResponseSchema.safeParse(message);
      if (response.success && response.data.number === this.#lastNumber) {
        this.#settle?.(response.data);
      }
    });
    worker.onExit(() => {
      if (this.#worker === worker) {
        this.#worker = null;
        this.#restarts.recordFailure();
        this.#settle?.('crashed');
      }
    });
    return worker;
  }

  /** Ends the current call and the queued ones, which would wait just as long for the same prompt. */
  #abandon(reason: Failure): void {
    this.#abandonReason = reason;
    this.#mutex.cancel();
    this.#settle?.(reason);
  }

  #terminateFailedWorker(): void {
    this.#restarts.recordFailure();
    this.#terminateWorker();
  }

  /** Drops the reference at once: the exit is reported later, and no call may go to a process that is terminating. */
  #terminateWorker(): void {
    const worker = this.#worker;
    this.#worker = null;
    worker?.kill();
  }
}
