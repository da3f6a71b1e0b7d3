import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import type { DamagedFile, Logger, StorageFault } from '../../ports.ts';
import { TEMPORARY_ENDING, writeFileAtomic } from './atomicFile.ts';
import type { PrivateFolders } from './privateFolders.ts';
import { storageProblemOf } from './storageProblem.ts';
import { sweepTemporaryFiles } from './sweepTemporaryFiles.ts';
import { withUnknownFields } from './unknownFields.ts';
import { type OpenedFile, openVersionedFile } from './versionedFile.ts';
import type { VersionedFormat } from './versionedJson.ts';

const NAME = /^[\w-]{1,64}/;
const TEMPORARY_FILE = new RegExp(String.raw`^[\w-]{1,64}\.(?:[\w.-]+\.)?json${TEMPORARY_ENDING}$`);

/** Where a store of {@link createConnectionFiles} keeps its files. */
export interface ConnectionFolder {
  /** Absolute path; created with the first file. */
  readonly folder: string;
  readonly folders: Pick<PrivateFolders, 'make'>;
  /** Milliseconds since the epoch, UTC; part of the name of a damaged file that is set aside. */
  readonly now: () => number;
  readonly logger: Pick<Logger, 'warn'>;
}

/** Contents of the file of one connection. */
interface ConnectionFile<Value> {
  /** `null` without usable contents. */
  readonly value: Value | null;
  /** The damaged file that was set aside, or `null`. */
  readonly damaged: DamagedFile | null;
  /** Why the file must not be replaced; `null` if it may be. */
  readonly fault: StorageFault | null;
}

/** A JSON file for each connection. */
export interface ConnectionFiles<Value> {
  /** Reads the file of a connection. A damaged file is set aside. Never throws. */
  read(connectionId: string): ConnectionFile<Value>;
  /** Replaces the file of a connection. On failure, returns why and leaves the file unchanged. */
  write(connectionId: string, value: Value): Promise<StorageFault | null>;
  /** Removes all files of a connection, copies included. No-op if there is none. @throws Error if one is still there. */
  remove(connectionId: string): Promise<void>;
  /** Removes the files of all other connections and the remains of interrupted writes. Never rejects. */
  keepOnly(connectionIds: readonly string[]): Promise<void>;
}

/**
 * Stores something for each connection as a JSON file in a private folder. A copy of the last good file replaces one that is
 * damaged or gone.
 */
export function createConnectionFiles<Value extends Record<string, unknown>>(
  format: VersionedFormat<Value>,
  { folder, folders, now, logger }: ConnectionFolder,
): ConnectionFiles<Value> {
  const opened = new Map<string, OpenedFile<Value>>();
  const open = (connectionId: string): OpenedFile<Value> => {
    if (NAME.exec(connectionId)?.[0] !== connectionId) {
      throw new Error('The id of a connection contains a character that is not allowed in file names');
    }
    const file =
      opened.get(connectionId) ??
      openVersionedFile({ folder, name: connectionId, format, now: now(), logger, restoresAbsent: true });
    opened.set(connectionId, file);
    return file;
  };
  const removeFilesOf = async (isMeant: (connectionId: string) => boolean): Promise<void> => {
    for (const name of await namesIn(folder)) {
      if (isMeant(NAME.exec(name)?.[0] ?? '')) {
        await rm(join(folder, name), { force: true });
      }
    }
  };

  return {
    read(connectionId) {
      const { value, damaged, problem, code } = open(connectionId);
      return { value, damaged, fault: problem === null ? null : { problem, code } };
    },

    async write(connectionId, value) {
      const { unknown, problem, code } = open(connectionId);
      if (problem !== null) {
        return { problem, code };
      }
      try {
        folders.make(folder);
        const text = `${JSON.stringify(withUnknownFields(value, unknown), null, 1)}\n`;
        await writeFileAtomic(join(folder, `${connectionId}.json`), text);
        return null;
      } catch (error) {
        logger.warn('A file of a connection could not be written', { error });
        return { problem: storageProblemOf(error), code: systemCodeOf(error) ?? null };
      }
    },

    async remove(connectionId) {
      await removeFilesOf((id) => id === connectionId);
      opened.delete(connectionId);
    },

    async keepOnly(connectionIds) {
      try {
        sweepTemporaryFiles(folder, TEMPORARY_FILE, now());
        await removeFilesOf((id) => !connectionIds.includes(id));
      } catch (error) {
        logger.warn('Files of removed connections could not be deleted', { error });
      }
    },
  };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json'));
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') {
      return [];
    }
    throw error;
  }
}
