import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { copyFile, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import { ignoreUnsupportedSync } from './diskSync.ts';
import { followLinks } from './followLinks.ts';
import { assertReplaceable } from './regularFile.ts';

/**
 * Ending of the temporary files of {@link writeFileAtomic} and of electron-store, as a part of a regular expression for
 * `sweepTemporaryFiles`.
 */
export const TEMPORARY_ENDING = String.raw`\.tmp-\d{10}[\da-f]{6}`;

/** Path of a new temporary file for what is to become `file`. */
export function temporaryFileFor(file: string): string {
  return `${file}.tmp-${String(Date.now()).slice(-10)}${crypto.randomUUID().slice(0, 6)}`;
}

/**
 * Writes a file of the application whole or not at all, readable by the user alone where the file system lets it, and
 * waits until it is on the disk. A link stays, and what it leads to is written.
 * @throws Error with the `code` of the system, also where a folder, a pipe or a device is in the way; then what was there
 *   is as it was.
 */
export function writeFileAtomicSync(file: string, bytes: Uint8Array): void {
  assertReplaceable(file);
  const target = followLinks(file);
  const beside = temporaryFileFor(target);
  try {
    const descriptor = openSync(beside, 'wx', 0o600);
    try {
      writeFileSync(descriptor, bytes);
      try {
        fsyncSync(descriptor);
      } catch (error) {
        ignoreUnsupportedSync(error);
      }
    } finally {
      closeSync(descriptor);
    }
    try {
      renameSync(beside, target);
    } catch (error) {
      assertNeedsCopy(error);
      copyOverSync(beside, target);
      rmSync(beside);
    }
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/**
 * {@link writeFileAtomicSync} for what is large or nobody waits for.
 * @param parts the text; an iterable is written part by part.
 */
export async function writeFileAtomic(file: string, parts: string | AsyncIterable<string>): Promise<void> {
  assertReplaceable(file);
  const target = followLinks(file);
  const beside = temporaryFileFor(target);
  try {
    const handle = await open(beside, 'wx', 0o600);
    try {
      // Not `write`: on a full disk that one may write a part only, and says so in a number.
      await handle.writeFile(parts);
      await handle.sync().catch(ignoreUnsupportedSync);
    } finally {
      await handle.close();
    }
    await rename(beside, target).catch(async (error: unknown) => {
      assertNeedsCopy(error);
      await copyOver(beside, target);
      await rm(beside);
    });
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/**
 * Where nothing can be renamed to a file, copying is the next best: `EXDEV` comes from layered and redirected folders,
 * `EBUSY` from a file that is mounted by itself, as containers and Flatpak do. @throws any other error.
 */
function assertNeedsCopy(error: unknown): void {
  if (!['EXDEV', 'EBUSY'].includes(systemCodeOf(error) ?? '')) {
    throw error;
  }
}

/** Copies over a file, which may lie on another disk that has no room. @throws Error; then the old content is back. */
function copyOverSync(from: string, to: string): void {
  const old = existsSync(to) ? readFileSync(to) : null;
  try {
    copyFileSync(from, to);
  } catch (error) {
    if (old === null) {
      rmSync(to, { force: true });
    } else {
      writeFileSync(to, old);
    }
    throw error;
  }
}

async function copyOver(from: string, to: string): Promise<void> {
  const old = existsSync(to) ? await readFile(to) : null;
  try {
    await copyFile(from, to);
  } catch (error) {
    await (old === null ? rm(to, { force: true }) : writeFile(to, old));
    throw error;
  }
}
