import { randomUUID } from 'node:crypto';
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
import { sha256 } from '../system/sha256.ts';

const NAME = 'keychain';
const TEMPORARY_FILE = new RegExp(String.raw`^${NAME}\.(?:[\w.-]+\.)?json${TEMPORARY_ENDING}$`);
/** What an earlier version has left in a data folder: without any of it, there can be no items of its either. */
const EARLIER_FILES = ['settings.json', 'settings.last-good.json', 'activity', 'sample-platform'];
/** Items that had the same name for every data folder: that one of them is there does not say whose it is. */
const ONCE_SHARED_ITEMS = ['app-lock', 'sample', 'activity-sample'];

/** Where items were kept before this folder had names of its own. */
const originSchema = z.object({
  /** Identifier of the folder that this one is a copy of; `null` for the names of earlier versions, which had none. */
  folderId: z.uuid().nullable(),
  /** Whether the items are somebody else's, too, and so are read only. */
  isShared: z.boolean(),
  /** The items known to have been stored there; `null` where that was not noted. */
  stored: z.array(z.string()).nullable(),
});
const fileSchema = z.object({
  schemaVersion: z.literal(1),
  id: z.uuid(),
  /** Where the folder was when this was written. */
  path: z.string(),
  origins: z.array(originSchema),
  /** The items that were stored and read back, and not deleted since. */
  stored: z.array(z.string()),
});
type KeychainFile = z.infer<typeof fileSchema>;
const FORMAT: VersionedFormat<KeychainFile> = { version: 1, schema: fileSchema, migrations: [] };

/** A name under which an item may have been kept before. */
export interface FormerName {
  readonly name: string;
  /** Whether it can only be an item of this folder, which may then be deleted. */
  readonly isOurs: boolean;
  /** Whether another folder uses it, too, so that it has to stay. */
  readonly isShared: boolean;
}

/** What a data folder knows of its items in the keychain. */
export interface KeychainFolder {
  /** The name of an item of this folder in the keychain. */
  nameOf(item: string): string;
  /** The names under which it may have been kept before, the latest first. */
  formerNamesOf(item: string): readonly FormerName[];
  /** Whether an item was stored and not deleted since; `null` where an earlier version may have stored it. */
  isStored(item: string): boolean | null;
  noteStored(item: string): void;
  noteGone(item: string): void;
}

/** What the file needs. */
export interface KeychainFolderOptions {
  /** Absolute path of the data folder. */
  readonly folder: string;
  readonly folders: Pick<PrivateFolders, 'make'>;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
  readonly logger: Pick<Logger, 'warn'>;
}

/**
 * The identity of a data folder in the keychain (`keychain.json`), apart from the settings, which may be damaged, restored
 * or deleted to start over. A folder that was moved keeps it. One that was copied, so that the folder which it comes from
 * is still there, gets another one, and reads what the original has stored without ever changing it. Never fails.
 */
export function openKeychainFolder({ folder, folders, now, logger }: KeychainFolderOptions): KeychainFolder {
  sweepTemporaryFiles(folder, TEMPORARY_FILE, now());
  const path = realPathOf(folder);
  const hadFiles = EARLIER_FILES.some((name) => existsSync(join(folder, name)));
  const wasThere = existsSync(join(folder, `${NAME}.json`));
  const opened = openVersionedFile({ folder, name: NAME, format: FORMAT, now: now(), logger, restoresAbsent: true });
  const found = opened.value;
  // What was stored cannot be told then, only that it would be wrong to take anything for absent.
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
      logger.warn('What is in the keychain could not be noted down', { error });
    }
    return false;
  };
  /** Everything hangs on the identity: it is kept twice from the first moment, not from the second start on. */
  const saveIdentity = (next: KeychainFile): boolean =>
    save(next) && writeLastGood(folder, withUnknownFields(next, opened.unknown));
  const saved = found?.path === path || saveIdentity(found === null ? file : identityAt(found, folder, path));
  if (!saved && file.id !== found?.id) {
    // A name that the next start would not find again is worse than one that can be told from the path.
    file = { ...file, id: idFrom(path) };
  }
  const isNoted = (item: string): boolean =>
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
      if (isNoted(item) || isHidden) {
        return true;
      }
      return file.origins.some(({ stored }) => stored === null) ? null : false;
    },
    noteStored: (item) => {
      if (!file.stored.includes(item)) {
        change(item, [...file.stored, item]);
      }
    },
    noteGone: (item) => {
      if (!isNoted(item)) {
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

/** Writes the copy with which a start goes on that finds the file damaged. Gives `true`: it is not needed for anything else. */
function writeLastGood(folder: string, file: unknown): true {
  try {
    writeFileAtomicSync(join(folder, `${NAME}.last-good.json`), bytesOf(file));
  } catch {
    // The next start writes it.
  }
  return true;
}

/** The identity of a folder that is elsewhere than it was: the same for one that was moved. */
function identityAt(found: KeychainFile, folder: string, path: string): KeychainFile {
  return isThereStill(found, folder) ? copyOf(found, path) : { ...found, path };
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
 * Whether the folder that a file names is another one than that in which it was found, with the same identity. A backup of
 * hard links has the same file in both, and yet they are two; a link to the file of the other makes them one.
 */
function isThereStill({ id, path }: KeychainFile, folder: string): boolean {
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

/** A random-looking UUID that is always the same for a path. */
function idFrom(path: string): string {
  const digits = sha256(path);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-');
}
