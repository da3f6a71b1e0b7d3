import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createFileLogger } from '../../../electron/adapters/log/fileLogger.ts';
import { createServices } from '../../../electron/services/services.ts';
import { SAVE_AGAIN_MS } from '../../../electron/services/settings/settings.ts';
import { CONNECTION_FORM } from '../../fakes/connectionForm.ts';
import { createMemoryPorts } from '../../fakes/memoryPorts.ts';
import { CHANGED, contentOf, newFolder, openSettings } from '../../harness/settingsFolder.ts';
import { mountSmallDisk } from '../../harness/smallDisk.ts';

const LIGHT = { ...CHANGED.preferences, theme: 'light' } as const;

let folder: string;

beforeEach(() => {
  folder = newFolder();
});

/** Starts the services over a data folder; everything else is in memory. */
function start(dataFolder: string) {
  const memory = createMemoryPorts();
  const services = createServices({ ...memory.ports, settingsStore: openSettings(dataFolder) });
  const retrySaving = () => memory.clock.advance(SAVE_AGAIN_MS);
  return { memory, services, retrySaving, state: () => services.appState.get() };
}

/** Writes settings, which the next start copies as the last good ones. */
function writeSettings(dataFolder: string): void {
  openSettings(dataFolder).write(CHANGED);
  openSettings(dataFolder);
}

it('fault 14: a folder in the place of the settings file is not changed; the last good settings are used until it is gone', () => {
  const file = join(folder, 'settings.json');
  writeSettings(folder);
  rmSync(file);
  mkdirSync(file);
  writeFileSync(join(file, 'something'), 'of somebody');
  const before = contentOf(folder);
  const { services, state, retrySaving } = start(folder);
  const { preferences } = CHANGED;
  expect(state()).toMatchObject({ storageProblem: 'failed', storageCode: 'EISDIR', preferences });
  services.appState.changePreferences({ theme: 'light' });
  expect(state().storageProblem).toBe('failed');
  expect(contentOf(folder)).toEqual(before);
  rmSync(file, { recursive: true });
  retrySaving();
  expect(state()).toMatchObject({ storageProblem: null, storageCode: null });
  expect(openSettings(folder).read().preferences).toEqual(LIGHT);
});

it('fault 14: a file in the place of the data folder does not prevent a start', async () => {
  const dataFolder = join(folder, 'KeyDesk');
  writeFileSync(dataFolder, 'a file');
  createFileLogger(join(dataFolder, 'logs')).warn('This line is lost');
  const { memory, services, state, retrySaving } = start(dataFolder);
  const storageCode = expect.stringMatching(/^(EEXIST|ENOTDIR)$/);
  expect(state()).toMatchObject({ storageProblem: 'failed', storageCode, notices: [] });
  const { id } = await services.connections.add(CONNECTION_FORM);
  await services.connections.open(id);
  expect(memory.targets.at(-1)?.credentials).toMatchObject({ password: CONNECTION_FORM.password });
  expect(readFileSync(dataFolder, 'utf8')).toBe('a file');
  rmSync(dataFolder);
  retrySaving();
  expect(state().storageProblem).toBeNull();
  expect(openSettings(dataFolder).read().connections).toMatchObject([{ id }]);
});

describe('fault 14: a disk', () => {
  const disk = mountSmallDisk();
  afterAll(() => disk.unmount());
  const dataFolder = join(disk.folder, 'KeyDesk');
  const filler = join(disk.folder, 'filler');

  beforeEach(() => {
    rmSync(filler, { force: true });
    rmSync(dataFolder, { recursive: true, force: true });
    writeSettings(dataFolder);
  });

  /** Fills the disk to the last byte. */
  function fill(): void {
    for (const size of [4096, 1]) {
      try {
        for (;;) {
          writeFileSync(filler, Buffer.alloc(size), { flag: 'a' });
        }
      } catch {
        // It is full.
      }
    }
  }

  // The first test of the disk: an open log would prevent a remount.
  it('that is write-protected is reported at the start; settings are saved once it is not', () => {
    disk.setReadOnly(true);
    const { services, state, retrySaving } = start(dataFolder);
    expect(state()).toMatchObject({ storageProblem: 'readOnly', notices: [], preferences: CHANGED.preferences });
    services.appState.changePreferences({ theme: 'light' });
    expect(state().storageProblem).toBe('readOnly');
    disk.setReadOnly(false);
    expect(openSettings(dataFolder).read()).toEqual(CHANGED);
    retrySaving();
    expect(state().storageProblem).toBeNull();
    expect(openSettings(dataFolder).read().preferences.theme).toBe('light');
  });

  it('that is full keeps the old settings and its log ends no process; settings are saved once there is room', async () => {
    const logger = createFileLogger(join(disk.folder, 'logs'));
    const { services, state, retrySaving } = start(dataFolder);
    fill();
    const before = contentOf(dataFolder);
    for (let line = 0; line < 100; line += 1) {
      logger.warn('x'.repeat(1000));
    }
    services.appState.changePreferences({ theme: 'light' });
    await services.connections.add(CONNECTION_FORM);
    expect(state().storageProblem).toBe('diskFull');
    retrySaving();
    expect(state().storageProblem).toBe('diskFull');
    // electron-store removes its unfinished file a moment later.
    await expect.poll(() => contentOf(dataFolder)).toEqual(before);
    rmSync(filler);
    retrySaving();
    expect(state().storageProblem).toBeNull();
    expect(openSettings(dataFolder).read()).toMatchObject({ preferences: LIGHT, connections: [{}] });
  });

  it('that is full keeps settings whose file is a mount of its own', () => {
    const elsewhere = join(folder, 'KeyDesk');
    openSettings(elsewhere).write(CHANGED);
    const unmount = disk.mountFile(join(dataFolder, 'settings.json'), join(elsewhere, 'settings.json'));
    try {
      fill();
      const before = readFileSync(join(elsewhere, 'settings.json'), 'utf8');
      const store = openSettings(elsewhere);
      const keyViews = { sample: { saved: [{ name: 'x'.repeat(30_000) }] } } as never;
      expect(store.write({ ...CHANGED, keyViews })).toBe('diskFull');
      expect(readFileSync(join(elsewhere, 'settings.json'), 'utf8')).toBe(before);
      rmSync(filler);
      expect(store.write({ ...CHANGED, preferences: LIGHT })).toBeNull();
      expect(readFileSync(join(dataFolder, 'settings.json'), 'utf8')).not.toBe(before);
    } finally {
      unmount();
    }
  });

  it('with room for a part of the settings only keeps the old ones', async () => {
    const { services, state } = start(dataFolder);
    const form = { ...CONNECTION_FORM, servicePath: `/${'x'.repeat(500)}` };
    for (let count = 0; count < 100; count += 1) {
      await services.connections.add(form);
    }
    expect(state().storageProblem).toBe('diskFull');
    const after = openSettings(dataFolder);
    expect(after.damaged).toBeNull();
    expect(after.read().connections.length).toBeLessThan(100);
  });

  it('that is full keeps a damaged file, which cannot be copied', () => {
    writeFileSync(join(dataFolder, 'settings.json'), 'damaged');
    fill();
    const before = contentOf(dataFolder);
    const { services, state } = start(dataFolder);
    const notices = [{ savedAs: null, isRestored: true }];
    expect(state()).toMatchObject({ storageProblem: 'diskFull', notices, preferences: CHANGED.preferences });
    services.appState.changePreferences({ theme: 'light' });
    expect(contentOf(dataFolder)).toEqual(before);
  });
});
