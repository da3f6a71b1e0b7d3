import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../shared/result.ts';
import { CONNECTION_FORM } from '../../fakes/connectionForm.ts';
import { shownKey } from '../../fakes/memoryAdminApi.ts';
import { createMemoryPorts, type MemoryPorts } from '../../fakes/memoryPorts.ts';
import { amount } from '../../harness/amount.ts';
import { startOverFolder } from '../../harness/dataFolder.ts';
import { filesBelow } from '../../harness/filesWith.ts';
import { CHANGED, newFolder, openSettings, SAVED_AS } from '../../harness/settingsFolder.ts';

const { refuse, refuseNothing, RIGHTS, SYNC } = await vi.hoisted(() => import('../../harness/refusingFileSystem.ts'));

const SUBFOLDERS = ['activity', 'key-lists', 'bulk', 'logs', 'sample-platform'];

let root: string;
let folder: string;
let memory: MemoryPorts;

beforeEach(() => {
  root = newFolder();
  folder = join(root, 'KeyDesk');
  memory = createMemoryPorts();
});

afterEach(() => {
  refuseNothing();
});

/** Starts over the data folder, with the keychain and the installation of the start before. */
const start = () => startOverFolder(folder, memory).services;

/** Does what creates every file of the data folder, and a file of the user. */
async function work(): Promise<{ connectionId: string; before: readonly string[] }> {
  const services = start();
  services.appState.changePreferences({ theme: 'dark' });
  await services.lock.setPassphrase(null, 'a long passphrase');
  const { id } = await services.recorded.addConnection(CONNECTION_FORM);
  await services.keys.list(id);
  const report = await services.recorded.deleteKeys(id, [{ ...shownKey('authkey.1'), version: 1 }]);
  expect(report.results).toMatchObject([{ outcome: 'done' }]);
  memory.fileDialogs.choice = join(root, 'connections.json');
  await services.connectionTransfer.save('Connections');
  expect(services.appState.get()).toMatchObject({ storageProblem: null, listProblem: null, unrecordedActions: 0 });
  await services.close();
  return { connectionId: id, before: filesBelow(folder).toSorted() };
}

/** Starts again without the installation and expects everything that {@link work} did. */
async function findEverything({ connectionId, before }: Awaited<ReturnType<typeof work>>): Promise<void> {
  memory.adminApi.failure = new AppError('UNREACHABLE', 'It cannot be reached.');
  const services = start();
  expect(services.appState.get()).toMatchObject({
    storageProblem: null,
    preferences: { theme: 'dark' },
    lock: { isLocked: true },
  });
  await services.lock.unlock('a long passphrase');
  const connection = expect.objectContaining({ id: connectionId, name: CONNECTION_FORM.name });
  expect(services.connections.list().connections).toContainEqual(connection);
  await services.connections.open(connectionId);
  expect(memory.targets.at(-1)?.credentials).toMatchObject({ password: CONNECTION_FORM.password });
  const list = JSON.stringify((await services.keys.listCached(connectionId)).list);
  expect(list).toContain('authkey.2');
  expect(list).not.toContain('authkey.1');
  const { items, journals } = await services.activity.list(
    { connectionId, search: '', actions: {} as never },
    { skip: 0, take: 10 },
  );
  expect(items.map(({ action }) => action)).toEqual(['deleted', 'connectionAdded']);
  expect(journals).toMatchObject([{ verdict: { brokenAt: null } }]);
  expect(filesBelow(folder)).toEqual(expect.arrayContaining(before.filter((file) => !file.includes('bulk'))));
  await services.close();
}

const openNotices = () => start().appState.get().notices;
const warnings = () => memory.logger.lines.filter(({ message }) => message.startsWith('The permissions of a folder'));

describe.each([
  ['rejects permissions', RIGHTS, ['EPERM', 'ENOTSUP', 'EROFS', 'ENOSYS', 'EACCES', 'EINVAL', 'EIO']],
  ['cannot flush to the disk', SYNC, ['EINVAL', 'ENOTSUP', 'ENOSYS', 'EPERM']],
  ['cannot rename', ['renameSync', 'promises.rename'], ['EXDEV', 'EBUSY']],
] as const)('fault 109: a file system that %s', (_name, calls, codes) => {
  it.each(amount<readonly string[]>({ sample: codes.slice(0, 1), full: codes }))(
    '(%s) stores settings, passwords, list, journal and runs all the same',
    async (code) => {
      mkdirSync(folder, { mode: 0o777 });
      chmodSync(folder, 0o777);
      refuse(code, calls);
      await findEverything(await work());
      expect(refuseNothing()).toBeGreaterThan(0);
    },
  );
});

