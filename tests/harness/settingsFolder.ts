import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IpcMain } from 'electron';
import { onTestFinished } from 'vitest';
import { createSettingsStore } from '../../electron/adapters/files/electronSettingsStore.ts';
import { createPrivateFolders, type PrivateFolders } from '../../electron/adapters/files/privateFolders.ts';
import type { SettingsStore } from '../../electron/ports.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/model/settings.ts';
import { MemoryLogger } from '../fakes/memoryLogger.ts';

/** Settings that differ from the defaults. */
export const CHANGED: Settings = {
  ...DEFAULT_SETTINGS,
  preferences: { ...DEFAULT_SETTINGS.preferences, language: 'ru', theme: 'dark' },
};

/** The time used by {@link openSettings}. */
export const NOW = Date.UTC(2026, 10, 22, 12);
/** Name of the copy of a settings file found damaged at {@link NOW}. */
export const SAVED_AS = 'settings.damaged-2026-11-22T12-00-00.000Z.json';

/** Creates a folder for one test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-settings-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens the settings in a folder as the application does at its start. */
export function openSettings(
  folder: string,
  folders: PrivateFolders = createPrivateFolders({ logger: new MemoryLogger() }),
): SettingsStore {
  const ipcMain: Pick<IpcMain, 'removeAllListeners'> = { removeAllListeners: () => ipcMain as IpcMain };
  return createSettingsStore({ folder, folders, now: () => NOW, ipcMain, logger: new MemoryLogger() });
}

/** The entries of a folder, with contents and modification times. */
export function contentOf(folder: string): Record<string, unknown> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => {
      const stats = statSync(join(folder, name));
      const content = stats.isDirectory() ? 'a folder' : readFileSync(join(folder, name), 'latin1');
      return [name, [content, stats.mtimeMs]];
    }),
  );
}
