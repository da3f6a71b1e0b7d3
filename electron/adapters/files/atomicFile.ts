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
import { open, rename, rm } from 'node:fs/promises';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import { ignoreUnsupportedSync } from './diskSync.ts';
import { followLinks } from './followLinks.ts';
import { assertReplaceable } from './regularFile.ts';

// Not write-file-atomic 8.0.0: it renames partial writes on a full disk, replaces links to missing files, fails where fsync
// or rename is not supported, and takes no iterables.

/**
 * Ending of the temporary files of {@link writeFileAtomic} and of electron-store, as part of a regular expression for
 * `sweepTemporaryFiles`.
 */
export const TEMPORARY_ENDING = String.raw`\.tmp-\d{10}[\da-f]{6}`;

/** Path of a new temporary file next to `file`. */
export function temporaryFileFor(file: string): string {
  return `${file}.tmp-${String(Date.now()).slice(-10)}${crypto.randomUUID().slice(0, 6)}`;
}

/**
 * Replaces a file of the application atomically and durably, readable by the user only where the file system supports that.
 * Follows links.
 * @throws Error with a system `code`, also for a folder, pipe or device in its place; the old file is then unchanged.
 */
export function writeFileAtomicSync(file: string, bytes: Uint8Array): void {
  assertReplaceable(file);
  const target = followLinks(file);
  const temporary = temporaryFileFor(target);
  try {
    const descriptor = openSync(temporary, 'wx', 0o600);
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
      renameSync(temporary, target);
    } catch (error) {
      copyInstead(error, temporary, target);
    }
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** {@link writeFileAtomicSync} for large contents. @param parts an iterable is written part by part. */
export async function writeFileAtomic(file: string, parts: string | AsyncIterable<string>): Promise<void> {
  assertReplaceable(file);
  const target = followLinks(file);
  const temporary = temporaryFileFor(target);
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      // Not `write`, which does not throw after a partial write on a full disk.
      await handle.writeFile(parts);
      await handle.sync().catch(ignoreUnsupportedSync);
    } finally {
      await handle.close();
    }
    await rename(temporary, target).catch((error: unknown) => copyInstead(error, temporary, target));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * Copies over the target where it cannot be renamed to: `EXDEV` occurs with layered and redirected folders, `EBUSY` for
 * single files mounted by containers and Flatpak. Should the copy fail, for example for lack of space, the old content is
 * restored.
 * @throws any other error of the rename, or that of the copy.
 */
function copyInstead(renameError: unknown, temporary: string, target: string): void {
  if (!['EXDEV', 'EBUSY'].includes(systemCodeOf(renameError) ?? '')) {
    throw renameError;
  }
  const old = existsSync(target) ? readFileSync(target) : null;
  try {
    copyFileSync(temporary, target);
  } catch (error) {
    if (old === null) {
      rmSync(target, { force: true });
    } else {
      writeFileSync(target, old);
    }
    throw error;
  }
  rmSync(temporary);
}
