import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../shared/result.ts';
import type { UserFiles } from '../ports.ts';
import { systemCodeOf } from './systemCode.ts';
import { writeWholeFile } from './wholeFile.ts';

/** Files of the user on the disk. */
export const userFiles: UserFiles = {
  async write(file, text) {
    try {
      await writeWholeFile(file, text);
    } catch (cause) {
      throw new AppError('FILE_NOT_SAVED', 'The file could not be written.', { cause, detail: systemCodeOf(cause) });
    }
  },
  async read(file, maximumBytes) {
    try {
      await using handle = await open(file, 'r');
      // One byte more than allowed tells a file that is too large without reading all of it.
      const buffer = Buffer.alloc(maximumBytes + 1);
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
      if (bytesRead > maximumBytes) {
        throw new AppError('FILE_NOT_READ', 'The file is too large.', { detail: 'EFBIG' });
      }
      return buffer.toString('utf8', 0, bytesRead);
    } catch (cause) {
      if (cause instanceof AppError) {
        throw cause;
      }
      throw new AppError('FILE_NOT_READ', 'The file could not be read.', { cause, detail: systemCodeOf(cause) });
    }
  },
  nameOf: (file) => basename(file),
};
