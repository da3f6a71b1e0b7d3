import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  KeychainClient,
  PROMPT_LIMIT_MS,
  WAITING_AFTER_MS,
} from '../../../../electron/adapters/keychain/keychainClient.ts';
import type { KeychainRequest } from '../../../../electron/adapters/keychain/keychainProtocol.ts';
import { type SecretServiceState, SYSTEM_KEYCHAIN } from '../../../../electron/adapters/keychain/secretService.ts';
import { RESTARTS_PER_MINUTE } from '../../../../electron/adapters/processes/restartLimit.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';
import { keyring, type Respond, ScriptedWorker } from '../../../fakes/scriptedWorker.ts';

const GET = { operation: 'get', account: 'a' } as const;
/** The response for an item that is not there. */
const NOTHING = { ok: true, secret: null, wasThere: false } as const;

let clock: ManualClock;
let workers: ScriptedWorker[];
let state: SecretServiceState;

beforeEach(() => {
  clock = new ManualClock();
  workers = [];
  state = SYSTEM_KEYCHAIN;
});

function clientOver(respond: Respond): KeychainClient {
  return new KeychainClient({
    clock,
    logger: new MemoryLogger(),
    inspect: async () => state,
    startWorker: () => {
      const worker = new ScriptedWorker(respond);
      workers.push(worker);
      return worker;
    },
  });
}

/** Behaves like a worker whose keyring daemon has ended. */
function lostDaemon(request: KeychainRequest, worker: ScriptedWorker): void {
  const error = 'Error: The name :1.8 was not provided by any .service files';
  worker.respond({ number: request.number, ok: false, isLoaded: true, error });
}

