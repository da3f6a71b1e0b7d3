import { cpSync, rmSync } from 'node:fs';
import { beforeEach, expect, it } from 'vitest';
import type { Services } from '../../../../electron/services/services.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { foldersBeforeEach } from '../../../fakes/folderOnKeyring.ts';
import { shownKey } from '../../../fakes/memoryAdminApi.ts';
import { keyring } from '../../../fakes/scriptedWorker.ts';
import { activityOf, INTACT, verdictOf } from '../application.ts';

const FIRST = 'the passphrase of one';
const SECOND = 'the passphrase of the other';

let items: Map<string, string>;

beforeEach(() => {
  items = new Map();
});

const folders = foldersBeforeEach((request, worker) => keyring(items)(request, worker));

/** Performs an action that is recorded, and closes the application. */
async function copyToken(services: Services): Promise<void> {
  await services.keys.list('sample');
  await services.recorded.copyToken('sample', shownKey('authkey.1'));
  await services.close();
}

it('fault 87: the passphrase of a data folder unlocks no other folder, and its removal locks no user out', async () => {
  const [one, other] = [folders.named('one'), folders.named('other')];
  await one.start().lock.setPassphrase(null, FIRST);
  await other.start().lock.setPassphrase(null, SECOND);
  await expect(one.start().lock.unlock(SECOND)).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' });
  const services = other.start();
  await services.lock.unlock(SECOND);
  await services.lock.removePassphrase(SECOND);
  await one.start().lock.unlock(FIRST);
});

it('fault 87: the journal of a new data folder is intact, beside another folder or after the old one was deleted', async () => {
  const [one, other] = [folders.named('one'), folders.named('other')];
  await copyToken(one.start());
  await copyToken(one.start());
  expect(await verdictOf(other.start())).toEqual(INTACT);
  await copyToken(other.start());
  expect(await verdictOf(other.start())).toEqual(INTACT);
  expect(await verdictOf(one.start())).toEqual(INTACT);
  rmSync(one.folder, { recursive: true });
  const anew = folders.named('one');
  await copyToken(anew.start());
  expect(await verdictOf(anew.start())).toEqual(INTACT);
});

it('fault 87: a data folder restored from a backup is reported as incomplete, not as forged', async () => {
  const [one, backup] = [folders.named('one'), folders.named('backup')];
  await copyToken(one.start());
  cpSync(one.folder, backup.folder, { recursive: true });
  await copyToken(one.start());
  rmSync(one.folder, { recursive: true });
  cpSync(backup.folder, one.folder, { recursive: true });
  const lacking = { brokenAt: 2, lacksEntries: true };
  expect(await verdictOf(one.start())).toMatchObject(lacking);
  await copyToken(one.start());
  expect(await verdictOf(one.start())).toMatchObject(lacking);
});

it('the seal of a journal is deleted with its connection; the journal is kept', async () => {
  const folder = folders.named('one');
  const services = folder.start();
  const { id } = await services.recorded.addConnection(CONNECTION_FORM);
  await services.keys.list(id);
  await services.recorded.copyToken(id, shownKey('authkey.1'));
  await services.recorded.removeConnection(id);
  await services.close();
  expect([...items.keys()].filter((name) => name.includes(id))).toEqual([]);
  expect(folder.memory.settingsStore.stored.pendingSecretIds).toEqual([]);
  const { total, journals } = await activityOf(id, folder.start());
  expect([total, journals[0]?.verdict.brokenAt]).toEqual([3, null]);
});
