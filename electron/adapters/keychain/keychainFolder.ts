import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../../shared/parseJson.ts';
import type { Logger } from '../../ports.ts';
import { TEMPORARY_ENDING, writeFileAtomicSync } from '../files/atomicFile.ts';
import type { PrivateFolders } from '../files/privateFolders.ts';
import { sweepTemporaryFiles } from '../files/sweepTemporaryFiles.ts';
import { withUnknownFields } from '../files/unknownFields.ts';
import { openVersionedFile } from '../files/versionedFile.ts';
import type { VersionedFormat } from '../files/versionedJson.ts';

const NAME = 'keychain';
const TEMPORARY_FILE = new RegExp(String.raw`^${NAME}\.(?:[\w.-]+\.)?json${TEMPORARY_ENDING}$`);
/** Files of earlier versions: a data folder without any of them cannot have items of an earlier version either. */
const EARLIER_FILES = ['settings.json', 'settings.last-good.json', 'activity', 'sample-platform'];
/** Items that had the same name in every data folder, so that an existing one may belong to another folder. */
const ONCE_SHARED_ITEMS = ['app-lock', 'sample', 'activity-sample'];

/** A set of names under which items of this folder may be stored. */
const originSchema = z.object({
  /** Id of the folder that this one was copied from; `null` for the names of earlier versions, which had no folder id. */
  folderId: z.uuid().nullable(),
  /** Whether another folder also uses the items, so that they must not be changed. */
  isShared: z.boolean(),
  /** Items known to be stored under these names; `null` where that was not recorded. */
  stored: z.array(z.string()).nullable(),
});
const fileSchema = z.object({
  schemaVersion: z.literal(1),
  id: z.uuid(),
  /** Path of the folder when this was written. */
  path: z.string(),
  origins: z.array(originSchema),
  /** Items that were stored and not deleted since. */
  stored: z.array(z.string()),
});
type KeychainFile = z.infer<typeof fileSchema>;
const FORMAT: VersionedFormat<KeychainFile> = { version: 1, schema: fileSchema, migrations: [] };

/** A name under which an item may have been stored before. */
interface FormerName {
  readonly name: string;
  /** Whether the item can only belong to this folder, which may then delete it. */
  readonly isOurs: boolean;
  /** Whether another folder also uses it, so that it must stay. */
  readonly isShared: boolean;
}

/** What a data folder records about its keychain items. */
export interface KeychainFolder {
  /** Name of an item of this folder in the keychain. */
  nameOf(item: string): string;
  /** Names under which the item may have been stored before, the most recent first. */
  formerNamesOf(item: string): readonly FormerName[];
  /** Whether an item is recorded as stored; `null` where an earlier version may have stored it. */
  isStored(item: string): boolean | null;
  recordStored(item: string): void;
  recordDeleted(item: string): void;
}

/** Dependencies of {@link openKeychainFolder}. */
export interface KeychainFolderOptions {
  /** Absolute path of the data folder. */
  readonly folder: string;
  readonly folders: Pick<PrivateFolders, 'make'>;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
  readonly logger: Pick<Logger, 'warn'>;
}

/**
 * Opens the keychain identity of a data folder (`keychain.json`). It is separate from the settings, which may be damaged,
 * restored or deleted to start over. A moved folder keeps its identity. A copy, whose original still exists, gets a new one
 * and reads the items of the original without changing them. Never fails.
 */
