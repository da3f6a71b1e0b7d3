import type { FileDialogOptions, FileDialogs, SaveDialogOptions } from '../../electron/ports.ts';

/**
 * File dialogs in which `choice` is chosen, or cancelled for `null`; a file to open has the first ending that was
 * offered. Remembers what they offered.
 */
export class MemoryFileDialogs implements FileDialogs {
  choice: string | null = '/home/user/chosen';
  /** The folders that dialogs for several files and for folders showed first. */
  readonly startedIn: (string | null)[] = [];
  readonly offered: (SaveDialogOptions | FileDialogOptions)[] = [];

  async chooseSaveFile(options: SaveDialogOptions): Promise<string | null> {
    this.offered.push(options);
    return this.choice;
  }

  async chooseOpenFile(options: FileDialogOptions): Promise<string | null> {
    this.offered.push(options);
    return this.choice === null ? null : `${this.choice}.${options.filter.extensions[0]}`;
  }

  async chooseOpenFiles(options: FileDialogOptions, startIn: string | null = null): Promise<readonly string[]> {
    this.startedIn.push(startIn);
    const file = await this.chooseOpenFile(options);
    return file === null ? [] : [file];
  }

  async chooseFolder(startIn: string | null = null): Promise<string | null> {
    this.startedIn.push(startIn);
    return this.choice;
  }
}
