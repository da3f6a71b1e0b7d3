import type { UserFiles } from '../../electron/ports.ts';
import { AppError } from '../../shared/result.ts';

/** Files of the user in memory. Set `isReadOnly` and writing fails as in a folder that is not the user's. */
export class MemoryUserFiles implements UserFiles {
  isReadOnly = false;
  readonly files = new Map<string, string>();

  async write(file: string, text: string): Promise<void> {
    if (this.isReadOnly) {
      throw new AppError('FILE_NOT_SAVED', 'The file could not be written.', { detail: 'EACCES' });
    }
    this.files.set(file, text);
  }

  async read(file: string, maxBytes: number): Promise<string> {
    const text = this.files.get(file);
    if (text === undefined || text.length > maxBytes) {
      throw new AppError('FILE_NOT_READ', 'The file could not be read.', { detail: 'ENOENT' });
    }
    return text;
  }

  async readBytes(file: string, maxBytes: number): Promise<Uint8Array> {
    return new TextEncoder().encode(await this.read(file, maxBytes));
  }

  nameOf(file: string): string {
    return file.slice(file.lastIndexOf('/') + 1);
  }
}
