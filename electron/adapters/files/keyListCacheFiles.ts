import { createReadStream } from 'node:fs';
import { copyFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import type { KeptKeyListLookup, KeyListStore, Logger } from '../../ports.ts';
import { TEMPORARY_ENDING, writeFileAtomic } from './atomicFile.ts';
import { keyListText, type ParsedKeyList, parseKeyList } from './keyListCacheFormat.ts';
import type { PrivateFolders } from './privateFolders.ts';
import { assertRegularFile, assertReplaceable } from './regularFile.ts';
import { storageProblemOf } from './storageProblem.ts';
import { sweepTemporaryFiles } from './sweepTemporaryFiles.ts';

const ENDING = '.jsonl';
const LAST_GOOD_ENDING = '.last-good.jsonl';
const NAME = /^[\w-]{1,64}/;
const TEMPORARY_FILE = new RegExp(String.raw`^[\w-]{1,64}\.jsonl${TEMPORARY_ENDING}$`);

/** What the files of lists need. */
export interface KeyListStoreOptions {
  /** Absolute path; made with the first list. */
  readonly folder: string;
  readonly folders: Pick<PrivateFolders, 'make'>;
  /** Milliseconds since the epoch, UTC; names what is kept of a damaged file. */
  readonly now: () => number;
  readonly logger: Logger;
}

/**
 * The lists of keys as files of JSON lines, one per connection, in a folder that only the user can enter. Beside each is
 * a copy of the last one that was read without a fault; it takes the place of a damaged one.
 */
export function createKeyListStore({ folder, folders, now, logger }: KeyListStoreOptions): KeyListStore {
  /** Connections whose file a later version of the application has written: it stays as it is. */
  const newer = new Set<string>();
  const fileOf = (connectionId: string, ending: string): string => {
    if (NAME.exec(connectionId)?.[0] !== connectionId) {
      throw new Error('The identifier of a connection holds a character that file names must not have');
    }
    return join(folder, `${connectionId}${ending}`);
  };

  return {
    async read(connectionId) {
      const file = fileOf(connectionId, ENDING);
      const lastGood = fileOf(connectionId, LAST_GOOD_ENDING);
      const restored = async (): Promise<KeptKeyListLookup | null> => {
        const earlier = await parseFile(lastGood);
        return earlier.kind === 'list' ? { state: 'present', list: earlier.list, isRestored: true } : null;
      };
      const parsed = await parseFile(file).catch(async (error: unknown) => {
        logger.warn('A list of keys could not be read', { error });
        return { kind: 'unreadable', error, earlier: await restored().catch(() => null) } as const;
      });
      if (parsed.kind === 'unreadable') {
        if (parsed.earlier === null) {
          throw parsed.error;
        }
        return parsed.earlier;
      }
      if (parsed.kind === 'list') {
        await copyList(file, lastGood).catch((error: unknown) => logger.warn('A list could not be copied', { error }));
        return { state: 'present', list: parsed.list, isRestored: false };
      }
      if (parsed.kind === 'newer') {
        newer.add(connectionId);
      }
      if (parsed.kind !== 'damaged') {
        return { state: 'absent' };
      }
      const keptAs = fileOf(connectionId, `.damaged-${new Date(now()).toISOString().replaceAll(':', '-')}${ENDING}`);
      logger.warn('A list of keys was damaged and is kept aside');
      await rename(file, keptAs).catch((error: unknown) =>
        logger.warn('A damaged list could not be kept aside', { error }),
      );
      return (await restored()) ?? { state: 'damaged' };
    },

    async write(connectionId, list) {
      const file = fileOf(connectionId, ENDING);
      if (newer.has(connectionId)) {
        return { problem: 'newerVersion', code: null };
      }
      try {
        folders.make(folder);
        await writeFileAtomic(file, keyListText(list));
        return null;
      } catch (error) {
        logger.warn('A list of keys could not be written', { error });
        return { problem: storageProblemOf(error), code: systemCodeOf(error) ?? null };
      }
    },

    async remove(connectionId) {
      for (const name of await namesIn(folder)) {
        if (NAME.exec(name)?.[0] === connectionId) {
          await rm(join(folder, name), { force: true });
        }
      }
    },

    async keepOnly(connectionIds) {
      try {
        sweepTemporaryFiles(folder, TEMPORARY_FILE, now());
        for (const name of await namesIn(folder)) {
          if (!connectionIds.includes(NAME.exec(name)?.[0] ?? '')) {
            await rm(join(folder, name), { force: true });
          }
        }
      } catch (error) {
        logger.warn('Lists that are not needed any more could not be removed', { error });
      }
    },
  };
}

async function parseFile(file: string): Promise<ParsedKeyList | { readonly kind: 'missing' }> {
  try {
    assertRegularFile(await stat(file));
    return await parseKeyList(createReadStream(file, 'utf8'));
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') {
      return { kind: 'missing' };
    }
    throw error;
  }
}

/** Not into a pipe, which would wait for somebody to read it. */
async function copyList(file: string, copy: string): Promise<void> {
  assertReplaceable(copy);
  await copyFile(file, copy);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(ENDING));
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') {
      return [];
    }
    throw error;
  }
}
