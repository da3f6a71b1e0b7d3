import { beforeEach, expect, it } from 'vitest';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { type FolderOnKeyring, foldersBeforeEach } from '../../../fakes/folderOnKeyring.ts';
import { keePassXc, type Permissions } from '../../../fakes/scriptedWorker.ts';

const FIRST = 'the first passphrase';
const SECOND = 'the second passphrase';
const UNAVAILABLE = { code: 'KEYCHAIN_UNAVAILABLE' };

let items: Map<string, string>;
let permissions: Permissions;
let folder: FolderOnKeyring;

const folders = foldersBeforeEach((request, worker) => keePassXc(items, permissions)(request, worker));

beforeEach(() => {
  items = new Map();
  permissions = { allowed: new Set(), allows: true, asked: [] };
  folder = folders.named('one');
});

/** From now on the user denies every keychain prompt. */
function refuse(): void {
  permissions.allowed.clear();
  permissions.allows = false;
}

it('fault 88: a denied password does not affect the passwords of other connections', async () => {
  const services = folder.start();
  const { id: one } = await services.connections.add({ ...CONNECTION_FORM, address: 'https://one.example' });
  const { id: two } = await services.connections.add({ ...CONNECTION_FORM, address: 'https://two.example' });
  await services.close();
  // The item was deleted with a keyring program.
  for (const name of [...items.keys()].filter((item) => item.startsWith(one))) {
    items.delete(name);
  }
  const again = folder.start();
  await expect(again.connections.open(one)).rejects.toMatchObject(UNAVAILABLE);
  await expect(again.connections.open(two)).rejects.toMatchObject(UNAVAILABLE);
  await again.appState.retryKeychain();
  await again.connections.open(two);
  await expect(again.connections.open(one)).rejects.toMatchObject(UNAVAILABLE);
  expect(again.appState.get().keychainProblem).toBe('denied');
});

it('fault 88: if the keychain rejects a new passphrase, the previous one stays valid, also after a restart', async () => {
  const services = folder.start();
  await services.lock.setPassphrase(null, FIRST);
  refuse();
  await expect(services.lock.setPassphrase(FIRST, SECOND)).rejects.toMatchObject(UNAVAILABLE);
  services.lock.lock();
  await expect(services.lock.unlock(SECOND)).rejects.toMatchObject(UNAVAILABLE);
  permissions.allows = true;
  await services.appState.retryKeychain();
  await expect(services.lock.unlock(SECOND)).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' });
  await services.lock.unlock(FIRST);
  await folder.start().lock.unlock(FIRST);
});

it('fault 88: a removed passphrase whose item cannot be deleted has no effect and can be replaced', async () => {
  const services = folder.start();
  await services.lock.setPassphrase(null, FIRST);
  refuse();
  await services.lock.removePassphrase(FIRST);
  const again = folder.start();
  expect(again.lock.isLocked).toBe(false);
  await expect(again.lock.setPassphrase(null, SECOND)).rejects.toMatchObject(UNAVAILABLE);
  expect(again.lock.state.hasPassphrase).toBe(false);
  permissions.allows = true;
  await again.lock.setPassphrase(null, SECOND);
  await folder.start().lock.unlock(SECOND);
});
