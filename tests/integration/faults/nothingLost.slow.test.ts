import { chmodSync, mkdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it, vi } from 'vitest';
import { createPrivateFolders } from '../../../electron/adapters/files/privateFolders.ts';
import { KeychainClient } from '../../../electron/adapters/keychain/keychainClient.ts';
import { openKeychainFolder } from '../../../electron/adapters/keychain/keychainFolder.ts';
import { KeychainSecretStore } from '../../../electron/adapters/keychain/keychainSecretStore.ts';
import { AppError } from '../../../shared/result.ts';
import { CONNECTION_FORM } from '../../fakes/connectionForm.ts';
import { MemoryPassphraseHash } from '../../fakes/memoryPassphraseHash.ts';
import { createMemoryPorts } from '../../fakes/memoryPorts.ts';
import { keePassXc, keyring, type Respond, ScriptedWorker } from '../../fakes/scriptedWorker.ts';
import { startOverFolder } from '../../harness/dataFolder.ts';
import { answer, type Fault, hang } from '../../harness/faults.ts';
import { filesBelow } from '../../harness/filesWith.ts';
import { INTERCEPTIONS } from '../../harness/interceptions.ts';
import { newFolder } from '../../harness/settingsFolder.ts';
import { openTestBed } from './testBed.ts';

const { refuse, refuseNothing, RIGHTS, SYNC } = await vi.hoisted(() => import('../../harness/refusingFileSystem.ts'));

const testBed = openTestBed();
/** For a machine that is busy otherwise. */
const PATIENCE = { timeout: 120_000 };
const PASSPHRASE = 'a long passphrase';
const passphraseHash = new MemoryPassphraseHash();
/** The keychain of the computer, and what it does with a request. */
const items = new Map<string, string>();
let respond: Respond = keyring(items);
/** Whether there is a database of the sample platform, which is a double here. */
let hasSampleData = false;

