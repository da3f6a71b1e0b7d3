import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Services } from '../../../../electron/services/services.ts';
import { AppError } from '../../../../shared/result.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { FolderOnKeyring } from '../../../fakes/folderOnKeyring.ts';
import { secretOf, shownKey } from '../../../fakes/memoryAdminApi.ts';
import { keyring, type Respond } from '../../../fakes/scriptedWorker.ts';

const PASSPHRASE = 'the passphrase of the old folder';
const KEY = shownKey('authkey.1');
const INTACT = { brokenAt: null, lacksEntries: false, tornLines: 0, sealedFrom: 1 };

let root: string;
let items: Map<string, string>;
let old: FolderOnKeyring;
let respond: Respond;
let connectionId: string;
let encryptionKey: string | undefined;

/** A folder as the version before left it: items without the folder in their names, and the note of one run. */
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'keydesk-earlier-'));
  items = new Map();
  respond = keyring(items);
  old = new FolderOnKeyring(join(root, 'old'), (request, worker) => respond(request, worker));
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

afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Uses everything that is in the keychain, or fails. */
async function useEverything(services: Services): Promise<void> {
  await services.lock.unlock(PASSPHRASE);
  await services.connections.open(connectionId);
  expect(old.memory.targets.at(-1)?.credentials).toMatchObject({ password: CONNECTION_FORM.password });
  await services.connections.open('sample');
  expect(old.memory.platformStarts.at(-1)).toMatchObject({ encryptionKey });
  expect(old.memory.platformStarts.at(-1)?.dataFolder).not.toBeNull();
  const filter = { connectionId: null, search: '', actions: {} as never };
  const { journals } = await services.activity.list(filter, { skip: 0, take: 10 });
  expect(journals.map(({ verdict }) => verdict)).toEqual([INTACT, INTACT]);
  old.memory.adminApi.failure = new AppError('UNREACHABLE', 'no line');
  expect(await services.keys.readSecret(connectionId, KEY)).toBe(secretOf('authkey.1'));
  old.memory.adminApi.failure = null;
  expect(services.appState.get().keychainProblem).toBeNull();
}

it('fault 87: everything of an earlier version is taken over once and is there at each later start', async () => {
  await useEverything(old.start());
  const taken = new Map(items);
  expect([...taken.keys()].filter((name) => !name.includes('@') && name !== 'check')).toEqual([]);
  await useEverything(old.start());
  expect([...items.keys()]).toEqual([...taken.keys()]);
});

it('fault 89: the run that an earlier version did not live to end is told', async () => {
  const { bulkChanges } = old.start();
  await vi.waitFor(() => expect(bulkChanges.state.interrupted).toHaveLength(1));
  expect(bulkChanges.state.interrupted[0]).toMatchObject({ connectionId, total: 2, unknown: 1, notTried: 1 });
});

it('fault 87: a fresh folder beside it takes, changes and deletes nothing of that', async () => {
  const before = new Map(items);
  const fresh = new FolderOnKeyring(join(root, 'fresh'), keyring(items));
  const services = fresh.start();
  await services.connections.open('sample');
  expect(fresh.memory.platformStarts.at(-1)?.encryptionKey).not.toBe(encryptionKey);
  await services.keys.list('sample');
  await services.recorded.copyToken('sample', KEY);
  await services.lock.setPassphrase(null, 'another');
  await services.lock.removePassphrase('another');
  await services.close();
  expect(new Map([...items].filter(([name]) => !name.includes('@')))).toEqual(before);
  await useEverything(old.start());
});

it('fault 88: what the keychain refuses at the first start of the new version is taken over at a later one', async () => {
  const answer = respond;
  respond = (request, worker) => {
    const isRefused = items.has(request.account) && !request.account.startsWith('check');
    if (isRefused) {
      worker.answer({ number: request.number, ok: true, secret: null, wasThere: false });
    } else {
      answer(request, worker);
    }
  };
  const before = new Map(items);
  await expect(old.start().lock.unlock(PASSPHRASE)).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' });
  for (const [name, secret] of before) {
    expect(items.get(name)).toBe(secret);
  }
  respond = answer;
  await useEverything(old.start());
});
