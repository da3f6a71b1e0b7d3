import { chmodSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IpcMain } from 'electron';
import { beforeEach, expect, it, vi } from 'vitest';
import { createSettingsStore } from '../../../electron/adapters/electronSettingsStore.ts';
import { DEFAULT_SETTINGS } from '../../../shared/model/settings.ts';
import { MemoryLogger } from '../../fakes/memoryLogger.ts';
import { CHANGED, newFolder, openSettings } from '../../harness/settingsFolder.ts';

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
  createSettingsStore({ folder, now: Date.now, ipcMain, logger: new MemoryLogger() }).write(CHANGED);
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