/** Lets everything that is due run. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('the client', () => {
  it('asks one thing at a time', async () => {
    let busy = 0;
    const client = clientOver((request, worker) => {
      busy += 1;
      expect(busy).toBe(1);
      setTimeout(() => {
        busy -= 1;
        worker.respond({ number: request.number, ...NOTHING });
      }, 1);
    });
    expect(await Promise.all([1, 2, 3].map(() => client.send(GET)))).toEqual(Array(3).fill(NOTHING));
  });

  it('gives a person time to answer a prompt, then ends the worker and starts another for the next call', async () => {
    let isHanging = true;
    const respond = keyring();
    const client = clientOver((request, worker) => (isHanging ? undefined : respond(request, worker)));
    const settled = vi.fn();
    const outcome = client.send(GET).finally(settled);
    await settle();
    clock.advance(PROMPT_LIMIT_MS - 1);
    await settle();
    expect(settled).not.toHaveBeenCalled();
    clock.advance(1);
    expect(await outcome).toEqual({ ok: false, reason: 'noResponse' });
    expect(workers[0]?.isKilled).toBe(true);
    isHanging = false;
    // The end of the first worker is reported late, while the next call is under way.
    expect(await client.send({ ...GET, account: 'b' })).toEqual(NOTHING);
    expect(workers.map(({ requests }) => requests.length)).toEqual([1, 1]);
  });

  it('fails every queued call together with the one that got no response', async () => {
    const client = clientOver(() => undefined);
    const outcomes = ['a', 'b', 'c'].map((account) => client.send({ operation: 'get', account }));
    await settle();
    clock.advance(PROMPT_LIMIT_MS);
    expect(await Promise.all(outcomes)).toEqual(Array(3).fill({ ok: false, reason: 'noResponse' }));
    expect(workers.map(({ requests }) => requests.length)).toEqual([1]);
  });

  it('reports that it waits and that it no longer does, and nothing of a call that is answered soon', async () => {
    const states: boolean[] = [];
    let reply = (): void => {};
    const client = clientOver((request, worker) => {
      reply = () => worker.respond({ number: request.number, ...NOTHING });
    });
    client.onWaiting((isWaiting) => states.push(isWaiting));
    const soon = client.send(GET);
    await settle();
    clock.advance(WAITING_AFTER_MS - 1);
    reply();
    await soon;
    clock.advance(WAITING_AFTER_MS);
    expect(states).toEqual([]);
    const late = client.send(GET);
    await settle();
    clock.advance(WAITING_AFTER_MS);
    expect(states).toEqual([true]);
    reply();
    await late;
    expect(states).toEqual([true, false]);
  });

  it('gives up at once what waits when it is cancelled, ends the worker, and answers later calls', async () => {
    let isHanging = true;
    const respond = keyring();
    const client = clientOver((request, worker) => (isHanging ? undefined : respond(request, worker)));
    const outcomes = [client.send(GET), client.send(GET)];
    await settle();
    client.cancel();
    expect(await Promise.all(outcomes)).toEqual(Array(2).fill({ ok: false, reason: 'cancelled' }));
    expect(workers.map(({ isKilled }) => isKilled)).toEqual([true]);
    isHanging = false;
    expect(await client.send(GET)).toEqual(NOTHING);
    // Now nothing waits.
    client.cancel();
    expect(await client.send(GET)).toEqual(NOTHING);
    expect(workers).toHaveLength(2);
  });

  it('survives a worker that crashes in the middle of a call', async () => {
    const client = clientOver((_request, worker) => worker.exit());
    expect(await client.send(GET)).toEqual({ ok: false, reason: 'crashed' });
    expect(await client.send(GET)).toEqual({ ok: false, reason: 'crashed' });
    expect(workers).toHaveLength(2);
  });

  it.each([
    ['crashes', (_request: KeychainRequest, worker: ScriptedWorker) => worker.exit()],
    ['has lost its daemon', lostDaemon],
  ])('starts a worker that always %s a few times a minute at most', async (_name, respond) => {
    const client = clientOver(respond);
    for (let round = 0; round < 10; round += 1) {
      expect(await client.send(GET)).toMatchObject({ ok: false });
    }
    expect(workers).toHaveLength(1 + RESTARTS_PER_MINUTE);
    expect(await client.send(GET)).toEqual({ ok: false, reason: 'crashed' });
    clock.advance(60_000);
    await client.send(GET);
    expect(workers.length).toBeGreaterThan(1 + RESTARTS_PER_MINUTE);
  });

  it.each([
    'The name :1.8 was not provided by any .service files',
    'Name ":1.8" does not exist',
    'The session wrapping the secret does not exist',
    'Message recipient disconnected from message bus without replying',
    'The connection is closed',
  ])('repeats a call once with a new worker after "%s"', async (text) => {
    const respond = keyring(new Map([['a', 'kept']]));
    const client = clientOver((request, worker) =>
      worker === workers[0]
        ? worker.respond({ number: request.number, ok: false, isLoaded: true, error: `Error: ${text}` })
        : respond(request, worker),
    );
    expect(await client.send(GET)).toEqual({ ok: true, secret: 'kept', wasThere: true });
    expect(workers.map(({ isKilled }) => isKilled)).toEqual([true, false]);
  });

  it('fault 138: believes the state of the Secret Service rather than a text, which may be in any language', async () => {
    const client = clientOver((request, worker) =>
      worker.respond({ number: request.number, ok: false, isLoaded: true, error: 'Error: Не удалось подключиться' }),
    );
    state = { provider: 'gnomeKeyring', reason: 'noCollection', isEmpty: true };
    expect(await client.send(GET)).toEqual({ ok: false, reason: 'noCollection' });
    state = { provider: 'unknown', reason: null, isEmpty: false };
    expect(await client.send(GET)).toEqual({ ok: false, reason: 'failed' });
  });

  it('fault 139: makes no call that would have the user create a second database or wallet', async () => {
    const client = clientOver(keyring(new Map([['a', 'kept']])));
    for (const provider of ['keePassXc', 'kWallet'] as const) {
      state = { provider, reason: 'noCollection', isEmpty: true };
      expect(await client.send(GET)).toEqual({ ok: false, reason: 'noCollection' });
    }
    state = { provider: 'keePassXc', reason: 'noCollection', isEmpty: false };
    expect(await client.send({ operation: 'set', account: 'a', secret: 'x' })).toMatchObject({
      reason: 'noCollection',
    });
    expect(workers).toEqual([]);
    // What another collection contains can be read.
    expect(await client.send(GET)).toEqual({ ok: true, secret: 'kept', wasThere: true });
  });

  it.each([
    ['Error: libsecret-1.so.0: cannot open shared object file: No such file or directory', 'noLibrary'],
    ['Error: Error loading shared library ld-linux-x86-64.so.2: No such file or directory', 'notLoaded'],
  ])('says why keytar could not be loaded, whatever the Secret Service does: %s', async (error, reason) => {
    state = { provider: 'gnomeKeyring', reason: 'locked', isEmpty: false };
    const client = clientOver((request, worker) =>
      worker.respond({ number: request.number, ok: false, isLoaded: false, error }),
    );
    expect(await client.send(GET)).toEqual({ ok: false, reason });
  });

  it('does not repeat a call for want of any daemon', async () => {
    const client = clientOver((request, worker) =>
      worker.respond({
        number: request.number,
        ok: false,
        isLoaded: true,
        error: 'The name org.freedesktop.secrets was not provided by any .service files',
      }),
    );
    expect(await client.send(GET)).toEqual({ ok: false, reason: 'noService' });
    expect(workers).toHaveLength(1);
  });

  it('ignores a response to another call', async () => {
    const client = clientOver((request, worker) => {
      worker.respond({ number: request.number - 1, ok: true, secret: 'of another item', wasThere: true });
      worker.respond({ number: request.number, ok: true, secret: 'right', wasThere: true });
    });
    expect(await client.send(GET)).toEqual({ ok: true, secret: 'right', wasThere: true });
  });
});

it('starts no worker once it is closed', async () => {
  const client = clientOver(keyring());
  client.close();
  expect(await client.send(GET)).toEqual({ ok: false, reason: 'crashed' });
  expect(workers).toHaveLength(0);
});
