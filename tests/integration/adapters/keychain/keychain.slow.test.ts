import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPrivateFolders } from '../../../../electron/adapters/files/privateFolders.ts';
import { openKeychainFolder } from '../../../../electron/adapters/keychain/keychainFolder.ts';
import { createServices } from '../../../../electron/services/services.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { CutOff } from '../../../fakes/cutOff.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';
import { createMemoryPorts } from '../../../fakes/memoryPorts.ts';
import { filesBelow } from '../../../harness/filesWith.ts';
import { type Keyring, startKeyring, WITHOUT_KEYRING } from '../../../harness/keyring.ts';
import { realKeychain } from '../../../harness/realKeychain.ts';
import { newFolder } from '../../../harness/settingsFolder.ts';

const SECRET = 'canary päßword 🔑';
const DONE = { done: true };
const ABSENT = { state: 'absent' };
const present = (secret: string) => ({ state: 'present', secret });

let root: string;
let keyring: Keyring;

beforeEach(async () => {
  root = newFolder();
  keyring = await startKeyring();
});

afterEach(() => keyring.stop());

/** Opens the keychain of a data folder as a start does. */
const storeOf = (name: string) => realKeychain(keyring.environment, keychainFolderOf(name)).store;

function keychainFolderOf(name: string) {
  const logger = new MemoryLogger();
  const folders = createPrivateFolders({ logger });
  return openKeychainFolder({ folder: join(root, name), folders, now: Date.now, logger });
}

it.each([SECRET, 'x', 'é'.repeat(1024)])('stores, returns and deletes a secret: %s', async (secret) => {
  const store = storeOf('one');
  expect(await store.get('one')).toEqual(ABSENT);
  expect(await store.set('one', secret)).toEqual(DONE);
  expect(await storeOf('one').get('one')).toEqual(present(secret));
  const files = filesBelow(keyring.folder);
  expect(files.join()).toContain('login.keyring');
  expect(files.filter((file) => readFileSync(file).includes('canary'))).toEqual([]);
  expect(await store.delete('one')).toEqual(DONE);
  expect(await store.get('one')).toEqual(ABSENT);
});

it('fault 87: two data folders on one keyring do not read, delete or delay the items of each other', async () => {
  const [one, other] = [storeOf('one'), storeOf('other')];
  expect(await one.set('app-lock', 'hash of one')).toEqual(DONE);
  expect(await other.get('app-lock')).toEqual(ABSENT);
  expect(await other.set('app-lock', 'hash of the other')).toEqual(DONE);
  expect(await storeOf('one').get('app-lock')).toEqual(present('hash of one'));
  expect(await other.delete('app-lock')).toEqual(DONE);
  expect(await storeOf('one').get('app-lock')).toEqual(present('hash of one'));

  const ids = Array.from({ length: 40 }, (_, index) => `missing ${index}`);
  const lookups = await Promise.all([one, other].flatMap((store) => ids.map((id) => store.get(id))));
  expect(lookups).toEqual(Array(80).fill(ABSENT));
});

it('never reports an item as absent that the keyring has lost', async () => {
  await storeOf('one').set('sample', 'secret of the sample');
  // The data folder does not notice, as with another keyring.
  const thief = realKeychain(keyring.environment, { ...keychainFolderOf('one'), recordDeleted: () => {} });
  expect(await thief.store.delete('sample')).toEqual(DONE);
  expect(await storeOf('one').get('sample')).toEqual({ state: 'unavailable', reason: 'denied' });
});

it('deletes the item of a run that ended between keychain and settings at the next start', async () => {
  const { store } = realKeychain(keyring.environment);
  const memory = createMemoryPorts();
  // The item is recorded as pending and written; the connection itself is never saved, nor is the item deleted.
  const cutOff = new CutOff(2);
  const settingsStore = cutOff.settings(memory.settingsStore);
  const run = createServices({ ...memory.ports, settingsStore, secretStore: cutOff.secrets(store) });
  void run.connections.add({ ...CONNECTION_FORM, password: SECRET }).catch(() => {});
  await vi.waitFor(() => expect(cutOff.steps).toBeGreaterThan(2), 60_000);
  const [id = ''] = memory.settingsStore.stored.pendingSecretIds;
  expect(memory.settingsStore.stored.connections).toEqual([]);
  expect(await store.get(id)).toMatchObject({ state: 'present' });

  createServices({ ...memory.ports, secretStore: store }).start();
  await vi.waitFor(() => expect(memory.settingsStore.stored.pendingSecretIds).toEqual([]), 60_000);
  expect(await store.get(id)).toEqual(ABSENT);
});

it('reports a worker that is killed during a call, and starts another', async () => {
  const { store, workers } = realKeychain(WITHOUT_KEYRING);
  const lookup = store.get('one');
  await vi.waitUntil(() => workers[0]?.pid !== undefined, { timeout: 60_000 });
  workers[0]?.kill('SIGSEGV');
  expect(await lookup).toEqual({ state: 'unavailable', reason: 'crashed' });
  expect(await store.get('one')).toEqual({ state: 'unavailable', reason: 'noBus' });
});
