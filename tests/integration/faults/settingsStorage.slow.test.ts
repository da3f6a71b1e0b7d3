import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createFileLogger } from '../../../electron/adapters/log/fileLogger.ts';
import { createServices } from '../../../electron/services/services.ts';
import { SAVE_AGAIN_MS } from '../../../electron/services/settings/settings.ts';
import { DEFAULT_SETTINGS } from '../../../shared/model/settings.ts';
import { CONNECTION_FORM } from '../../fakes/connectionForm.ts';
import { createMemoryPorts } from '../../fakes/memoryPorts.ts';
import { CHANGED, contentOf, newFolder, openSettings } from '../../harness/settingsFolder.ts';
import { mountSmallDisk } from '../../harness/smallDisk.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = newFolder();
  file = join(folder, 'settings.json');
});

/** Starts the services over a data folder; everything else is in memory. */
function start(dataFolder: string) {
  const memory = createMemoryPorts();
  const services = createServices({ ...memory.ports, settingsStore: openSettings(dataFolder) });
  return { memory, services, storageProblem: () => services.appState.get().storageProblem };
}

describe('fault 14: a folder in the place of the settings file', () => {
  beforeEach(() => {
    openSettings(folder).write(CHANGED);
    openSettings(folder);
    rmSync(file);
    mkdirSync(file);
    writeFileSync(join(file, 'something'), 'of somebody');
  });

  it('leaves the folder alone and uses the last good settings, for this run', () => {
    const before = contentOf(folder);
    const { services, storageProblem } = start(folder);
    expect(services.appState.get()).toMatchObject({
      storageProblem: 'failed',
      storageCode: 'EISDIR',
      preferences: CHANGED.preferences,
    });
    services.appState.changePreferences({ theme: 'light' });
    expect(storageProblem()).toBe('failed');
    expect(contentOf(folder)).toEqual(before);
  });

  it('is over once the folder is gone', () => {
    const { memory, services, storageProblem } = start(folder);
    services.appState.changePreferences({ theme: 'light' });
    rmSync(file, { recursive: true });
    memory.clock.advance(SAVE_AGAIN_MS);
    expect(storageProblem()).toBeNull();
    expect(services.appState.get().storageCode).toBeNull();
    expect(openSettings(folder).read().preferences).toEqual({ ...CHANGED.preferences, theme: 'light' });
  });
});

describe('fault 14: a data folder that is a file', () => {
  it('does not keep the application from starting, with settings for this run', async () => {
    const dataFolder = join(folder, 'KeyDesk');
    writeFileSync(dataFolder, 'a file');
    createFileLogger(join(dataFolder, 'logs')).warn('This line is lost');
    const { memory, services, storageProblem } = start(dataFolder);
    expect(services.appState.get()).toMatchObject({
      storageProblem: 'failed',
      storageCode: expect.stringMatching(/^(EEXIST|ENOTDIR)$/),
      notices: [],
    });
    const { id } = await services.connections.add(CONNECTION_FORM);
    await services.connections.open(id);
    expect(memory.targets.at(-1)?.credentials).toMatchObject({ password: CONNECTION_FORM.password });
    expect(readFileSync(dataFolder, 'utf8')).toBe('a file');

    rmSync(dataFolder);
    memory.clock.advance(SAVE_AGAIN_MS);
    expect(storageProblem()).toBeNull();
    expect(openSettings(dataFolder).read().connections).toMatchObject([{ id }]);
  });

  it('may also become one while the application runs', () => {
    const store = openSettings(folder);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file');
    expect(store.write(CHANGED)).toBe('failed');
  });
});

