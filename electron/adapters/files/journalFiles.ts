import { type FileHandle, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import type { JournalStore } from '../../ports.ts';
import { ignoreUnsupportedSync } from './diskSync.ts';
import type { PrivateFolders } from './privateFolders.ts';
import { assertRegularFile } from './regularFile.ts';

const ENDING = '.jsonl';
const NEWLINE = 10;

/**
 * Stores journals as files of JSON lines in a private folder, opened in append mode only.
 * @param folder absolute path; created with the first entry.
 */
export function createJournalStore(folder: string, folders: Pick<PrivateFolders, 'make'>): JournalStore {
  const fileOf = (name: string): string => {
    if (!/^[\w-]{1,64}$/.test(name)) {
      throw new Error('The name of an activity journal contains a character that is not allowed in file names');
    }
    return join(folder, `${name}${ENDING}`);
  };
  let isFolderMade = false;
  /** A bulk run appends hundreds of times, so the folder is checked only before the first. */
  const openToAppend = async (file: string): Promise<FileHandle> => {
    if (!isFolderMade) {
      folders.make(folder);
      isFolderMade = true;
    }
    try {
      return await open(file, 'a+', 0o600);
    } catch (error) {
      if (systemCodeOf(error) !== 'ENOENT') {
        throw error;
      }
      // The folder has been deleted in the meantime.
      folders.make(folder);
      return open(file, 'a+', 0o600);
    }
  };
  return {
    async list() {
      const files = await emptyIfMissing(readdir(folder), []);
      return files.filter((file) => /^[\w-]{1,64}\.jsonl$/.test(file)).map((file) => file.slice(0, -ENDING.length));
    },

    read: async (name) => {
      const file = fileOf(name);
      const reading = async (): Promise<string> => {
        assertRegularFile(await stat(file));
        return readFile(file, 'utf8');
      };
      return emptyIfMissing(reading(), '');
    },

    async remove(name) {
      await rm(fileOf(name), { force: true });
    },

    async append(name, lines) {
      const file = await openToAppend(fileOf(name));
      try {
        const stats = await file.stat();
        assertRegularFile(stats);
        await file.appendFile((await endsLine(file, stats.size)) ? lines : `\n${lines}`);
        await file.datasync().catch(ignoreUnsupportedSync);
      } finally {
        await file.close();
      }
    },
  };
}

/** Whether the file ends with a complete line; not after an interrupted write. */
async function endsLine(file: FileHandle, size: number): Promise<boolean> {
  if (size === 0) {
    return true;
  }
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] === NEWLINE;
}

async function emptyIfMissing<Value>(reading: Promise<Value>, empty: Value): Promise<Value> {
  try {
    return await reading;
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') {
      return empty;
    }
    throw error;
  }
}
