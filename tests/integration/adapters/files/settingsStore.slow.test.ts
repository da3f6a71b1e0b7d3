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
let file: string;

beforeEach(() => {
  folder = newFolder();
  file = join(folder, 'settings.json');
});

const written = () => JSON.parse(readFileSync(file, 'utf8'));

it('starts with the defaults and returns what was written, in files that only the user can read', () => {
  chmodSync(folder, 0o755);
  const store = openSettings(folder);
  expect(store).toMatchObject({ damaged: null, problem: null });
  expect(store.read()).toEqual(DEFAULT_SETTINGS);
  expect(store.write(CHANGED)).toBeNull();
  const { mtimeMs } = statSync(file);
  const again = openSettings(folder);
  expect(again).toMatchObject({ damaged: null, problem: null });
  expect(again.read()).toEqual(CHANGED);
  expect(statSync(file).mtimeMs).toBe(mtimeMs);
  expect(readdirSync(folder).toSorted()).toEqual(['settings.json', 'settings.last-good.json']);
  const modes = [folder, file, join(folder, 'settings.last-good.json')].map((path) => statSync(path).mode & 0o777);
  expect(modes).toEqual([0o700, 0o600, 0o600]);
});

it('removes the listener with which electron-store reveals the data folder to any frame', () => {
  const ipcMain = { removeAllListeners: vi.fn<IpcMain['removeAllListeners']>() };
  const logger = new MemoryLogger();
  const folders = createPrivateFolders({ logger });
  createSettingsStore({ folder, folders, now: Date.now, ipcMain, logger }).write(CHANGED);
  expect(ipcMain.removeAllListeners).toHaveBeenCalledWith('electron-store-get-data');
});

describe('fault 112: settings that an editor has saved', () => {
  const text = JSON.stringify(CHANGED, null, '\t').replaceAll('\n', '\r\n');

  it.each([
    ['in UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['in UTF-16 with a byte order mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['in big-endian UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('%s are read and replaced', (_name, bytes) => {
    writeFileSync(file, bytes);
    const store = openSettings(folder);
    expect(store).toMatchObject({ damaged: null, problem: null });
    expect(store.read()).toEqual(CHANGED);
    const connected = { ...CHANGED, activeConnectionId: 'sample' };
    expect(store.write(connected)).toBeNull();
    expect(written()).toEqual(connected);
    expect(openSettings(folder).read()).toEqual(connected);
  });

  it('incorrectly while KeyDesk is running are not changed', () => {
    const store = openSettings(folder);
    writeFileSync(file, '{"schemaVersion": 1,');
    expect(store.write(CHANGED)).toBe('failed');
    expect(readFileSync(file, 'utf8')).toBe('{"schemaVersion": 1,');
  });
});

it('removes the temporary files of a killed process at the start, and no other file', () => {
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

it('fault 93: keeps fields of a later version when it saves, also after a restart', () => {
  const later = { ...CHANGED, shortcuts: ['Ctrl+K'], preferences: { ...CHANGED.preferences, density: 'compact' } };
  writeFileSync(file, JSON.stringify(later));
  for (const theme of ['light', 'system'] as const) {
    const store = openSettings(folder);
    const settings = store.read();
    expect(store.write({ ...settings, preferences: { ...settings.preferences, theme } })).toBeNull();
    expect(written()).toMatchObject({ shortcuts: ['Ctrl+K'], preferences: { theme, density: 'compact' } });
  }
});
