import type { KeychainRequest } from '../../electron/adapters/keychain/keychainProtocol.ts';
import type { ChildProcess } from '../../electron/adapters/processes/childProcess.ts';

/** Decides what a {@link ScriptedWorker} does with a request. */
export type Respond = (request: KeychainRequest, worker: ScriptedWorker) => void;

/** A worker whose responses the test determines. */
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

  respond(message: unknown): void {
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
    worker.respond({ number, ok: true, secret, wasThere });
  };
}

/** How the user responds to the prompts of KeePassXC. */
export interface Permissions {
  /** Items that were allowed, or are new and need no prompt. */
  readonly allowed: Set<string>;
  /** Responds to the access prompt for an item. Counted in `asked`. */
  allows: boolean;
  asked: string[];
}

/**
 * Behaves like KeePassXC 2.7 with its defaults, as measured: it prompts for each existing item when it is read or
 * overwritten. A denied read returns nothing, a denied overwrite reports success, and deleting an item without permission
 * reports that there was none, without a prompt.
 */
export function keePassXc(items: Map<string, string>, permissions: Permissions): Respond {
  const respond = keyring(items);
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
      worker.respond({ number, ok: true, secret: null, wasThere: false });
      return;
    }
    if (request.operation === 'set') {
      permissions.allowed.add(account);
    }
    respond(request, worker);
  };
}
