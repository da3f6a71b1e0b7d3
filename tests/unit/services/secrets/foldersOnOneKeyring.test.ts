import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Services } from '../../../../electron/services/services.ts';
import type { ActivityVerdict } from '../../../../shared/model/activity.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { FolderOnKeyring } from '../../../fakes/folderOnKeyring.ts';
import { shownKey } from '../../../fakes/memoryAdminApi.ts';
import { keyring } from '../../../fakes/scriptedWorker.ts';

const FIRST = 'the passphrase of one';
const SECOND = 'the passphrase of the other';
const WORDS = {} as Parameters<Services['activity']['list']>[0]['actions'];
const INTACT = { brokenAt: null, lacksEntries: false, tornLines: 0, sealedFrom: 1 };

let root: string;
let items: Map<string, string>;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'keydesk-folders-'));
  items = new Map();
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const folderNamed = (name: string): FolderOnKeyring => new FolderOnKeyring(join(root, name), keyring(items));

/** Does something that is recorded, and ends the application. */
async function copyToken(services: Services): Promise<void> {
  await services.keys.list('sample');
  await services.recorded.copyToken('sample', shownKey('authkey.1'));
  await services.close();
}

async function verdictOf(services: Services): Promise<ActivityVerdict | undefined> {
  const filter = { connectionId: 'sample', search: '', actions: WORDS };
  return (await services.activity.list(filter, { skip: 0, take: 10 })).journals[0]?.verdict;
}

it('fault 87: the passphrase of one data folder opens no other, and its removal locks nobody out', async () => {
  const [one, other] = [folderNamed('one'), folderNamed('other')];
  await one.start().lock.setPassphrase(null, FIRST);
  await other.start().lock.setPassphrase(null, SECOND);
  await expect(one.start().lock.unlock(SECOND)).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' });
  const services = other.start();
  await services.lock.unlock(SECOND);
  await services.lock.removePassphrase(SECOND);
  await one.start().lock.unlock(FIRST);
});

it('fault 87: a fresh data folder accuses no journal, beside another or after the former one was deleted', async () => {
  await copyToken(folderNamed('one').start());
  await copyToken(folderNamed('one').start());
  const other = folderNamed('other');
  expect(await verdictOf(other.start())).toEqual(INTACT);
  await copyToken(other.start());
  expect(await verdictOf(other.start())).toEqual(INTACT);
  expect(await verdictOf(folderNamed('one').start())).toEqual(INTACT);
  rmSync(join(root, 'one'), { recursive: true });
  const anew = folderNamed('one');
  await copyToken(anew.start());
  expect(await verdictOf(anew.start())).toEqual(INTACT);
});

it('fault 87: a data folder that was put back from a backup is said to lack entries, not to be forged', async () => {
  const one = folderNamed('one');
  await copyToken(one.start());
  cpSync(one.folder, join(root, 'backup'), { recursive: true });
  await copyToken(one.start());
  rmSync(one.folder, { recursive: true });
  cpSync(join(root, 'backup'), one.folder, { recursive: true });
  const lacking = { brokenAt: 2, lacksEntries: true };
  expect(await verdictOf(one.start())).toMatchObject(lacking);
  await copyToken(one.start());
  expect(await verdictOf(one.start())).toMatchObject(lacking);
});

it('fault 92: removing a connection in a copy leaves the password of the original', async () => {
  const original = folderNamed('one');
  const { id } = await original.start().connections.add(CONNECTION_FORM);
  const copy = folderNamed('copy');
  cpSync(original.folder, copy.folder, { recursive: true });
  copy.memory.settingsStore.stored = original.memory.settingsStore.stored;
  const services = copy.start();
  await services.connections.open(id);
  expect(await services.connections.remove(id)).toMatchObject({ passwordRemoved: true });
  await original.start().connections.open(id);
  expect(original.memory.targets.at(-1)?.credentials).toMatchObject({ password: CONNECTION_FORM.password });
});

it('fault 87: items of an earlier version go to the folder that can prove that they are its own', async () => {
  const sample = { folder: '0d4c2f0e-6c0b-4d59-9d0a-5b1c6c0e9a11', encryptionKey: 'a2V5', adminPassword: 'cGFzcw==' };
  const old = folderNamed('old');
  mkdirSync(join(old.folder, 'sample-platform', sample.folder), { recursive: true });
  writeFileSync(join(old.folder, 'settings.json'), '{}');
  items.set('sample', JSON.stringify(sample));
  items.set('app-lock', `hash of ${FIRST}`);
  items.set('activity-sample', JSON.stringify({ number: 7, hash: 'a'.repeat(64), from: 1 }));

  // Another old folder, with neither the database nor the journal; and a fresh one.
  const stranger = folderNamed('stranger');
  writeFileSync(join(stranger.folder, 'settings.json'), '{}');
  for (const other of [stranger, folderNamed('fresh')]) {
    const services = other.start();
    await services.connections.open('sample');
    await copyToken(services);
    expect(other.memory.platformStarts.at(-1)?.encryptionKey).not.toBe(sample.encryptionKey);
    expect(await verdictOf(other.start())).toEqual(INTACT);
  }

  await old.start().connections.open('sample');
  expect(old.memory.platformStarts.at(-1)).toMatchObject({ encryptionKey: sample.encryptionKey });
  expect(items.has('sample')).toBe(false);
});

it('the seal of a journal goes with its connection; the journal stays', async () => {
  const folder = folderNamed('one');
  const services = folder.start();
  const { id } = await services.recorded.addConnection(CONNECTION_FORM);
  await services.keys.list(id);
  await services.recorded.copyToken(id, shownKey('authkey.1'));
  await services.recorded.removeConnection(id);
  await services.close();
  expect([...items.keys()].filter((name) => name.includes(id))).toEqual([]);
  expect(folder.memory.settingsStore.stored.pendingSecretIds).toEqual([]);
  const filter = { connectionId: id, search: '', actions: WORDS };
  const { total, journals } = await folder.start().activity.list(filter, { skip: 0, take: 10 });
  expect([total, journals[0]?.verdict.brokenAt]).toEqual([3, null]);
});
