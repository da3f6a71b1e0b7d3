import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it, vi } from 'vitest';
import { createPrivateFolders } from '../../../electron/adapters/files/privateFolders.ts';
import { KeychainClient } from '../../../electron/adapters/keychain/keychainClient.ts';
import { openKeychainFolder } from '../../../electron/adapters/keychain/keychainFolder.ts';
import { KeychainSecretStore } from '../../../electron/adapters/keychain/keychainSecretStore.ts';
import { SYSTEM_KEYCHAIN } from '../../../electron/adapters/keychain/secretService.ts';
import { AppError } from '../../../shared/result.ts';
import { CONNECTION_FORM } from '../../fakes/connectionForm.ts';
import { MemoryPassphraseHash } from '../../fakes/memoryPassphraseHash.ts';
import { createMemoryPorts } from '../../fakes/memoryPorts.ts';
import { keePassXc, keyring, type Respond, ScriptedWorker } from '../../fakes/scriptedWorker.ts';
import { startOverFolder } from '../../harness/dataFolder.ts';
import { answer, hang } from '../../harness/faults.ts';
import { filesBelow } from '../../harness/filesWith.ts';
import { INTERCEPTIONS } from '../../harness/interceptions.ts';
import { newFolder } from '../../harness/settingsFolder.ts';
import { openTestBed } from './testBed.ts';

const { refuse, refuseNothing, RIGHTS, SYNC } = await vi.hoisted(() => import('../../harness/refusingFileSystem.ts'));

const testBed = openTestBed();
const PATIENCE = { timeout: 120_000 };
const PASSPHRASE = 'a long passphrase';
const passphraseHash = new MemoryPassphraseHash();
/** Items of the keychain, and how it responds to a request. */
const items = new Map<string, string>();
let respond: Respond = keyring(items);
/** Whether the sample platform, which is a fake here, has a database. */
let hasSampleData = false;

/** Starts over a data folder, with the current keychain and installation. */
function start(folder: string) {
  const memory = createMemoryPorts();
  const { clock, logger } = memory;
  const client = new KeychainClient({
    startWorker: () => new ScriptedWorker(respond),
    inspect: async () => SYSTEM_KEYCHAIN,
    clock,
    logger,
  });
  const folders = createPrivateFolders({ logger });
  return startOverFolder(folder, memory, {
    secretStore: new KeychainSecretStore({
      client,
      folder: openKeychainFolder({ folder, folders, now: () => clock.now(), logger }),
      owns: () => false,
    }),
    passphraseHash,
    hasSampleData: () => hasSampleData,
    connectAdminApi: (target) => {
      memory.targets.push(target);
      return testBed.connect({}, { maximumRetries: 0 });
    },
  });
}

/** Does what a user can do after a start, whatever the result. */
async function tryEverything(folder: string, connectionId: string): Promise<void> {
  const { services, memory } = start(folder);
  const { keys, lock, connections, activity } = services;
  memory.connectionProbe.failure = new AppError('INTERCEPTED', 'Something in between responded.');
  const attempts: (() => Promise<unknown>)[] = [
    () => lock.unlock(PASSPHRASE),
    () => lock.removePassphrase('a wrong one'),
    () => keys.listCached(connectionId),
    () => keys.list(connectionId),
    () => keys.list(connectionId, null, true),
    () => keys.getPermissions(connectionId),
    () => connections.open('sample'),
    () => activity.list({ connectionId, search: '', actions: {} as never }, { skip: 0, take: 10 }),
    () => services.appState.retryKeychain(),
    () => connections.change({ ...CONNECTION_FORM, id: connectionId, password: 'not the password' }),
  ];
  for (const attempt of attempts) {
    await attempt().catch(() => {});
  }
  await services.close();
}

/** Starts without a network and returns everything that must not be lost. */
async function stateOf(folder: string, connectionId: string) {
  testBed.proxy.always.set('*', hang);
  const { services, memory } = start(folder);
  const { connections, keys, activity, bulkChanges, lock, appState } = services;
  await vi.waitFor(() => expect(bulkChanges.state.interrupted).toHaveLength(1), PATIENCE);
  const isLocked = lock.isLocked;
  await lock.unlock(PASSPHRASE);
  await connections.open(connectionId);
  await connections.open('sample');
  const { items: entries, journals } = await activity.list(
    { connectionId, search: '', actions: {} as never },
    { skip: 0, take: 100 },
  );
  const found = {
    isLocked,
    opensWithItsPassphrase: !lock.isLocked,
    preferences: appState.get().preferences,
    connections: connections.stored,
    password: memory.targets[0]?.credentials,
    sampleKey: memory.platformStarts[0]?.encryptionKey,
    keys: (await keys.listCached(connectionId)).list?.content.keys.map(({ id, token }) => [id, token]),
    entries,
    verdicts: journals.map(({ verdict }) => verdict),
    runs: bulkChanges.state.interrupted.map(({ left: _left, ...run }) => run),
  };
  await services.close();
  testBed.proxy.heal();
  return found;
}

