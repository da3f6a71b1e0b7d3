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

/** Dependencies of the settings store. */
export interface SettingsStoreOptions {
  /** Absolute path of the application's data folder. */
  readonly folder: string;
  readonly folders: Pick<PrivateFolders, 'make'>;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
  /** electron-store adds a listener to it that reveals the data folder to any frame; the listener is removed. */
  readonly ipcMain: Pick<IpcMain, 'removeAllListeners'>;
  readonly logger: Pick<Logger, 'warn'>;
}

/**
 * The settings file (`settings.json`, readable by the user only where the file system supports that). It is written by
 * electron-store, atomically, but read here, since electron-store treats what it does not understand as empty or
 * throws. Never throws: without a usable folder the settings are the defaults, and `write` gives the reason.
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
        const complete = withUnknownFields(settings, opened.unknown) as Settings;
        const text = JSON.stringify(complete, null, '\t');
        // Also saves waiting: electron-store retries for a second before it reports an error.
        assertWritable(file, text);
        try {
          store ??= openStore(folder, ipcMain);
          store.store = complete;
        } catch (error) {
          if (systemCodeOf(error) === undefined && decodeText(readFileSync(file))?.isUtf16 !== true) {
            throw error;
          }
          // electron-store cannot read UTF-16, and fails where only the permissions, the owner or fsync are not
          // supported.
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
 * Writes the settings to a temporary file and removes it again: on a full disk electron-store does not notice a partial
 * write and replaces the old file by it.
 * @throws Error with a system `code`, for example `ENOSPC`.
 */
function assertWritable(file: string, text: string): void {
  const temporary = temporaryFileFor(followLinks(file));
  try {
    writeFileSync(temporary, text, { mode: 0o600 });
  } finally {
    rmSync(temporary, { force: true });
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

/** Creates the private folder; returns the error where nothing can be written there. */
function prepare({ folder, folders, logger }: SettingsStoreOptions): unknown {
  try {
    folders.make(folder);
    assertWritable(join(folder, `${NAME}.json`), '');
    return null;
  } catch (error) {
    logger.warn('The data folder could not be prepared', { error });
    return error;
  }
}
