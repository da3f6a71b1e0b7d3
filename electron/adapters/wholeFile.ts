import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';

/**
 * Ending of the temporary files of {@link writeWholeFile} and of electron-store, as a part of a regular expression for
 * `sweepTemporaryFiles`.
 */
export const TEMPORARY_ENDING = String.raw`\.tmp-\d{10}[\da-f]{6}`;

/** Path of a new temporary file for what is to become `file`. */
export function temporaryFileFor(file: string): string {
  return `${file}.tmp-${String(Date.now()).slice(-10)}${crypto.randomUUID().slice(0, 6)}`;
}

/**
 * Writes a file whole or not at all, readable by the user alone, and waits until it is on the disk.
 * @throws Error with the `code` of the system; then an older file of that name is as it was.
 */
export function writeWholeFileSync(file: string, bytes: Uint8Array): void {
  const beside = temporaryFileFor(file);
  try {
    const descriptor = openSync(beside, 'wx', 0o600);
    try {
      writeFileSync(descriptor, bytes);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/**
 * {@link writeWholeFileSync} for what is large or nobody waits for.
 * @param parts the text; an iterable is written part by part.
 */
export async function writeWholeFile(file: string, parts: string | AsyncIterable<string>): Promise<void> {
  const beside = temporaryFileFor(file);
  try {
    const handle = await open(beside, 'wx', 0o600);
    try {
      // Not `write`: on a full disk that one may write a part only, and says so in a number.
      await handle.writeFile(parts);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
