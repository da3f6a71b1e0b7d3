import { constants } from 'node:fs';
import { lstat, open, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../shared/result.ts';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import type { UserFiles } from '../../ports.ts';
import { decodeText } from './decodeText.ts';
import { assertRegularFile } from './regularFile.ts';
import { readStart, writeUserFile } from './writeUserFile.ts';

/** Files that the user has chosen. */
export const userFiles: UserFiles = {
  async write(file, content) {
    try {
      await writeUserFile(file, content);
    } catch (cause) {
      throw new AppError('FILE_NOT_SAVED', 'The file could not be written.', { cause, detail: systemCodeOf(cause) });
    }
  },
  async remove(file) {
    try {
      await rm(file);
    } catch (cause) {
      throw new AppError('FILE_NOT_SAVED', 'The file could not be removed.', { cause, detail: systemCodeOf(cause) });
    }
  },
  async read(file, maxBytes) {
    const bytes = await readBytes(file, maxBytes);
    return decodeText(bytes)?.text ?? bytes.toString('utf8');
  },
  readBytes,
  async exists(file) {
    try {
      await lstat(file);
      return true;
    } catch {
      return false;
    }
  },
  pathIn: (folder, name) => join(folder, name),
  nameOf: (file) => basename(file),
  folderNameOf: (file) => basename(dirname(file)) || dirname(file),
};

async function readBytes(file: string, maxBytes: number): Promise<Buffer> {
  try {
    return await readRegularFile(file, maxBytes);
  } catch (cause) {
    if (cause instanceof AppError) {
      throw cause;
    }
    throw new AppError('FILE_NOT_READ', 'The file could not be read.', { cause, detail: systemCodeOf(cause) });
  }
}

async function readRegularFile(file: string, maxBytes: number): Promise<Buffer> {
  // Opening a pipe must not block. Windows has neither the flag nor such files.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    assertRegularFile(await handle.stat());
    // One byte more than allowed reveals a file that is too large without reading all of it.
    const bytes = await readStart(handle, maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw new AppError('FILE_NOT_READ', 'The file is too large.', { detail: 'EFBIG' });
    }
    return bytes;
  } finally {
    await handle.close();
  }
}
