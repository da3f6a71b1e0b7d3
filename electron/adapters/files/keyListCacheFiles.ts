import { createReadStream } from 'node:fs';
import { copyFile, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import type { CachedKeyListLookup, HeadSteps, KeyListStore, Logger, StoredListHead } from '../../ports.ts';
import { TEMPORARY_ENDING, writeFileAtomic } from './atomicFile.ts';
import { keyListText, type ParsedKeyList, parseKeyList, stampOf } from './keyListCacheFormat.ts';
import { listHeadText, parseListHead } from './keyListHeadFormat.ts';
import type { PrivateFolders } from './privateFolders.ts';
import { assertRegularFile, assertReplaceable } from './regularFile.ts';
import { storageProblemOf } from './storageProblem.ts';
import { sweepTemporaryFiles } from './sweepTemporaryFiles.ts';

const ENDING = '.jsonl';
/** Bytes within which the first line of a list ends; one with a longer line has no head. */
const MAX_FIRST_LINE = 64 * 1024;
const LAST_GOOD_ENDING = '.last-good.jsonl';
const NAME = /^[\w-]{1,64}/;
const HEAD_ENDING = '.head.jsonl';
const TEMPORARY_FILE = new RegExp(String.raw`^[\w-]{1,64}(?:\.head)?\.jsonl${TEMPORARY_ENDING}$`);

/** Dependencies of the store. */
export interface KeyListStoreOptions {
  /** Absolute path; created with the first list. */
  readonly folder: string;
  readonly folders: Pick<PrivateFolders, 'make'>;
  /** Milliseconds since the epoch, UTC; part of the name of a damaged file that is set aside. */
  readonly now: () => number;
  readonly logger: Logger;
}

/**
 * Stores key lists as files of JSON lines, one per connection, in a private folder. A copy of the last valid file replaces a
 * damaged one. The head of a list is in a file beside it that carries the stamp of the list.
 */
export function createKeyListStore({ folder, folders, now, logger }: KeyListStoreOptions): KeyListStore {
  /** Connections whose file was written by a later version; it must not be overwritten. */
  const newer = new Set<string>();
  /** Stamps of the files that were read or written last. */
  const stamps = new Map<string, string | null>();
  const fileOf = (connectionId: string, ending: string): string => {
    if (NAME.exec(connectionId)?.[0] !== connectionId) {
      throw new Error('The id of a connection contains a character that is not allowed in file names');
    }
    return join(folder, `${connectionId}${ending}`);
  };

  return {
    async read(connectionId) {
      const file = fileOf(connectionId, ENDING);
      const lastGood = fileOf(connectionId, LAST_GOOD_ENDING);
      const restored = async (): Promise<CachedKeyListLookup | null> => {
        const earlier = await parseFile(lastGood);
        return earlier.kind === 'list' ? { state: 'present', list: earlier.list, isRestored: true } : null;
      };
      stamps.delete(connectionId);
      let parsed: Awaited<ReturnType<typeof parseFile>>;
      try {
        parsed = await parseFile(file);
      } catch (error) {
        logger.warn('A key list could not be read', { error });
        const earlier = await restored().catch(() => null);
        if (earlier === null) {
          throw error;
        }
        return earlier;
      }
      if (parsed.kind === 'list') {
        stamps.set(connectionId, parsed.stamp);
        await copyList(file, lastGood).catch((error: unknown) =>
          logger.warn('A key list could not be copied', { error }),
        );
        return { state: 'present', list: parsed.list, isRestored: false };
      }
      if (parsed.kind === 'newer') {
        newer.add(connectionId);
      }
      if (parsed.kind !== 'damaged') {
        return { state: 'absent' };
      }
      const savedAs = fileOf(connectionId, `.damaged-${new Date(now()).toISOString().replaceAll(':', '-')}${ENDING}`);
      logger.warn('A key list is damaged and was set aside');
      await rename(file, savedAs).catch((error: unknown) =>
        logger.warn('A damaged key list could not be set aside', { error }),
      );
      return (await restored()) ?? { state: 'damaged' };
    },

    async write(connectionId, list) {
      const file = fileOf(connectionId, ENDING);
      if (newer.has(connectionId)) {
        return { problem: 'newerVersion', code: null };
      }
      const stamp = crypto.randomUUID();
      try {
        folders.make(folder);
        await writeFileAtomic(file, keyListText(list, stamp));
        stamps.set(connectionId, stamp);
        return null;
      } catch (error) {
        logger.warn('A key list could not be written', { error });
        return { problem: storageProblemOf(error), code: systemCodeOf(error) ?? null };
      }
    },

    async readHead(connectionId) {
      try {
        const stamp = await stampOfFile(fileOf(connectionId, ENDING));
        return stamp === null ? null : parseListHead(await readRegularFile(fileOf(connectionId, HEAD_ENDING)), stamp);
      } catch (error) {
        if (systemCodeOf(error) !== 'ENOENT') {
          logger.warn('The head of a key list could not be read', { error });
        }
        return null;
      }
    },

    async writeHead(connectionId, steps) {
      const file = fileOf(connectionId, HEAD_ENDING);
      const stamp = stamps.get(connectionId) ?? null;
      try {
        const head = stamp === null ? null : await inSteps(steps);
        if (stamp === null || head === null) {
          await rm(file, { force: true });
        } else {
          await writeFileAtomic(file, listHeadText(stamp, head));
        }
      } catch (error) {
        logger.warn('The head of a key list could not be written', { error });
      }
    },

    async remove(connectionId) {
      stamps.delete(connectionId);
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
        logger.warn('Unused key lists could not be removed', { error });
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

/** The stamp in the first line of a list, which is all that is read of it. */
async function stampOfFile(file: string): Promise<string | null> {
  assertRegularFile(await stat(file));
  const [line = ''] = (await readPart(file, MAX_FIRST_LINE)).split('\n', 1);
  return stampOf(line);
}

async function readPart(file: string, length: number): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function readRegularFile(file: string): Promise<string> {
  assertRegularFile(await stat(file));
  return readFile(file, 'utf8');
}

/** Pauses after each step for as long as it took. */
async function inSteps(steps: HeadSteps): Promise<StoredListHead | null> {
  for (;;) {
    const begin = performance.now();
    const { done, value } = steps.next();
    if (done === true) {
      return value;
    }
    await delay(performance.now() - begin);
  }
}

/** Refuses to write into a pipe, which would block until somebody reads it. */
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
