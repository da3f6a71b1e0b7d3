import { constants, type Stats } from 'node:fs';
import { access, type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import { ignoreUnsupportedSync } from './diskSync.ts';
import { followLinks } from './followLinks.ts';
import { assertRegularFile } from './regularFile.ts';

/** After these another way of writing would only do harm: there is no room, or the disk fails. */
const NO_OTHER_WAY = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'ESTALE', 'ENODEV', 'EMFILE', 'ENFILE']);

/**
 * Writes a file of the user whole or not at all. A new file gets the rights that the system gives to new files. An
 * existing one keeps its rights, owner and group, a link stays and what it leads to is written: where a new file in its
 * place could not be the same, or cannot be put there, the old one is written over, and put back if that fails.
 * @throws Error with the `code` of the system, `EINVAL` for a device or a pipe; then the old file is as it was.
 */
export async function writeUserFile(file: string, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  const before = await statOf(file);
  if (before !== null) {
    assertRegularFile(before);
  }
  const target = followLinks(file);
  if (before === null || (await mayBeReplaced(target, before))) {
    try {
      await putInPlace(target, bytes, before);
      return;
    } catch (error) {
      if (NO_OTHER_WAY.has(systemCodeOf(error) ?? 'EIO')) {
        throw error;
      }
    }
  }
  await (before === null ? writeNew(target, bytes) : writeOver(target, bytes));
}

async function statOf(file: string): Promise<Stats | null> {
  try {
    return await stat(file);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') {
      return null;
    }
    throw error;
  }
}

/** Not where the file has other names, which would keep the old content, or is protected, which renaming would get around. */
async function mayBeReplaced(target: string, { nlink }: Stats): Promise<boolean> {
  try {
    await access(target, constants.W_OK);
    return nlink <= 1;
  } catch {
    return false;
  }
}

/** Writes beside the target, under a short name that fits wherever that of the target does, and renames. */
async function putInPlace(target: string, bytes: Uint8Array, before: Stats | null): Promise<void> {
  const beside = join(dirname(target), `.kd-${crypto.randomUUID().slice(0, 8)}`);
  try {
    const handle = await open(beside, 'wx', before === null ? 0o666 : 0o600);
    try {
      await handle.writeFile(bytes);
      if (before !== null) {
        await takeOver(handle, before);
      }
      await handle.sync().catch(ignoreUnsupportedSync);
    } finally {
      await handle.close();
    }
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {});
    throw error;
  }
}

/** Gives a file the owner, group and rights of another. @throws Error `EPERM` where it is not the same afterwards. */
async function takeOver(handle: FileHandle, { uid, gid, mode }: Stats): Promise<void> {
  // First the owner: changing it takes some of the rights away.
  await handle.chown(uid, gid).catch(() => {});
  await handle.chmod(mode & 0o7777).catch(() => {});
  const now = await handle.stat();
  if (now.uid !== uid || now.gid !== gid || now.mode !== mode) {
    throw Object.assign(new Error('EPERM: owner, group and rights cannot be kept'), { code: 'EPERM' });
  }
}

async function writeNew(target: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(target, 'wx', 0o666);
  try {
    await handle.writeFile(bytes);
    await handle.sync().catch(ignoreUnsupportedSync);
  } catch (error) {
    await rm(target, { force: true }).catch(() => {});
    throw error;
  } finally {
    await handle.close();
  }
}

/** What is longer than the old content goes first: a full disk shows before anything was written over. */
async function writeOver(target: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(target, 'r+');
  try {
    const { size } = await handle.stat();
    const common = Math.min(size, bytes.length);
    const old = await readStart(handle, common);
    try {
      await writeAt(handle, bytes.subarray(common), common);
      await writeAt(handle, bytes.subarray(0, common), 0);
      await handle.truncate(bytes.length);
      await handle.sync().catch(ignoreUnsupportedSync);
    } catch (error) {
      await writeAt(handle, old, 0).catch(() => {});
      await handle.truncate(size).catch(() => {});
      throw error;
    }
  } finally {
    await handle.close();
  }
}

async function writeAt(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, position + written);
    written += bytesWritten;
  }
}

/** Gives the first bytes of a file; fewer where it ends before. */
export async function readStart(handle: FileHandle, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  for (let read = 0; read < length; ) {
    const { bytesRead } = await handle.read(buffer, read, length - read, read);
    if (bytesRead === 0) {
      return buffer.subarray(0, read);
    }
    read += bytesRead;
  }
  return buffer;
}
