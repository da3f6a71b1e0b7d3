import type { FileDialogOptions, FileDialogs, SaveDialogOptions } from '../../electron/ports.ts';

/** File dialogs in which `choice` is chosen, or cancelled for `null`. Remembers what they offered. */
export class MemoryFileDialogs implements FileDialogs {
  choice: string | null = '/home/user/chosen';
  readonly offered: (SaveDialogOptions | FileDialogOptions)[] = [];

  chooseSaveFile(options: SaveDialogOptions): Promise<string | null> {
    return this.#choose(options);
  }

  chooseOpenFile(options: FileDialogOptions): Promise<string | null> {
    return this.#choose(options);
  }

  #choose(options: FileDialogOptions): Promise<string | null> {
    this.offered.push(options);
    return Promise.resolve(this.choice);
  }
}
