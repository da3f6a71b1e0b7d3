import type { ChildProcess } from '../../electron/adapters/childProcess.ts';
import type { KeychainRequest } from '../../electron/adapters/keychainProtocol.ts';

/** Decides what a {@link ScriptedWorker} does with a request. */
export type Respond = (request: KeychainRequest, worker: ScriptedWorker) => void;

/** A worker whose answers the test decides. */
export class ScriptedWorker implements ChildProcess {
  readonly requests: KeychainRequest[] = [];
  isKilled = false;
  #onMessage: (message: unknown) => void = () => {};
  #onExit: (code: number | null) => void = () => {};
  readonly #respond: Respond;

  constructor(respond: Respond) {
    this.#respond = respond;
  }

  post(message: unknown): void {
    const request = message as KeychainRequest;
    this.requests.push(request);
    queueMicrotask(() => this.#respond(request, this));
  }

  answer(message: unknown): void {
    this.#onMessage(message);
  }

  exit(): void {
    this.#onExit(139);
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#onMessage = listener;
  }

  onExit(listener: (code: number | null) => void): void {
    this.#onExit = listener;
  }

  kill(): void {
    this.isKilled = true;
    setImmediate(() => this.exit());
  }
}

/** Behaves like a keyring in memory. */
export function keyring(items = new Map<string, string>()): Respond {
  return (request, worker) => {
    if (request.operation === 'set') {
      items.set(request.account, request.secret);
    }
    if (request.operation === 'delete') {
      items.delete(request.account);
    }
    const secret = request.operation === 'get' ? (items.get(request.account) ?? null) : null;
    worker.answer({ number: request.number, ok: true, secret });
  };
}
