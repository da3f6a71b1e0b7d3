import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmdirSync,
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

/** A start over the data folder; keychain and installation are those of the start before. */
const start = () => startOverFolder(folder, memory).services;

/** A day's work: everything that ends in a file of the data folder, or of the user. */
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

/** The start after it, without the installation: nothing of what was done is lost. */
async function findEverything({ connectionId, before }: Awaited<ReturnType<typeof work>>): Promise<void> {
  memory.adminApi.failure = new AppError('UNREACHABLE', 'It cannot be reached.');
  const services = start();
  const state = services.appState.get();
  expect(state).toMatchObject({ storageProblem: null, preferences: { theme: 'dark' } });
  expect(state.lock).toMatchObject({ isLocked: true });
  await services.lock.unlock('a long passphrase');
  expect(services.connections.list().connections).toContainEqual(
    expect.objectContaining({ id: connectionId, name: CONNECTION_FORM.name }),
  );
  await services.connections.open(connectionId);
  expect(memory.targets.at(-1)?.credentials).toMatchObject({ password: CONNECTION_FORM.password });
  const { list } = await services.keys.listCached(connectionId);
  expect(JSON.stringify(list)).toContain('authkey.2');
  expect(JSON.stringify(list)).not.toContain('authkey.1');
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
  ['refuses to change rights', RIGHTS, ['EPERM', 'ENOTSUP', 'EROFS', 'ENOSYS', 'EACCES', 'EINVAL', 'EIO']],
  ['cannot wait for the disk', SYNC, ['EINVAL', 'ENOTSUP', 'ENOSYS', 'EPERM']],
  ['renames nothing', ['renameSync', 'promises.rename'], ['EXDEV', 'EBUSY']],
] as const)('fault 109: a file system that %s', (_name, calls, codes) => {
  it.each(amount<readonly string[]>({ sample: codes.slice(0, 1), full: codes }))(
    '(%s) stops nothing: settings, passwords, list, journal and runs are all there later',
    async (code) => {
      mkdirSync(folder, { mode: 0o777 });
      chmodSync(folder, 0o777);
      refuse(code, calls);
      await findEverything(await work());
      expect(refuseNothing()).toBeGreaterThan(0);
    },
  );
});

describe('fault 110: a data folder that stays open to others', () => {
  beforeEach(() => {
    for (const name of ['', ...SUBFOLDERS]) {
      mkdirSync(join(folder, name));
      chmodSync(join(folder, name), 0o777);
    }
  });

  it.each(['EPERM', 'ENOSYS', null])('is told once, with what the system said (%s)', async (code) => {
    refuse(code, RIGHTS);
    const done = await work();
    expect(openNotices()).toEqual([{ kind: 'openFolder', folder, code }]);
    const { length } = warnings();
    const services = start();
    await services.connections.start();
    await services.close();
    // One for each folder and run, however often something is written there.
    expect(warnings()).toHaveLength(length + 1);
    await findEverything(done);
  });

  it('is closed where that can be had, with nothing to tell', async () => {
    await work();
    expect(openNotices()).toEqual([]);
    expect(warnings()).toEqual([]);
    for (const name of ['', 'activity', 'key-lists', 'bulk']) {
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o700);
    }
  });

  it('is not told for a folder inside a closed one, which others cannot reach', async () => {
    chmodSync(folder, 0o700);
    refuse('EPERM', RIGHTS);
    await work();
    expect(openNotices()).toEqual([]);
  });

  it('is told to a window that is there already', async () => {
    chmodSync(folder, 0o700);
    const outside = join(root, 'elsewhere');
    mkdirSync(outside);
    chmodSync(outside, 0o755);
    rmdirSync(join(folder, 'activity'));
    symlinkSync(outside, join(folder, 'activity'));
    refuse('EPERM', RIGHTS);
    const services = start();
    expect(services.appState.get().notices).toEqual([]);
    memory.published.length = 0;
    await services.recorded.addConnection(CONNECTION_FORM);
    expect(memory.published).toContain('app:changed');
    expect(services.appState.get().notices).toEqual([
      { kind: 'openFolder', folder: join(folder, 'activity'), code: 'EPERM' },
    ]);
    await services.close();
  });
});

describe('fault 111: in the way of a file of the application', () => {
  const JOURNAL = 'activity/sample.jsonl';

  it.each(['settings.json', 'settings.last-good.json', 'key-lists/sample.jsonl', JOURNAL, 'bulk/deletion.jsonl'])(
    'a pipe as %s is left alone and makes nothing wait',
    async (name) => {
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
    },
  );

  it.each(['settings.json', 'settings.last-good.json', 'activity'])(
    'a link as %s stays, and is followed',
    async (name) => {
      const done = await work();
      await start().close();
      const kept = join(root, 'kept elsewhere');
      renameSync(join(folder, name), kept);
      symlinkSync(kept, join(folder, name));
      await findEverything({ ...done, before: [] });
      const services = start();
      services.appState.changePreferences({ theme: 'light' });
      await services.close();
      start();
      expect(lstatSync(join(folder, name)).isSymbolicLink()).toBe(true);
      expect(openSettings(folder).read().preferences.theme).toBe('light');
      if (name === 'settings.json') {
        expect(readFileSync(kept, 'utf8')).toContain('"theme": "light"');
      }
    },
  );

  it('a link to nothing as settings.json is written through', () => {
    mkdirSync(folder);
    symlinkSync('../kept elsewhere.json', join(folder, 'settings.json'));
    expect(openSettings(folder).write(CHANGED)).toBeNull();
    expect(lstatSync(join(folder, 'settings.json')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(root, 'kept elsewhere.json'), 'utf8')).toContain('"theme": "dark"');
    expect(openSettings(folder).read()).toEqual(CHANGED);
  });

  it('links that lead to one another are told, left alone, and the run goes on in memory', () => {
    mkdirSync(folder);
    symlinkSync('settings.json', join(folder, 'settings.json'));
    const services = start();
    expect(services.appState.get()).toMatchObject({ storageProblem: 'failed' });
    services.appState.changePreferences({ theme: 'light' });
    expect(readlinkSync(join(folder, 'settings.json'))).toBe('settings.json');
  });

  it('a damaged file behind a link is copied aside, and the link stays', () => {
    mkdirSync(folder);
    const kept = join(root, 'kept elsewhere.json');
    writeFileSync(kept, 'damaged');
    symlinkSync(kept, join(folder, 'settings.json'));
    expect(openSettings(folder)).toMatchObject({ damaged: { savedAs: SAVED_AS, isRestored: false }, problem: null });
    expect(readFileSync(join(folder, SAVED_AS), 'utf8')).toBe('damaged');
    expect(openSettings(folder).write(CHANGED)).toBeNull();
    expect(readFileSync(kept, 'utf8')).toContain('"theme": "dark"');
    expect(lstatSync(join(folder, 'settings.json')).isSymbolicLink()).toBe(true);
  });
});
