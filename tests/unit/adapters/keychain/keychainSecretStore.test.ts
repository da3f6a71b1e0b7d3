import { beforeEach, describe, expect, it } from 'vitest';
import { KeychainClient } from '../../../../electron/adapters/keychain/keychainClient.ts';
import type { KeychainFolder } from '../../../../electron/adapters/keychain/keychainFolder.ts';
import type { KeychainRequest } from '../../../../electron/adapters/keychain/keychainProtocol.ts';
import { KeychainSecretStore } from '../../../../electron/adapters/keychain/keychainSecretStore.ts';
import { SYSTEM_KEYCHAIN } from '../../../../electron/adapters/keychain/secretService.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { memoryKeychainFolder } from '../../../fakes/memoryKeychainFolder.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';
import { keePassXc, keyring, type Permissions, type Respond, ScriptedWorker } from '../../../fakes/scriptedWorker.ts';

let workers: ScriptedWorker[];

beforeEach(() => {
  workers = [];
});

function storeOver(respond: Respond, folder = memoryKeychainFolder()): KeychainSecretStore {
  const startWorker = (): ScriptedWorker => {
    const worker = new ScriptedWorker(respond);
    workers.push(worker);
    return worker;
  };
  const client = new KeychainClient({
    clock: new ManualClock(),
    logger: new MemoryLogger(),
    startWorker,
    inspect: async () => SYSTEM_KEYCHAIN,
  });
  return new KeychainSecretStore({ client, folder, owns: () => true });
}

/** Behaves like a locked keyring: reads give nothing, deletes do nothing, only writing fails. */
function lockedKeyring(request: KeychainRequest, worker: ScriptedWorker): void {
  worker.respond(
    request.operation === 'set'
      ? {
          number: request.number,
          ok: false,
          isLoaded: true,
          error: 'Error: Cannot create an item in a locked collection',
        }
      : { number: request.number, ok: true, secret: null, wasThere: false },
  );
}

it('stores, reads and deletes a secret', async () => {
  const store = storeOver(keyring());
  expect(await store.set('a', 'sécret')).toEqual({ done: true });
  expect(await store.get('a')).toEqual({ state: 'present', secret: 'sécret' });
  expect(await store.delete('a')).toEqual({ done: true });
  const absent = { state: 'absent' };
  expect(await Promise.all([store.get('a'), store.get('b')])).toEqual([absent, absent]);
});

it('proves with one item that stays, overwritten each time and never deleted', async () => {
  const items = new Map<string, string>();
  const respond = keyring(items);
  const deleted: string[] = [];
  const store = storeOver((request, worker) => {
    if (request.operation === 'delete') {
      deleted.push(request.account);
    }
    respond(request, worker);
  });
  await store.get('a');
  const first = items.get('check@folder');
  await store.get('a');
  expect([...items.keys()]).toEqual(['check@folder']);
  expect(items.get('check@folder')).not.toBe(first);
  expect(deleted).toEqual([]);
});

it('never takes a locked keyring for an empty one, and checks it once for all that ask at the same time', async () => {
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
  expect(await store.delete('a')).toEqual({ done: false, reason: 'locked' });
});

it('does not call a write done that reads back differently', async () => {
  const respond = keyring();
  const store = storeOver((request, worker) =>
    respond(request.operation === 'set' ? { ...request, secret: 'cut' } : request, worker),
  );
  expect(await store.set('a', 'whole')).toEqual({ done: false, reason: 'denied' });
});

it.each([[''], ['a\0b'], ['a\ud800'], ['x'.repeat(2561)]])('rejects %j before any write', async (secret) => {
  const store = storeOver(keyring());
  await expect(store.set('a', secret)).rejects.toMatchObject({ code: 'VALIDATION' });
  expect(workers).toHaveLength(0);
});

