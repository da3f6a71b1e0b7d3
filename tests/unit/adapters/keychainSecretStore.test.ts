import { beforeEach, expect, it } from 'vitest';
import { KeychainClient } from '../../../electron/adapters/keychainClient.ts';
import type { KeychainRequest } from '../../../electron/adapters/keychainProtocol.ts';
import { KeychainSecretStore } from '../../../electron/adapters/keychainSecretStore.ts';
import { ManualClock } from '../../fakes/manualClock.ts';
import { MemoryLogger } from '../../fakes/memoryLogger.ts';
import { keyring, type Respond, ScriptedWorker } from '../../fakes/scriptedWorker.ts';

let workers: ScriptedWorker[];

beforeEach(() => {
  workers = [];
});

function storeOver(respond: Respond): KeychainSecretStore {
  const startWorker = (): ScriptedWorker => {
    const worker = new ScriptedWorker(respond);
    workers.push(worker);
    return worker;
  };
  return new KeychainSecretStore(
    new KeychainClient({ clock: new ManualClock(), logger: new MemoryLogger(), startWorker }),
  );
}

/** Behaves like a locked keyring: reads give nothing, deletes do nothing, only writing fails. */
function lockedKeyring(request: KeychainRequest, worker: ScriptedWorker): void {
  worker.answer(
    request.operation === 'set'
      ? { number: request.number, ok: false, error: 'Error: Cannot create an item in a locked collection' }
      : { number: request.number, ok: true, secret: null },
  );
}

it('keeps, reads and deletes a secret', async () => {
  const store = storeOver(keyring());
  expect(await store.set('a', 'sécret')).toEqual({ done: true });
  expect(await store.get('a')).toEqual({ state: 'present', secret: 'sécret' });
  expect(await store.delete('a')).toEqual({ done: true });
  expect(await store.get('a')).toEqual({ state: 'absent' });
});

it('leaves no check item behind, not even one of a run that ended in the middle of a check', async () => {
  const items = new Map<string, string>();
  const answer = keyring(items);
  let isCutOff = false;
  const store = storeOver((request, worker) => {
    isCutOff ||= request.operation === 'delete';
    return isCutOff ? worker.exit() : answer(request, worker);
  });
  await store.get('a');
  expect(items.size).toBe(1);
  await storeOver(answer).get('a');
  expect([...items]).toEqual([]);
});

it('never takes a locked keyring for an empty one', async () => {
  const store = storeOver(lockedKeyring);
  expect(await store.get('a')).toEqual({ state: 'unavailable', reason: 'locked' });
  expect(await store.delete('a')).toEqual({ done: false, reason: 'locked' });
});

it('finds that several secrets are not there, asked for at the same time', async () => {
  const store = storeOver(keyring());
  const absent = { state: 'absent' };
  expect(await Promise.all([store.get('a'), store.get('b'), store.get('c')])).toEqual([absent, absent, absent]);
});

it('checks a locked keyring once for all that ask at the same time, and anew for the next', async () => {
  let writes = 0;
  const store = storeOver((request, worker) => {
    writes += Number(request.operation === 'set');
    lockedKeyring(request, worker);
  });
  const locked = { state: 'unavailable', reason: 'locked' };
  expect(await Promise.all([store.get('a'), store.get('b'), store.get('c')])).toEqual([locked, locked, locked]);
  expect(writes).toBe(1);
  expect(await store.get('a')).toEqual(locked);
  expect(writes).toBe(2);
});

it('does not call a write done that reads back differently', async () => {
  const answer = keyring();
  const store = storeOver((request, worker) =>
    answer(request.operation === 'set' ? { ...request, secret: 'cut' } : request, worker),
  );
  expect(await store.set('a', 'whole')).toEqual({ done: false, reason: 'failed' });
});

it.each([[''], ['a\0b'], ['a\ud800'], ['x'.repeat(2561)]])('refuses %j before any write', async (secret) => {
  const store = storeOver(keyring());
  await expect(store.set('a', secret)).rejects.toMatchObject({ code: 'VALIDATION' });
  expect(workers).toHaveLength(0);
});
