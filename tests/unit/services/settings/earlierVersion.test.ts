import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Services } from '../../../../electron/services/services.ts';
import { AppError } from '../../../../shared/result.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { type FolderOnKeyring, foldersBeforeEach } from '../../../fakes/folderOnKeyring.ts';
import { secretOf, shownKey } from '../../../fakes/memoryAdminApi.ts';
import { keyring, type Respond } from '../../../fakes/scriptedWorker.ts';
import { activityOf, INTACT } from '../application.ts';

const PASSPHRASE = 'the passphrase of the old folder';
const KEY = shownKey('authkey.1');

let items: Map<string, string>;
let old: FolderOnKeyring;
let respond: Respond;
let connectionId: string;
let encryptionKey: string | undefined;

const folders = foldersBeforeEach((request, worker) => respond(request, worker));

/** A data folder of the previous version: item names without the folder, and the notes of one run. */
beforeEach(async () => {
  items = new Map();
  respond = keyring(items);
  old = folders.named('old');
  const services = old.start();
  ({ id: connectionId } = await services.recorded.addConnection({ ...CONNECTION_FORM, keepsKeySecrets: true }));
  for (const id of ['sample', connectionId]) {
    await services.keys.list(id);
    await services.recorded.copyToken(id, KEY);
  }
  await services.keys.readSecret(connectionId, KEY);
  await vi.waitFor(() => expect(old.memory.settingsStore.stored.keptSecrets).toHaveLength(1));
  encryptionKey = old.memory.platformStarts.at(-1)?.encryptionKey;
  await services.lock.setPassphrase(null, PASSPHRASE);
  await services.close();
  for (const [name, secret] of [...items]) {
    items.delete(name);
    items.set(name.replace(/@.*/, ''), secret);
  }
  for (const name of ['keychain.json', 'keychain.last-good.json']) {
    rmSync(join(old.folder, name));
  }
  writeFileSync(join(old.folder, 'settings.json'), '{}');
  const head = { kind: 'delete', connectionId, startedAt: '2026-11-20T12:00:00.000Z', keyIds: ['authkey.1', 'gone'] };
  mkdirSync(join(old.folder, 'bulk'));
  writeFileSync(join(old.folder, 'bulk', 'deletion.jsonl'), `${JSON.stringify(head)}\n{"sending":["gone"]}\n`);
});

/** Uses all keychain items; throws if one is missing. */
async function useEverything(services: Services): Promise<void> {
  await services.lock.unlock(PASSPHRASE);
  await services.connections.open(connectionId);
  expect(old.memory.targets.at(-1)?.credentials).toMatchObject({ password: CONNECTION_FORM.password });
  await services.connections.open('sample');
  expect(old.memory.platformStarts.at(-1)).toMatchObject({ encryptionKey });
  expect(old.memory.platformStarts.at(-1)?.dataFolder).not.toBeNull();
  const { journals } = await activityOf(null, services);
  expect(journals.map(({ verdict }) => verdict)).toEqual([INTACT, INTACT]);
  old.memory.adminApi.failure = new AppError('UNREACHABLE', 'no line');
  expect(await services.keys.readSecret(connectionId, KEY)).toBe(secretOf('authkey.1'));
  old.memory.adminApi.failure = null;
  expect(services.appState.get().keychainProblem).toBeNull();
}

it('fault 87: all data of an earlier version is migrated once and available at each later start', async () => {
  await useEverything(old.start());
  const taken = [...items.keys()];
  expect(taken.filter((name) => !name.includes('@') && name !== 'check')).toEqual([]);
  await useEverything(old.start());
  expect([...items.keys()]).toEqual(taken);
});

it('fault 89: a bulk run interrupted in an earlier version is reported', async () => {
  const { bulkChanges } = old.start();
  await vi.waitFor(() => expect(bulkChanges.state.interrupted).toHaveLength(1));
  expect(bulkChanges.state.interrupted[0]).toMatchObject({ connectionId, total: 2, unknown: 1, notTried: 1 });
});

it.each(['new', 'of another earlier version'])(
  'fault 87: another folder that is %s does not use, change or delete any of it',
  async (kind) => {
    const before = new Map(items);
    const other = folders.named('other');
    if (kind !== 'new') {
      // Item names do not identify the folder, but this one has neither the database nor the journal of these items.
      writeFileSync(join(other.folder, 'settings.json'), '{}');
    }
    const services = other.start();
    await services.connections.open('sample');
    expect(other.memory.platformStarts.at(-1)?.encryptionKey).not.toBe(encryptionKey);
    await services.keys.list('sample');
    await services.recorded.copyToken('sample', KEY);
    await services.lock.setPassphrase(null, 'another');
    await services.lock.removePassphrase('another');
    await services.close();
    expect(new Map([...items].filter(([name]) => !name.includes('@')))).toEqual(before);
    await useEverything(old.start());
  },
);

it('fault 88: items that the keychain denies at the first start of the new version are migrated at a later one', async () => {
  const respondNormally = respond;
  respond = (request, worker) => {
    if (items.has(request.account) && !request.account.startsWith('check')) {
      worker.respond({ number: request.number, ok: true, secret: null, wasThere: false });
    } else {
      respondNormally(request, worker);
    }
  };
  const before = [...items];
  await expect(old.start().lock.unlock(PASSPHRASE)).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' });
  expect([...items]).toEqual(expect.arrayContaining(before));
  respond = respondNormally;
  await useEverything(old.start());
});