describe('fault 14: a disk', () => {
  const disk = mountSmallDisk();
  afterAll(() => disk.unmount());
  const dataFolder = join(disk.folder, 'KeyDesk');
  const filler = join(disk.folder, 'filler');

  beforeEach(() => {
    rmSync(dataFolder, { recursive: true, force: true });
    openSettings(dataFolder).write(CHANGED);
    openSettings(dataFolder);
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

  it('that is full leaves the old file, and is written to again when there is room', async () => {
    const { memory, services, storageProblem } = start(dataFolder);
    fill();
    const before = contentOf(dataFolder);
    services.appState.changePreferences({ theme: 'light' });
    await services.connections.add(CONNECTION_FORM);
    expect(storageProblem()).toBe('diskFull');
    memory.clock.advance(SAVE_AGAIN_MS);
    expect(storageProblem()).toBe('diskFull');
    // electron-store removes what it began to write a moment later.
    await expect.poll(() => contentOf(dataFolder)).toEqual(before);

    rmSync(filler);
    memory.clock.advance(SAVE_AGAIN_MS);
    expect(storageProblem()).toBeNull();
    const saved = openSettings(dataFolder).read();
    expect(saved.preferences.theme).toBe('light');
    expect(saved.connections).toHaveLength(1);
  });

  it('that is full and holds nothing but the settings, mounted by themselves, keeps the old file', () => {
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
      expect(store.write({ ...CHANGED, preferences: { ...CHANGED.preferences, theme: 'light' } })).toBeNull();
      expect(readFileSync(join(dataFolder, 'settings.json'), 'utf8')).not.toBe(before);
    } finally {
      unmount();
    }
  });

  it('that takes a part of the settings only keeps the old file', async () => {
    const { services, storageProblem } = start(dataFolder);
    const before = contentOf(dataFolder);
    // More than is free, so that a write can begin and not end.
    const certificate = { ...CONNECTION_FORM, name: 'x'.repeat(80), servicePath: `/${'x'.repeat(500)}` };
    for (let count = 0; count < 100; count += 1) {
      await services.connections.add(certificate);
    }
    expect(storageProblem()).toBe('diskFull');
    const after = openSettings(dataFolder);
    expect(after.damaged).toBeNull();
    expect(after.read().connections.length).toBeLessThan(100);
    expect(Object.keys(contentOf(dataFolder)).length).toBeGreaterThanOrEqual(Object.keys(before).length);
  });

  it('that is full does not make a damaged file get lost', () => {
    writeFileSync(join(dataFolder, 'settings.json'), 'damaged');
    fill();
    const before = contentOf(dataFolder);
    const { services } = start(dataFolder);
    expect(services.appState.get()).toMatchObject({
      storageProblem: 'diskFull',
      notices: [{ savedAs: null, isRestored: true }],
      preferences: CHANGED.preferences,
    });
    services.appState.changePreferences({ theme: 'light' });
    expect(contentOf(dataFolder)).toEqual(before);
    rmSync(filler);
  });

  it('that is write-protected is told at the start, and is written to once it is not', () => {
    disk.setReadOnly(true);
    const { memory, services, storageProblem } = start(dataFolder);
    expect(services.appState.get()).toMatchObject({
      storageProblem: 'readOnly',
      notices: [],
      preferences: CHANGED.preferences,
    });
    services.appState.changePreferences({ theme: 'light' });
    expect(storageProblem()).toBe('readOnly');
    disk.setReadOnly(false);
    expect(openSettings(dataFolder).read()).toEqual(CHANGED);
    memory.clock.advance(SAVE_AGAIN_MS);
    expect(storageProblem()).toBeNull();
    expect(openSettings(dataFolder).read().preferences.theme).toBe('light');
  });

  it('that is full does not end the application over its log', async () => {
    const logger = createFileLogger(join(dataFolder, 'logs'));
    fill();
    for (let line = 0; line < 100; line += 1) {
      logger.warn('x'.repeat(1000));
    }
    await new Promise((resolve) => setImmediate(resolve));
    rmSync(filler);
  });
});

it('starts with the defaults on a new data folder without a word', () => {
  const { services } = start(join(folder, 'new'));
  expect(services.appState.get()).toMatchObject({
    storageProblem: null,
    notices: [],
    preferences: DEFAULT_SETTINGS.preferences,
  });
});