describe('fault 110: a data folder that others can read', () => {
  beforeEach(() => {
    for (const name of ['', ...SUBFOLDERS]) {
      mkdirSync(join(folder, name));
      chmodSync(join(folder, name), 0o777);
    }
  });

  it.each(['EPERM', null])('is reported once, with the code of the system (%s)', async (code) => {
    refuse(code, RIGHTS);
    const done = await work();
    expect(openNotices()).toEqual([{ kind: 'openFolder', folder, code }]);
    const { length } = warnings();
    const services = start();
    await services.connections.start();
    await services.close();
    // One per folder and run, however often something is written there.
    expect(warnings()).toHaveLength(length + 1);
    await findEverything(done);
  });

  it('is made private where that is possible, without a notice', async () => {
    await work();
    expect([openNotices(), warnings()]).toEqual([[], []]);
    for (const name of ['', 'activity', 'key-lists', 'bulk']) {
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o700);
    }
  });

  it('is reported for a folder outside of a private one, also to an open window, but not for one inside', async () => {
    chmodSync(folder, 0o700);
    refuse('EPERM', RIGHTS);
    await work();
    expect(openNotices()).toEqual([]);
    refuseNothing();
    const outside = join(root, 'elsewhere');
    renameSync(join(folder, 'activity'), outside);
    chmodSync(outside, 0o755);
    refuse('EPERM', RIGHTS);
    const services = start();
    symlinkSync(outside, join(folder, 'activity'));
    expect(services.appState.get().notices).toEqual([]);
    memory.published.length = 0;
    await services.recorded.addConnection(CONNECTION_FORM);
    expect(memory.published).toContain('app:changed');
    const notice = { kind: 'openFolder', folder: join(folder, 'activity'), code: 'EPERM' };
    expect(services.appState.get().notices).toEqual([notice]);
    await services.close();
  });
});

describe('fault 111: in the place of a file of the application', () => {
  it.each([
    'settings.json',
    'settings.last-good.json',
    'key-lists/sample.jsonl',
    'activity/sample.jsonl',
    'bulk/deletion.jsonl',
  ])('a pipe (%s) is not changed and blocks nothing', async (name) => {
    await work();
    rmSync(join(folder, name), { force: true });
    execFileSync('mkfifo', [join(folder, name)]);
    const services = start();
    services.appState.changePreferences({ theme: 'light' });
    expect(services.appState.get().storageProblem).toBe(name === 'settings.json' ? 'failed' : null);
    await services.keys.listCached('sample');
    await services.recorded.copyToken('sample', shownKey('authkey.2')).catch(() => {});
    await services.close();
    expect(lstatSync(join(folder, name)).isFIFO()).toBe(true);
  });

  it.each(['settings.json', 'settings.last-good.json', 'activity'])('a link (%s) is followed', async (name) => {
    const done = await work();
    await start().close();
    const elsewhere = join(root, 'elsewhere');
    renameSync(join(folder, name), elsewhere);
    symlinkSync(elsewhere, join(folder, name));
    await findEverything({ ...done, before: [] });
    const services = start();
    services.appState.changePreferences({ theme: 'light' });
    await services.close();
    start();
    expect(lstatSync(join(folder, name)).isSymbolicLink()).toBe(true);
    expect(openSettings(folder).read().preferences.theme).toBe('light');
    if (name === 'settings.json') {
      expect(readFileSync(elsewhere, 'utf8')).toContain('"theme": "light"');
    }
  });

  it('a link to a missing or damaged file stays when its target is written', () => {
    const [link, target] = [join(folder, 'settings.json'), join(root, 'elsewhere.json')];
    mkdirSync(folder);
    symlinkSync('../elsewhere.json', link);
    expect(openSettings(folder).write(CHANGED)).toBeNull();
    expect(readFileSync(target, 'utf8')).toContain('"theme": "dark"');

    writeFileSync(target, 'damaged');
    const damaged = openSettings(folder);
    expect(damaged).toMatchObject({ damaged: { savedAs: SAVED_AS, isRestored: false }, problem: null });
    expect(readFileSync(join(folder, SAVED_AS), 'utf8')).toBe('damaged');
    expect(damaged.write(CHANGED)).toBeNull();
    expect(readFileSync(target, 'utf8')).toContain('"theme": "dark"');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  it('a link to itself is not changed and reported', () => {
    mkdirSync(folder);
    symlinkSync('settings.json', join(folder, 'settings.json'));
    const services = start();
    services.appState.changePreferences({ theme: 'light' });
    expect(services.appState.get()).toMatchObject({ storageProblem: 'failed', preferences: { theme: 'light' } });
    expect(lstatSync(join(folder, 'settings.json')).isSymbolicLink()).toBe(true);
  });
});
