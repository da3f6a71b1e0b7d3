import type { UserFiles } from '../../electron/ports.ts';
import { AppError } from '../../shared/result.ts';

/** Files of the user in memory, as text. Set `isReadOnly` and writing fails as in a folder that is not the user's. */
export class MemoryUserFiles implements UserFiles {
  isReadOnly = false;
  readonly files = new Map<string, string>();

  async write(file: string, content: string | Uint8Array): Promise<void> {
    if (this.isReadOnly) {
      throw new AppError('FILE_NOT_SAVED', 'The file could not be written.', { detail: 'EACCES' });
    }
    this.files.set(
      file,
      typeof content === 'string' ? content : new TextDecoder('utf-8', { ignoreBOM: true }).decode(content),
    );
  }

  async remove(file: string): Promise<void> {
    if (this.isReadOnly) {
      throw new AppError('FILE_NOT_SAVED', 'The file could not be removed.', { detail: 'EACCES' });
    }
    this.files.delete(file);
  }

  async exists(file: string): Promise<boolean> {
    return this.files.has(file);
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

  pathIn(folder: string, name: string): string {
    return `${folder}/${name}`;
  }

  nameOf(file: string): string {
    return file.slice(file.lastIndexOf('/') + 1);
  }

  folderNameOf(file: string): string {
    return file.split('/').at(-2) || '/';
  }
}
