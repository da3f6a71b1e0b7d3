import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IpcMain } from 'electron';
import ElectronStore from 'electron-store';
import { DEFAULT_SETTINGS, type Settings, settingsSchema } from '../../../shared/model/settings.ts';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import type { Logger, SettingsStore } from '../../ports.ts';
import { TEMPORARY_ENDING, temporaryFileFor, writeFileAtomicSync } from './atomicFile.ts';
import { decodeText } from './decodeText.ts';
import { followLinks } from './followLinks.ts';
import type { PrivateFolders } from './privateFolders.ts';
import { assertReplaceable } from './regularFile.ts';
import { storageProblemOf } from './storageProblem.ts';
import { sweepTemporaryFiles } from './sweepTemporaryFiles.ts';
import { withUnknownFields } from './unknownFields.ts';
import { openVersionedFile } from './versionedFile.ts';
import type { VersionedFormat } from './versionedJson.ts';

const NAME = 'settings';
const TEMPORARY_FILE = new RegExp(String.raw`^${NAME}\.(?:[\w.-]+\.)?json${TEMPORARY_ENDING}$`);
const FORMAT: VersionedFormat<Settings> = { version: 1, schema: settingsSchema, migrations: [] };

/** What the settings file needs. */
export interface SettingsStoreOptions {
  /** Absolute path of the application's data folder. */
  readonly folder: string;
  readonly folders: Pick<PrivateFolders, 'make'>;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
  /** Loses the listener that electron-store adds to it: that one tells the data folder to any frame. */
  readonly ipcMain: Pick<IpcMain, 'removeAllListeners'>;
  readonly logger: Pick<Logger, 'warn'>;
}

/**
 * The settings file (`settings.json`, readable by the user alone where the file system lets it). It is read here, since
 * electron-store takes what it does not understand for empty or refuses to start, and written by electron-store, whole or
 * not at all. Never fails: without a usable folder the settings are the defaults, and writing says why it cannot be done.
 */
export function createSettingsStore(options: SettingsStoreOptions): SettingsStore {
  const { folder, folders, now, ipcMain, logger } = options;
  const file = join(folder, `${NAME}.json`);
  const folderProblem = prepare(options);
  sweepTemporaryFiles(folder, TEMPORARY_FILE, now());
  const opened = openVersionedFile({ folder, name: NAME, format: FORMAT, now: now(), logger });
  let store: ElectronStore<Settings> | null = null;
  let code = opened.code ?? systemCodeOf(folderProblem) ?? null;
  return {
    damaged: opened.damaged,
    problem: opened.problem ?? (folderProblem === null ? null : storageProblemOf(folderProblem)),
    get code() {
      return code;
    },
    read: () => opened.value ?? DEFAULT_SETTINGS,
    write(settings) {
      if (opened.problem !== null && existsSync(file)) {
        return opened.problem;
      }
      try {
        folders.make(folder);
        assertReplaceable(file);
        const whole = withUnknownFields(settings, opened.unknown) as Settings;
        const text = JSON.stringify(whole, null, '\t');
        // Where nothing can be written, electron-store would try for a second before it says so.
        proveRoom(file, text);
        try {
          store ??= openStore(folder, ipcMain);
          store.store = whole;
        } catch (error) {
          if (systemCodeOf(error) === undefined && decodeText(readFileSync(file))?.isUtf16 !== true) {
            throw error;
          }
          // electron-store also gives up where only the rights, the owner or the wait for the disk are refused, and it
          // does not read UTF-16, which this reads.
          writeFileAtomicSync(file, Buffer.from(text));
        }
        code = null;
        return null;
      } catch (error) {
        logger.warn('The settings could not be saved', { error });
        code = systemCodeOf(error) ?? null;
        return storageProblemOf(error);
      }
    },
  };
}

/**
 * Writes the settings beside their file and takes them away again. electron-store takes a write for done that stopped
 * half way because the disk was full, and puts what it has in the place of the old file.
 * @throws Error with the `code` of the system, for example `ENOSPC`.
 */
function proveRoom(file: string, text: string): void {
  const beside = temporaryFileFor(followLinks(file));
  try {
    writeFileSync(beside, text, { mode: 0o600 });
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

/** Makes the folder, which only the user can enter; gives the error where nothing can be written there. */
function prepare({ folder, folders, logger }: SettingsStoreOptions): unknown {
  try {
    folders.make(folder);
    proveRoom(join(folder, `${NAME}.json`), '');
    return null;
  } catch (error) {
    logger.warn('The data folder could not be prepared', { error });
    return error;
  }
}