/** A start over a data folder, with the keychain and the installation as they are at that moment. */
function start(folder: string) {
  const memory = createMemoryPorts();
  const { clock, logger } = memory;
  const client = new KeychainClient({ startWorker: () => new ScriptedWorker(respond), clock, logger });
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

/** What somebody can do who has just started, with whatever result. */
async function tryEverything(folder: string, connectionId: string): Promise<void> {
  const { services, memory } = start(folder);
  const { keys, lock, connections, activity } = services;
  memory.connectionProbe.failure = new AppError('INTERCEPTED', 'Something on the way answered.');
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

/** Everything that must not be lost, as a start finds it that nothing hinders but a network that is away. */
async function whatIsThere(folder: string, connectionId: string) {
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

/** Uses the application for a while; its last run is cut off in the middle. */
async function useIt(folder: string): Promise<string> {
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

/** A keychain that answers every request in one way. */
const always =
  (
    result: { readonly ok: true; readonly secret: string | null } | { readonly ok: false; readonly error: string },
  ): Respond =>
  ({ number }, worker) =>
    worker.answer({ number, wasThere: false, ...result });

interface Case {
  readonly what: string;
  readonly arrange: (folder: string) => void | Promise<void>;
  /** Whether not a byte may change; otherwise what is written has to keep what was there. */
  readonly leavesFiles: boolean;
}

const answered = (what: string, fault: Fault): Case => ({
  what,
  arrange: () => void testBed.proxy.always.set('*', fault),
  leavesFiles: true,
});
const kept = (what: string, response: Respond): Case => ({
  what: `a keychain that ${what}`,
  arrange: () => {
    respond = response;
    testBed.proxy.always.set('*', hang);
  },
  leavesFiles: true,
});
const onDisk = (what: string, arrange: Case['arrange']): Case => ({ what, arrange, leavesFiles: false });
const nobody = { allowed: new Set<string>(), allows: false, asked: [] };

const CASES: readonly Case[] = [
  ...INTERCEPTIONS.map(([what, fault]) => answered(`${what} in place of the installation`, fault)),
  kept('refuses every item and says that there is none', keePassXc(items, nobody)),
  kept('gives nothing', always({ ok: true, secret: null })),
  kept('gives empty secrets', always({ ok: true, secret: '' })),
  kept('gives the secrets of somebody else', always({ ok: true, secret: 'of somebody else' })),
  kept('is locked', always({ ok: false, error: 'Cannot create an item in a locked collection' })),
  kept('speaks Russian', always({ ok: false, error: 'Не удалось подключиться' })),
  kept(
    'has no service',
    always({ ok: false, error: 'The name org.freedesktop.secrets was not provided by any .service files' }),
  ),
  kept('ends its process', (_request, worker) => worker.exit()),
  onDisk('another data folder on the same keychain, with a passphrase of its own, then without one', async () => {
    const { services } = start(newFolder());
    await services.lock.setPassphrase(null, 'the passphrase of the other');
    await services.connections.open('sample');
    await services.recorded.copyToken('sample', { id: 'authkey.1', token: '' }).catch(() => {});
    await services.lock.removePassphrase('the passphrase of the other');
    await services.close();
  }),
  ...['EPERM', 'ENOTSUP', 'ENOSYS', 'EROFS'].flatMap((code) => [
    onDisk(`a file system that refuses rights with ${code}`, () => refuse(code, RIGHTS)),
    onDisk(`a file system that cannot wait for the disk, ${code}`, () => refuse(code, SYNC)),
  ]),
  onDisk('a file system that keeps no rights', () => refuse(null, RIGHTS)),
  onDisk('a file system that renames nothing', () => refuse('EXDEV', ['renameSync', 'promises.rename'])),
  onDisk('folders that stay open to others', (folder) => {
    refuse('EPERM', RIGHTS);
    for (const name of ['', 'activity', 'key-lists', 'bulk']) {
      mkdirSync(join(folder, name), { recursive: true });
    }
  }),
  onDisk('folders that others own the rights of', (folder) => chmodSync(folder, 0o777)),
  onDisk('settings behind a link', (folder) => {
    const elsewhere = join(newFolder(), 'settings.json');
    renameSync(join(folder, 'settings.json'), elsewhere);
    symlinkSync(elsewhere, join(folder, 'settings.json'));
  }),
];

/** The contents of all files below a folder except logs, by relative path. */
function contentsOf(folder: string): Readonly<Record<string, string>> {
  const files = filesBelow(folder).map((file) => [relative(folder, file), readFileSync(file, 'latin1')] as const);
  return Object.fromEntries(files.filter(([path]) => !path.startsWith('logs')));
}

it('fault 83: no list, setting, journal, passphrase or run is lost', async () => {
  const folder = newFolder();
  const id = await useIt(folder);
  const before = await whatIsThere(folder, id);
  expect(before).toMatchObject({ isLocked: true, opensWithItsPassphrase: true, preferences: { theme: 'dark' } });
  expect(before.keys?.length).toBeGreaterThan(0);
  expect([before.entries, before.runs].map(({ length }) => length)).toEqual([2, 1]);
  for (const { what, arrange, leavesFiles } of CASES) {
    const files = contentsOf(folder);
    await arrange(folder);
    await tryEverything(folder, id);
    respond = keyring(items);
    refuseNothing();
    testBed.proxy.heal();
    if (leavesFiles) {
      expect(contentsOf(folder), what).toEqual(files);
    }
    expect(await whatIsThere(folder, id), what).toEqual(before);
  }
});

it('fault 83: only the installation itself takes a list away', async () => {
  const folder = newFolder();
  const { services } = start(folder);
  const { id } = await services.connections.add(CONNECTION_FORM);
  await services.keys.list(id);
  testBed.proxy.always.set('*', answer(403, {}, { Code: 'NotPermitted', Message: 'needs a right' }));
  await expect(services.keys.list(id)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  await services.close();
  expect(Object.keys(contentsOf(folder))).not.toContain(join('key-lists', `${id}.jsonl`));
});
