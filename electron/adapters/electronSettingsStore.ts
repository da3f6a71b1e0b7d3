import { accessSync, chmodSync, constants, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IpcMain } from 'electron';
import ElectronStore from 'electron-store';
import type { StorageProblem } from '../../shared/model/appState.ts';
import { DEFAULT_SETTINGS, type Settings, settingsSchema } from '../../shared/model/settings.ts';
import type { Logger, SettingsStore } from '../ports.ts';
import { storageProblemOf } from './storageProblem.ts';
import { sweepTemporaryFiles } from './sweepTemporaryFiles.ts';
import { openVersionedFile } from './versionedFile.ts';
import type { VersionedFormat } from './versionedJson.ts';
import { TEMPORARY_ENDING, temporaryFileFor } from './wholeFile.ts';

const NAME = 'settings';
const TEMPORARY_FILE = new RegExp(String.raw`^${NAME}\.(?:[\w.-]+\.)?json${TEMPORARY_ENDING}$`);
const FORMAT: VersionedFormat<Settings> = { version: 1, schema: settingsSchema, migrations: [] };

/** What the settings file needs. */
export interface SettingsStoreOptions {
  /** Absolute path of the application's data folder. */
  readonly folder: string;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
  /** Loses the listener that electron-store adds to it: that one tells the data folder to any frame. */
  readonly ipcMain: Pick<IpcMain, 'removeAllListeners'>;
  readonly logger: Pick<Logger, 'warn'>;
}

/**
 * The settings file (`settings.json`, readable by the user alone). It is read here, since electron-store takes what it
 * does not understand for empty or refuses to start, and written by electron-store, whole or not at all. Never fails:
 * without a usable folder the settings are the defaults, and writing says why it cannot be done.
 */
export function createSettingsStore({ folder, now, ipcMain, logger }: SettingsStoreOptions): SettingsStore {
  const file = join(folder, `${NAME}.json`);
  const folderProblem = prepare(folder, logger);
  sweepTemporaryFiles(folder, TEMPORARY_FILE, now());
  const opened = openVersionedFile({ folder, name: NAME, format: FORMAT, now: now(), logger });
  let store: ElectronStore<Settings> | null = null;
  return {
    damaged: opened.damaged,
    problem: opened.problem ?? folderProblem,
    read: () => opened.value ?? DEFAULT_SETTINGS,
    write(settings) {
      if (opened.problem !== null && existsSync(file)) {
        return opened.problem;
      }
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        // electron-store would try for a second before it says so.
        accessSync(folder, constants.W_OK);
        proveRoom(file, settings);
        store ??= openStore(folder, ipcMain);
        store.store = settings;
        return null;
      } catch (error) {
        logger.warn('The settings could not be saved', { error });
        return storageProblemOf(error);
      }
    },
  };
}

/**
 * Writes the settings beside their file and takes them away again. electron-store takes a write for done that stopped
 * half way because the disk was full, and puts what it has in the place of the old file.
 * @throws Error `ENOSPC`.
 */
function proveRoom(file: string, settings: Settings): void {
  const beside = temporaryFileFor(file);
  try {
    writeFileSync(beside, JSON.stringify(settings, null, '\t'), { mode: 0o600 });
  } finally {
    rmSync(beside, { force: true });
  }
}

function openStore(folder: string, ipcMain: SettingsStoreOptions['ipcMain']): ElectronStore<Settings> {
  try {
    return new ElectronStore<Settings>({
      cwd: folder,
      name: NAME,
      accessPropertiesByDotNotation: false,
      clearInvalidConfig: false,
      configFileMode: 0o600,
    });
  } finally {
    ipcMain.removeAllListeners('electron-store-get-data');
  }
}

/** Makes the folder, which only the user can enter; says why it cannot be used. */
function prepare(folder: string, logger: Pick<Logger, 'warn'>): StorageProblem | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    return null;
  } catch (error) {
    logger.warn('The data folder could not be prepared', { error });
    return storageProblemOf(error);
  }
}
