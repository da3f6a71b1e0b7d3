import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createPrivateFolders } from '../../../../electron/adapters/files/privateFolders.ts';
import { openKeychainFolder } from '../../../../electron/adapters/keychain/keychainFolder.ts';
import type { KeychainSecretStore } from '../../../../electron/adapters/keychain/keychainSecretStore.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';
import { type Keyring, startKeyring } from '../../../harness/keyring.ts';
import { realKeychain } from '../../../harness/realKeychain.ts';

let root: string;
let keyring: Keyring;
let stores: KeychainSecretStore[];

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'keydesk-folders-'));
  keyring = await startKeyring();
  stores = [];
});

afterEach(async () => {
  for (const store of stores) {
    store.close();
  }
  await keyring.stop();
  rmSync(root, { recursive: true, force: true });
});

/** The keychain of a data folder, as its next start finds it. */
function storeOf(name: string): KeychainSecretStore {
  const logger = new MemoryLogger();
  const folders = createPrivateFolders({ logger });
  const folder = openKeychainFolder({ folder: join(root, name), folders, now: Date.now, logger });
  const { store } = realKeychain(keyring.environment, folder);
  stores.push(store);
  return store;
}

it('fault 87: two data folders on one real keyring neither see nor delete the items of each other', async () => {
  const [one, other] = [storeOf('one'), storeOf('other')];
  expect(await one.set('app-lock', 'hash of one')).toEqual({ done: true });
  expect(await other.get('app-lock')).toEqual({ state: 'absent' });
  expect(await other.set('app-lock', 'hash of the other')).toEqual({ done: true });
  expect(await storeOf('one').get('app-lock')).toEqual({ state: 'present', secret: 'hash of one' });
  expect(await other.delete('app-lock')).toEqual({ done: true });
  expect(await storeOf('one').get('app-lock')).toEqual({ state: 'present', secret: 'hash of one' });
});

it('fault 87: two data folders that look for many items at once do not disturb each other', async () => {
  const ids = Array.from({ length: 40 }, (_, index) => `missing ${index}`);
  const lookups = [storeOf('one'), storeOf('other')].flatMap((store) => ids.map((id) => store.get(id)));
  const states = (await Promise.all(lookups)).map(({ state }) => state);
  expect(new Set(states)).toEqual(new Set(['absent']));
});

it('an item that the keyring has lost is refused, never absent, also at the next start', async () => {
  const one = storeOf('one');
  await one.set('sample', 'secret of the sample');
  // Behind its back, as with another keyring: the folder still knows of it.
  const thief = realKeychain(keyring.environment, {
    ...openKeychainFolder({
      folder: join(root, 'one'),
      folders: { make: () => {} },
      now: Date.now,
      logger: new MemoryLogger(),
    }),
    recordDeleted: () => {},
  });
  stores.push(thief.store);
  expect(await thief.store.delete('sample')).toEqual({ done: true });
  expect(await storeOf('one').get('sample')).toEqual({ state: 'unavailable', reason: 'denied' });
});
