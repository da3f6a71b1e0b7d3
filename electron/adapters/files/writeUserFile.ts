import { constants, type Stats } from 'node:fs';
import { access, type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import { ignoreUnsupportedSync } from './diskSync.ts';
import { followLinks } from './followLinks.ts';
import { assertRegularFile } from './regularFile.ts';

/** Errors after which overwriting in place would only do harm: the disk is full or fails. */
const FATAL_CODES = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'ESTALE', 'ENODEV', 'EMFILE', 'ENFILE']);

/**
 * Writes a file chosen by the user, completely or not at all. A new file gets default permissions; an existing one keeps its
 * permissions, owner and group. Follows links. Where a replacement could not have the same attributes, or cannot be renamed,
 * the file is overwritten in place and restored if that fails. Not write-file-atomic 8.0.0, which replaces hard-linked and
 * read-only files and ignores a failed `chown`.
 * @throws Error with a system `code`, `EINVAL` for a device or pipe; the old file is then unchanged.
 */
export async function writeUserFile(file: string, content: string | Uint8Array): Promise<void> {
  const bytes = Buffer.from(content);
  const before = await statOf(file);
  if (before !== null) {
    assertRegularFile(before);
  }
  const target = followLinks(file);
  if (before === null || (await isReplaceable(target, before))) {
    try {
      await replace(target, bytes, before);
      return;
    } catch (error) {
      if (FATAL_CODES.has(systemCodeOf(error) ?? 'EIO')) {
        throw error;
      }
    }
  }
  await (before === null ? writeNew(target, bytes) : overwrite(target, bytes));
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

/** Not with other hard links, which would keep the old content, nor write-protected, which a rename would bypass. */
async function isReplaceable(target: string, { nlink }: Stats): Promise<boolean> {
  try {
    await access(target, constants.W_OK);
    return nlink <= 1;
  } catch {
    return false;
  }
}

/** Writes a temporary file, whose name is short enough wherever that of the target is, and renames it. */
async function replace(target: string, bytes: Uint8Array, before: Stats | null): Promise<void> {
  const temporary = join(dirname(target), `.kd-${crypto.randomUUID().slice(0, 8)}`);
  try {
    const handle = await open(temporary, 'wx', before === null ? 0o666 : 0o600);
    try {
      await handle.writeFile(bytes);
      if (before !== null) {
        await copyAttributes(handle, before);
      }
      await handle.sync().catch(ignoreUnsupportedSync);
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
}

/** Sets owner, group and permissions. @throws Error `EPERM` if they are not the same afterwards. */
async function copyAttributes(handle: FileHandle, { uid, gid, mode }: Stats): Promise<void> {
  // The owner first: changing it resets some permissions.
  await handle.chown(uid, gid).catch(() => {});
  await handle.chmod(mode & 0o7777).catch(() => {});
  const now = await handle.stat();
  if (now.uid !== uid || now.gid !== gid || now.mode !== mode) {
    throw Object.assign(new Error('EPERM: owner, group and permissions cannot be preserved'), { code: 'EPERM' });
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

/** Appends what exceeds the old content first, so that a full disk is noticed before anything is overwritten. */
async function overwrite(target: string, bytes: Uint8Array): Promise<void> {
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

/** Reads the first bytes of a file, or all of a shorter one. */
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
