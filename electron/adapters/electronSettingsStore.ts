import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { IpcMain } from 'electron';
import ElectronStore from 'electron-store';
import { DEFAULT_SETTINGS, type Settings, settingsSchema } from '../../shared/model/settings.ts';
import { parseJson } from '../../shared/parseJson.ts';
import { AppError } from '../../shared/result.ts';
import type { SettingsStore } from '../ports.ts';

const NAME = 'settings';

/**
 * The settings file (`settings.json`, readable by the user alone) through electron-store, which writes it whole or not
 * at all. A file that cannot be read as settings is renamed before electron-store sees it: left alone, electron-store
 * would either refuse to start or replace the file by defaults and keep no copy.
 * @param folder absolute path of the application's data folder.
 * @param now milliseconds since the epoch, UTC; names the copy of a damaged file.
 * @param ipcMain loses the listener that electron-store adds to it: that one tells the data folder to any frame.
 * @throws Error when the folder or the file cannot be read.
 */
export function createSettingsStore(
  folder: string,
  now: () => number,
  ipcMain: Pick<IpcMain, 'removeAllListeners'>,
): SettingsStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const damagedFileKeptAs = keepDamagedFileAside(folder, now());
  const store = new ElectronStore<Settings>({
    cwd: folder,
    name: NAME,
    defaults: DEFAULT_SETTINGS,
    accessPropertiesByDotNotation: false,
    clearInvalidConfig: false,
    configFileMode: 0o600,
  });
  ipcMain.removeAllListeners('electron-store-get-data');
  return {
    damagedFileKeptAs,
    read: () => settingsSchema.parse(store.store),
    write(settings) {
      try {
        store.store = settings;
      } catch (cause) {
        throw new AppError('SETTINGS_NOT_SAVED', 'The settings file could not be written.', { cause });
      }
    },
  };
}

/** Renames a settings file that does not hold valid settings; gives the new file name, or `null` for nothing to do. */
function keepDamagedFileAside(folder: string, now: number): string | null {
  const file = join(folder, `${NAME}.json`);
  if (!existsSync(file)) {
    return null;
  }
  const text = readFileSync(file, 'utf8');
  if (settingsSchema.safeParse(parseJson(text)).success) {
    return null;
  }
  const keptAs = `${NAME}.damaged-${new Date(now).toISOString().replaceAll(':', '-')}.json`;
  renameSync(file, join(folder, keptAs));
  return keptAs;
}