/** Uses the application; its last bulk run is interrupted. */
async function useApplication(folder: string): Promise<string> {
  const { services } = start(folder);
  services.appState.changePreferences({ theme: 'dark' });
  await services.lock.setPassphrase(null, PASSPHRASE);
  await services.connections.open('sample');
  hasSampleData = true;
  const { id } = await services.recorded.addConnection(CONNECTION_FORM);
  const { content } = await services.keys.list(id);
  const [first] = content.keys;
  await services.recorded.copyToken(id, { id: first?.id ?? '', token: first?.token ?? '' });
  await services.close();
  const killed = start(folder);
  await killed.services.keys.list(id);
  testBed.proxy.always.set('Delete', hang);
  const chosen = [{ id: first?.id ?? '', token: first?.token ?? '', version: first?.version ?? 0 }];
  void killed.services.bulkChanges.delete(id, chosen, async () => {});
  await vi.waitFor(() => expect(testBed.proxy.calls).toContain('Delete'), PATIENCE);
  testBed.proxy.heal();
  return id;
}

/** A keychain that responds to every request in the same way. */
const keychain =
  (
    result:
      | { readonly ok: true; readonly secret: string | null }
      | { readonly ok: false; readonly error: string; readonly isLoaded: boolean },
  ): Respond =>
  ({ number }, worker) =>
    worker.respond({ number, wasThere: false, ...result });
const rejectingAll = keePassXc(items, { allowed: new Set<string>(), allows: false, asked: [] });

type Case = readonly [what: string, arrange: () => unknown];
const intercepted = ([what, fault]: (typeof INTERCEPTIONS)[number]): Case => [
  `${what} in place of the installation`,
  () => testBed.proxy.always.set('*', fault),
];
const withKeychain = (what: string, response: Respond): Case => [
  `a keychain that ${what}`,
  () => {
    respond = response;
    testBed.proxy.always.set('*', hang);
  },
];

/** May not change a byte of the data folder. */
const WITHOUT_CHANGE: readonly Case[] = [
  ...INTERCEPTIONS.map(intercepted),
  withKeychain('rejects every item and reports it as absent', rejectingAll),
  withKeychain('returns nothing', keychain({ ok: true, secret: null })),
  withKeychain('returns empty secrets', keychain({ ok: true, secret: '' })),
  withKeychain('returns foreign secrets', keychain({ ok: true, secret: 'of somebody else' })),
  withKeychain(
    'is locked',
    keychain({ ok: false, isLoaded: true, error: 'Cannot create an item in a locked collection' }),
  ),
  withKeychain('reports errors in Russian', keychain({ ok: false, isLoaded: true, error: 'Не удалось подключиться' })),
  withKeychain(
    'has no service',
    keychain({
      ok: false,
      isLoaded: true,
      error: 'The name org.freedesktop.secrets was not provided by any .service files',
    }),
  ),
  withKeychain('ends its process', (_request, worker) => worker.exit()),
];

/** May add to the data folder. */
const WITH_CHANGE: readonly Case[] = [
  [
    'another data folder on the same keychain',
    async () => {
      const { services } = start(newFolder());
      await services.lock.setPassphrase(null, 'the passphrase of the other');
      await services.connections.open('sample');
      await services.recorded.copyToken('sample', { id: 'authkey.1', token: '' }).catch(() => {});
      await services.lock.removePassphrase('the passphrase of the other');
      await services.close();
    },
  ],
  ['a file system that rejects permissions and cannot flush', () => refuse('EPERM', [...RIGHTS, ...SYNC])],
  ['a file system that keeps no permissions', () => refuse(null, RIGHTS)],
  ['a file system that cannot rename', () => refuse('EXDEV', ['renameSync', 'promises.rename'])],
];

/** The contents of all files below a folder except logs, by relative path. */
function contentsOf(folder: string): Readonly<Record<string, string>> {
  const files = filesBelow(folder).map((file) => [relative(folder, file), readFileSync(file, 'latin1')] as const);
  return Object.fromEntries(files.filter(([path]) => !path.startsWith('logs')));
}

it('fault 83: no list, setting, journal, passphrase or run is lost', async () => {
  const folder = newFolder();
  const id = await useApplication(folder);
  const before = await stateOf(folder, id);
  expect(before).toMatchObject({ isLocked: true, opensWithItsPassphrase: true, preferences: { theme: 'dark' } });
  expect(before.keys?.length).toBeGreaterThan(0);
  expect([before.entries, before.runs].map(({ length }) => length)).toEqual([2, 1]);
  for (const [what, arrange] of [...WITHOUT_CHANGE, ...WITH_CHANGE]) {
    const files = contentsOf(folder);
    await arrange();
    await tryEverything(folder, id);
    respond = keyring(items);
    refuseNothing();
    testBed.proxy.heal();
    if (WITHOUT_CHANGE.some(([name]) => name === what)) {
      expect(contentsOf(folder), what).toEqual(files);
    }
    expect(await stateOf(folder, id), what).toEqual(before);
  }
});

it('fault 83: a list is deleted when the installation itself denies access to it', async () => {
  const folder = newFolder();
  const { services } = start(folder);
  const { id } = await services.connections.add(CONNECTION_FORM);
  await services.keys.list(id);
  testBed.proxy.always.set('*', answer(403, {}, { Code: 'NotPermitted', Message: 'needs a right' }));
  await expect(services.keys.list(id)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  await services.close();
  expect(Object.keys(contentsOf(folder))).not.toContain(join('key-lists', `${id}.jsonl`));
});
