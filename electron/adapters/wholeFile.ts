import { randomUUID } from 'node:crypto';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const BESIDE_ENDING = '.tmp';

/**
 * Writes a file whole or not at all, readable by the user alone: beside its place first, flushed to the disk, and then
 * renamed. A file that was there stays as it was until then.
 * @param parts the text; an iterable is written part by part.
 * @throws Error of Node; the file beside is removed, unless the process is killed: see {@link removeUnfinished}.
 */
export async function writeWhole(file: string, parts: string | AsyncIterable<string>): Promise<void> {
  const beside = join(dirname(file), `.${basename(file)}.${randomUUID()}${BESIDE_ENDING}`);
  try {
    const handle = await open(beside, 'wx', 0o600);
    try {
      // Not `write`: that one may write a part only when the disk is full, and says so in a number.
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

/** Removes what writes that were cut off by a kill have left in a folder in which nothing is being written. */
export async function removeUnfinished(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (name.startsWith('.') && name.endsWith(BESIDE_ENDING)) {
      await rm(join(folder, name), { force: true });
    }
  }
}
