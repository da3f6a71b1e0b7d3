import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join, parse } from 'node:path';
import { app } from './app.ts';
import { isRequested } from './commandLine.ts';
import { strict } from './strict.ts';

/** The part of Electron's `dialog` that KeyDesk uses. No box is shown; its text is printed. */
export class HostDialog {
  private chosenFile: string | null | undefined;
  private readonly downloadFolder: string;

  /** @param downloadFolder where files are saved unless a test chooses one. */
  constructor(downloadFolder = findDownloadFolder()) {
    this.downloadFolder = downloadFolder;
  }

  /** Blocks if a test requests it, as Electron does on Windows and macOS until a click; on Linux it prints before `ready`. */
  showErrorBox(title: string, content: string): void {
    const when = app.isReady() ? '' : ' (before ready)';
    process.stderr.write(`${title}${when}\n${content}\n`);
    if (isRequested('error-box-blocks')) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    }
  }

  /** Makes every file dialog from now on return this absolute path, or be cancelled for `null`. */
  setFile(file: string | null): void {
    this.chosenFile = file;
  }

  /**
   * Returns the chosen file, else an unused name in the download folder.
   * @throws Error unless the dialog asks before it overwrites: by default Electron on Linux does not.
   */
  async showSaveDialog(_parent: object, options: { defaultPath: string; properties?: readonly string[] }) {
    if (!options.properties?.includes('showOverwriteConfirmation')) {
      throw new Error('The save dialog would overwrite files without asking');
    }
    if (this.chosenFile === null) {
      return { canceled: true, filePath: '' };
    }
    const filePath = this.chosenFile ?? unusedName(join(this.downloadFolder, basename(options.defaultPath)));
    process.stderr.write(`File: ${filePath}\n`);
    return { canceled: false, filePath };
  }

  async showOpenDialog(_parent: object, _options: object) {
    if (this.chosenFile === undefined) {
      process.stderr.write('The Chromium host cannot ask for a file\n');
    }
    return this.chosenFile ? { canceled: false, filePaths: [this.chosenFile] } : { canceled: true, filePaths: [] };
  }
}

function findDownloadFolder(): string {
  const downloads = join(homedir(), 'Downloads');
  return existsSync(downloads) ? downloads : homedir();
}

function unusedName(wanted: string): string {
  const { dir, name, ext } = parse(wanted);
  let file = wanted;
  for (let number = 1; existsSync(file); number++) {
    file = join(dir, `${name} (${number})${ext}`);
  }
  return file;
}

/** The file dialogs of this process. */
export const hostDialog = new HostDialog();

/** Implements Electron's `dialog`. */
export const dialog = strict('dialog', hostDialog);