describe('a keychain whose user refuses access to what is there, as KeePassXC asks', () => {
  let items: Map<string, string>;
  let permissions: Permissions;

  beforeEach(() => {
    items = new Map();
    permissions = { allowed: new Set(), allows: false, asked: [] };
  });

  /** The store of the next start: the person is asked again. The folder has stored `a` in an earlier one. */
  async function nextStart(): Promise<KeychainSecretStore> {
    const folder = memoryKeychainFolder();
    expect(await storeOver(keyring(items), folder).set('a', 'kept')).toEqual({ done: true });
    return storeOver(keePassXc(items, permissions), folder);
  }

  it('fault 88: a refusal is neither absent nor lost, whatever new items say, and asks once', async () => {
    const store = await nextStart();
    expect(await store.get('a')).toEqual({ state: 'unavailable', reason: 'denied' });
    expect(permissions.asked).toEqual(['a@folder']);
    expect(await store.check()).toEqual({ done: true });
    expect(await store.get('a')).toEqual({ state: 'unavailable', reason: 'denied' });
    expect(await store.get('b')).toEqual({ state: 'absent' });
    permissions.allows = true;
    expect(await store.get('a')).toEqual({ state: 'present', secret: 'kept' });
  });

  it('fault 88: an overwrite that the user refused is not reported as done', async () => {
    const store = await nextStart();
    expect(await store.set('a', 'changed')).toEqual({ done: false, reason: 'denied' });
    expect(items.get('a@folder')).toBe('kept');
  });

  it('fault 91: deletes what the user allows, and reports what the user refuses', async () => {
    const store = await nextStart();
    expect(await store.delete('a')).toEqual({ done: false, reason: 'denied' });
    expect(items.get('a@folder')).toBe('kept');
    expect(store.isStored('a')).toBe(true);
    permissions.allows = true;
    expect(await store.delete('a')).toEqual({ done: true });
    expect(items.has('a@folder')).toBe(false);
    expect(store.isStored('a')).toBe(false);
  });

  it('treats a refused item as lost once the user says so, and does not ask again', async () => {
    const store = await nextStart();
    await store.get('a');
    store.acceptLoss('a');
    expect(await store.delete('a')).toEqual({ done: true });
    expect(await store.get('a')).toEqual({ state: 'absent' });
  });
});

it('fault 91: an item that lost its secret, as in KWallet, is not a password of no letters', async () => {
  const items = new Map<string, string>();
  const folder = memoryKeychainFolder();
  const store = storeOver(keyring(items), folder);
  await store.set('a', 'kept');
  items.set('a@folder', '');
  expect(await store.get('a')).toEqual({ state: 'unavailable', reason: 'denied' });
  expect(await store.delete('a')).toEqual({ done: true });
  expect(items.has('a@folder')).toBe(false);
});

describe('an item of an earlier version', () => {
  const former = (isOurs: boolean, isShared = false): KeychainFolder => ({
    ...memoryKeychainFolder(),
    formerNamesOf: (item) => [{ name: item, isOurs, isShared }],
  });

  it('fault 87: is taken over once, by one folder', async () => {
    const items = new Map([['a', 'kept']]);
    expect(await storeOver(keyring(items), former(false)).get('a')).toEqual({ state: 'present', secret: 'kept' });
    expect([...items.keys()].filter((name) => name !== 'check@folder')).toEqual(['a@folder']);
    const other = { ...former(false), nameOf: (item: string) => `${item}@other` };
    expect(await storeOver(keyring(items), other).get('a')).toEqual({ state: 'absent' });
  });

  it('fault 92: stays for the folder that a copy comes from, also when the copy deletes its own', async () => {
    const items = new Map([['a', 'kept']]);
    const store = storeOver(keyring(items), former(false, true));
    expect(await store.get('a')).toEqual({ state: 'present', secret: 'kept' });
    expect(await store.delete('a')).toEqual({ done: true });
    expect(items.get('a')).toBe('kept');
  });

  it('is deleted with the item, where it can belong to no other folder', async () => {
    const items = new Map([['a', 'kept']]);
    expect(await storeOver(keyring(items), former(true)).delete('a')).toEqual({ done: true });
    expect(items.has('a')).toBe(false);
  });
});
