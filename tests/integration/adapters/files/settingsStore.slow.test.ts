import { chmodSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IpcMain } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createSettingsStore } from '../../../../electron/adapters/files/electronSettingsStore.ts';
import { createPrivateFolders } from '../../../../electron/adapters/files/privateFolders.ts';
import { DEFAULT_SETTINGS } from '../../../../shared/model/settings.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';
import { CHANGED, newFolder, openSettings } from '../../../harness/settingsFolder.ts';

let folder: string;

beforeEach(() => {
  folder = newFolder();
});

it('starts with defaults and gives back what was written', () => {
  const store = openSettings(folder);
  expect(store.read()).toEqual(DEFAULT_SETTINGS);
  expect(store.write(CHANGED)).toBeNull();
  expect(openSettings(folder).read()).toEqual(CHANGED);
});

it('takes away the listener by which electron-store tells the data folder to any frame', () => {
  const ipcMain = { removeAllListeners: vi.fn<IpcMain['removeAllListeners']>() };
  const logger = new MemoryLogger();
  const folders = createPrivateFolders({ logger });
  createSettingsStore({ folder, folders, now: Date.now, ipcMain, logger }).write(CHANGED);
  expect(ipcMain.removeAllListeners).toHaveBeenCalledWith('electron-store-get-data');
});

it('is readable by the user alone, and so is the last good one', () => {
  chmodSync(folder, 0o755);
  openSettings(folder).write(CHANGED);
  openSettings(folder);
  expect(readdirSync(folder).toSorted()).toEqual(['settings.json', 'settings.last-good.json']);
  for (const name of readdirSync(folder)) {
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  }
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

it('tells nothing about a file that is whole, and writes nothing over it', () => {
  openSettings(folder).write(CHANGED);
  const { mtimeMs } = statSync(join(folder, 'settings.json'));
  expect(openSettings(folder)).toMatchObject({ damaged: null, problem: null });
  expect(statSync(join(folder, 'settings.json')).mtimeMs).toBe(mtimeMs);
});

describe('fault 112: settings that an editor has saved', () => {
  const text = JSON.stringify(CHANGED, null, '\t').replaceAll('\n', '\r\n');

  it.each([
    ['in UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['in UTF-16 with a byte order mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['in big-endian UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('%s are read, and written back whole', (_name, bytes) => {
    writeFileSync(join(folder, 'settings.json'), bytes);
    const store = openSettings(folder);
    expect(store).toMatchObject({ damaged: null, problem: null });
    expect(store.read()).toEqual(CHANGED);
    const connected = { ...CHANGED, activeConnectionId: 'sample' };
    expect(store.write(connected)).toBeNull();
    expect(JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'))).toEqual(connected);
    expect(openSettings(folder).read()).toEqual(connected);
  });

  it('wrongly while KeyDesk runs are left as they are', () => {
    const store = openSettings(folder);
    writeFileSync(join(folder, 'settings.json'), '{"schemaVersion": 1,');
    expect(store.write(CHANGED)).toBe('failed');
    expect(readFileSync(join(folder, 'settings.json'), 'utf8')).toBe('{"schemaVersion": 1,');
  });
});

it('removes at the start what a killed write has left, and no other file', () => {
  const names = ['settings.json', 'settings.last-good.json', 'settings.damaged-2026-11-22T12-00-00.000Z.json'];
  const left = names.map((name) => `${name}.tmp-1732464000abcdef`);
  const others = ['Settings.json.tmp-1732464000abcdef', 'settings.json.tmp', 'my settings.json.tmp-1732464000abcdef'];
  for (const name of [...left, ...others]) {
    writeFileSync(join(folder, name), '');
    utimesSync(join(folder, name), 0, 0);
  }
  openSettings(folder);
  expect(readdirSync(folder).toSorted()).toEqual(others.toSorted());
});

it('fault 93: what a later version has added outlives the saves of this one, also those after a restart', () => {
  const later = { ...CHANGED, shortcuts: ['Ctrl+K'], preferences: { ...CHANGED.preferences, density: 'compact' } };
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(later));
  for (const theme of ['light', 'system'] as const) {
    const store = openSettings(folder);
    const settings = store.read();
    expect(store.write({ ...settings, preferences: { ...settings.preferences, theme } })).toBeNull();
    const written = JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'));
    expect(written).toMatchObject({ shortcuts: ['Ctrl+K'], preferences: { theme, density: 'compact' } });
  }
});