export function openKeychainFolder({ folder, folders, now, logger }: KeychainFolderOptions): KeychainFolder {
  sweepTemporaryFiles(folder, TEMPORARY_FILE, now());
  const path = realPathOf(folder);
  const hadFiles = EARLIER_FILES.some((name) => existsSync(join(folder, name)));
  const wasThere = existsSync(join(folder, `${NAME}.json`));
  const opened = openVersionedFile({ folder, name: NAME, format: FORMAT, now: now(), logger, restoresAbsent: true });
  const found = opened.value;
  // It is unknown what was stored, so nothing may be treated as absent.
  const isHidden = found === null && wasThere && opened.problem !== null;
  let file = found ?? {
    schemaVersion: 1 as const,
    id: randomUUID(),
    path,
    origins: hadFiles ? [{ folderId: null, isShared: false, stored: null }] : [],
    stored: [],
  };
  const save = (next: KeychainFile): boolean => {
    file = next;
    try {
      if (opened.problem === null) {
        folders.make(folder);
        writeFileAtomicSync(join(folder, `${NAME}.json`), bytesOf(withUnknownFields(next, opened.unknown)));
        return true;
      }
    } catch (error) {
      logger.warn('The list of keychain items could not be saved', { error });
    }
    return false;
  };
  /** The identity must not get lost: its backup is written at once, not at the second start. */
  const saveIdentity = (next: KeychainFile): boolean =>
    save(next) && writeLastGood(folder, withUnknownFields(next, opened.unknown));
  const saved = found?.path === path || saveIdentity(found === null ? file : identityAt(found, folder, path));
  if (!saved && file.id !== found?.id) {
    // The next start could not find a random name again; it can derive this one from the path.
    file = { ...file, id: idFrom(path) };
  }
  const isRecorded = (item: string): boolean =>
    file.stored.includes(item) || file.origins.some(({ stored }) => stored?.includes(item) === true);
  const change = (item: string, stored: string[]): void => {
    const origins = file.origins.map((origin) => ({
      ...origin,
      stored: origin.stored?.filter((one) => one !== item) ?? null,
    }));
    save({ ...file, origins, stored });
  };
  return {
    nameOf: (item) => `${item}@${file.id}`,
    formerNamesOf: (item) =>
      file.origins.map(({ folderId, isShared }) => ({
        name: folderId === null ? item : `${item}@${folderId}`,
        isOurs: !isShared && !ONCE_SHARED_ITEMS.includes(item),
        isShared,
      })),
    isStored: (item) => {
      if (isRecorded(item) || isHidden) {
        return true;
      }
      return file.origins.some(({ stored }) => stored === null) ? null : false;
    },
    recordStored: (item) => {
      if (!file.stored.includes(item)) {
        change(item, [...file.stored, item]);
      }
    },
    recordDeleted: (item) => {
      if (!isRecorded(item)) {
        return;
      }
      change(
        item,
        file.stored.filter((one) => one !== item),
      );
    },
  };
}

function bytesOf(file: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(file, null, '\t'));
}

/** Writes the backup for a start that finds the file damaged. Gives `true` even if that failed: nothing else needs it. */
function writeLastGood(folder: string, file: unknown): true {
  try {
    writeFileAtomicSync(join(folder, `${NAME}.last-good.json`), bytesOf(file));
  } catch {
    // The next start writes it.
  }
  return true;
}

/** The identity of a folder whose path has changed: the same for a moved folder, a new one for a copy. */
function identityAt(found: KeychainFile, folder: string, path: string): KeychainFile {
  return isOriginalPresent(found, folder) ? copyOf(found, path) : { ...found, path };
}

function copyOf({ id, stored, origins }: KeychainFile, path: string): KeychainFile {
  const shared = origins.map((origin) => ({ ...origin, isShared: true }));
  return {
    schemaVersion: 1,
    id: randomUUID(),
    path,
    origins: [{ folderId: id, isShared: true, stored }, ...shared],
    stored: [],
  };
}

/**
 * Whether the recorded path leads to a different folder with the same identity. A backup made of hard links shares the file
 * but is a separate folder; a symbolic link to the other folder's file makes both one.
 */
function isOriginalPresent({ id, path }: KeychainFile, folder: string): boolean {
  try {
    const [one, two] = [path, folder].map((name) => statSync(name, { bigint: true }));
    const isSameFolder = one?.dev === two?.dev && one?.ino === two?.ino;
    const other = join(path, `${NAME}.json`);
    const isLinked = realpathSync(other) === realpathSync(join(folder, `${NAME}.json`));
    return !isSameFolder && !isLinked && fileSchema.safeParse(parseJson(readFileSync(other, 'utf8'))).data?.id === id;
  } catch {
    return false;
  }
}

function realPathOf(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

/** A UUID derived from a path. */
function idFrom(path: string): string {
  const digits = createHash('sha256').update(path).digest('hex');
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-');
}
