import type { FileDialogOptions, FileDialogs, SaveDialogOptions } from '../../electron/ports.ts';

/**
 * File dialogs in which `choice` is chosen, or cancelled for `null`; a file to open has the first ending that was
 * offered. Remembers what they offered.
 */
export class MemoryFileDialogs implements FileDialogs {
  choice: string | null = '/home/user/chosen';
  readonly offered: (SaveDialogOptions | FileDialogOptions)[] = [];

  async chooseSaveFile(options: SaveDialogOptions): Promise<string | null> {
    this.offered.push(options);
    return this.choice;
  }

  async chooseOpenFile(options: FileDialogOptions): Promise<string | null> {
    this.offered.push(options);
    return this.choice === null ? null : `${this.choice}.${options.filter.extensions[0]}`;
  }

  async chooseOpenFiles(options: FileDialogOptions): Promise<readonly string[]> {
    const file = await this.chooseOpenFile(options);
    return file === null ? [] : [file];
  }

  async chooseFolder(): Promise<string | null> {
    return this.choice;
  }
}
