import type { KeychainRequest } from '../../electron/adapters/keychain/keychainProtocol.ts';
import type { ChildProcess } from '../../electron/adapters/processes/childProcess.ts';

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
    const { account, number, operation } = request;
    const secret = operation === 'get' ? (items.get(account) ?? null) : null;
    const wasThere = operation !== 'set' && items.has(account);
    if (operation === 'set') {
      items.set(account, request.secret);
    } else if (operation === 'delete') {
      items.delete(account);
    }
    worker.answer({ number, ok: true, secret, wasThere });
  };
}

/** What the person says whom KeePassXC asks. */
export interface Permissions {
  /** Items that were allowed, or are new and so need no question. */
  readonly allowed: Set<string>;
  /** Answers the question for an item: whether it may be accessed. Counts in `asked`. */
  allows: boolean;
  asked: string[];
}

/**
 * Behaves like KeePassXC 2.7 with its defaults, as measured: it asks for each item that was there before, when it is read or
 * overwritten; a refusal reads as nothing, an overwriting that was refused says that it was done, and deleting
 * what is not allowed answers that there was nothing, without a question.
 */
export function keePassXc(items: Map<string, string>, permissions: Permissions): Respond {
  const answer = keyring(items);
  const isAllowed = (account: string): boolean => {
    if (items.has(account) && !permissions.allowed.has(account)) {
      permissions.asked.push(account);
      if (permissions.allows) {
        permissions.allowed.add(account);
      }
    }
    return !items.has(account) || permissions.allowed.has(account);
  };
  return (request, worker) => {
    const { account, number } = request;
    const isLeftAlone =
      request.operation === 'delete' ? items.has(account) && !permissions.allowed.has(account) : !isAllowed(account);
    if (isLeftAlone) {
      worker.answer({ number, ok: true, secret: null, wasThere: false });
      return;
    }
    if (request.operation === 'set') {
      permissions.allowed.add(account);
    }
    answer(request, worker);
  };
}
