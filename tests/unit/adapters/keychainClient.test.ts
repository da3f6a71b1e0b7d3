import { beforeEach, describe, expect, it } from 'vitest';
import type { ChildProcess } from '../../../electron/adapters/childProcess.ts';
import { KEYCHAIN_TIME_LIMIT_MS, KeychainClient } from '../../../electron/adapters/keychainClient.ts';
import type { KeychainRequest } from '../../../electron/adapters/keychainProtocol.ts';
import { keychainReason } from '../../../electron/adapters/keychainReason.ts';
import { KeychainSecretStore } from '../../../electron/adapters/keychainSecretStore.ts';
import { ManualClock } from '../../fakes/manualClock.ts';
import { MemoryLogger } from '../../fakes/memoryLogger.ts';

/** A worker whose answers the test decides. */
class ScriptedWorker implements ChildProcess {
  readonly requests: KeychainRequest[] = [];
  isKilled = false;
  #onMessage: (message: unknown) => void = () => {};
  #onExit: (code: number | null) => void = () => {};
  readonly #respond: (request: KeychainRequest, worker: ScriptedWorker) => void;

  constructor(respond: (request: KeychainRequest, worker: ScriptedWorker) => void) {
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

let clock: ManualClock;
let workers: ScriptedWorker[];

beforeEach(() => {
  clock = new ManualClock();
  workers = [];
});

function clientOver(respond: (request: KeychainRequest, worker: ScriptedWorker) => void): KeychainClient {
  return new KeychainClient({
    clock,
    logger: new MemoryLogger(),
    startWorker: () => {
      const worker = new ScriptedWorker(respond);
      workers.push(worker);
      return worker;
    },
  });
}

/** Behaves like a keyring in memory. */
function keyring(items = new Map<string, string>()) {
  return (request: KeychainRequest, worker: ScriptedWorker): void => {
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

/** Behaves like a locked keyring: reads give nothing, deletes do nothing, only writing fails. */
function lockedKeyring(request: KeychainRequest, worker: ScriptedWorker): void {
  worker.answer(
    request.operation === 'set'
      ? { number: request.number, ok: false, error: 'Error: Cannot create an item in a locked collection' }
      : { number: request.number, ok: true, secret: null },
  );
}

describe('the client', () => {
  it('asks one thing at a time', async () => {
    let busy = 0;
    const client = clientOver((request, worker) => {
      busy += 1;
      expect(busy).toBe(1);
      setTimeout(() => {
        busy -= 1;
        worker.answer({ number: request.number, ok: true, secret: null });
      }, 1);
    });
    const outcomes = await Promise.all([1, 2, 3].map(() => client.ask({ operation: 'get', account: 'a' })));
    expect(outcomes).toEqual(Array(3).fill({ ok: true, secret: null }));
  });

  it('ends a worker that does not answer and starts another for the next call', async () => {
    let isHanging = true;
    const answer = keyring();
    const client = clientOver((request, worker) => (isHanging ? undefined : answer(request, worker)));
    const outcome = client.ask({ operation: 'get', account: 'a' });
    await new Promise((resolve) => setImmediate(resolve));
    const next = client.ask({ operation: 'get', account: 'b' });
    clock.advance(KEYCHAIN_TIME_LIMIT_MS);
    isHanging = false;
    expect(await outcome).toEqual({ ok: false, reason: 'noAnswer' });
    expect(workers[0]?.isKilled).toBe(true);
    // The end of the first worker is reported late, while the next call is under way.
    expect(await next).toEqual({ ok: true, secret: null });
    expect(workers).toHaveLength(2);
    expect(workers[0]?.requests).toHaveLength(1);
  });

  it('survives a worker that crashes in the middle of a call', async () => {
    const client = clientOver((_request, worker) => worker.exit());
    expect(await client.ask({ operation: 'get', account: 'a' })).toEqual({ ok: false, reason: 'crashed' });
    expect(await client.ask({ operation: 'get', account: 'a' })).toEqual({ ok: false, reason: 'crashed' });
    expect(workers).toHaveLength(2);
  });

  it('ignores an answer to another call', async () => {
    const client = clientOver((request, worker) => {
      worker.answer({ number: request.number - 1, ok: true, secret: 'of another item' });
      worker.answer({ number: request.number, ok: true, secret: 'right' });
    });
    expect(await client.ask({ operation: 'get', account: 'a' })).toEqual({ ok: true, secret: 'right' });
  });
});

it('starts no worker once it is closed', async () => {
  const client = clientOver(keyring());
  client.close();
  expect(await client.ask({ operation: 'get', account: 'a' })).toEqual({ ok: false, reason: 'crashed' });
  expect(workers).toHaveLength(0);
});

describe('the store', () => {
  it('keeps, reads and deletes a secret', async () => {
    const store = new KeychainSecretStore(clientOver(keyring()));
    expect(await store.set('a', 'sécret')).toEqual({ done: true });
    expect(await store.get('a')).toEqual({ state: 'present', secret: 'sécret' });
    expect(await store.delete('a')).toEqual({ done: true });
    expect(await store.get('a')).toEqual({ state: 'absent' });
  });

  it('leaves no check item behind', async () => {
    const items = new Map<string, string>();
    await new KeychainSecretStore(clientOver(keyring(items))).get('a');
    expect([...items]).toEqual([]);
  });

  it('never takes a locked keyring for an empty one', async () => {
    const store = new KeychainSecretStore(clientOver(lockedKeyring));
    expect(await store.get('a')).toEqual({ state: 'unavailable', reason: 'locked' });
    expect(await store.delete('a')).toEqual({ done: false, reason: 'locked' });
  });

  it('does not call a write done that reads back differently', async () => {
    const answer = keyring();
    const store = new KeychainSecretStore(
      clientOver((request, worker) =>
        answer(request.operation === 'set' ? { ...request, secret: 'cut' } : request, worker),
      ),
    );
    expect(await store.set('a', 'whole')).toEqual({ done: false, reason: 'failed' });
  });

  it.each([[''], ['a\0b'], ['a\ud800'], ['x'.repeat(2561)]])('refuses %j before any write', async (secret) => {
    const store = new KeychainSecretStore(clientOver(keyring()));
    await expect(store.set('a', secret)).rejects.toMatchObject({ code: 'VALIDATION' });
    expect(workers).toHaveLength(0);
  });
});

it.each([
  ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'noBus'],
  ['Could not connect: No such file or directory', 'noBus'],
  ['The name org.freedesktop.secrets was not provided by any .service files', 'noService'],
  ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'noCollection'],
  ['Cannot create an item in a locked collection', 'locked'],
  ['Failed to load keytar native addon', 'notLoaded'],
  ['libsecret-1.so.0: cannot open shared object file', 'notLoaded'],
  ['something else', 'failed'],
])('names the reason of "%s"', (text, reason) => {
  expect(keychainReason(text)).toBe(reason);
});
