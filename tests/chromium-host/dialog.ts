import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join, parse } from 'node:path';
import { strict } from './strict.ts';

interface FileFilter {
  readonly name: string;
  readonly extensions: readonly string[];
}

interface SaveOptions {
  readonly defaultPath?: string;
  readonly filters?: readonly FileFilter[];
}

interface OpenOptions {
  readonly filters?: readonly FileFilter[];
  readonly properties?: readonly 'openFile'[];
}

/** The part of Electron's `dialog` that KeyDesk uses. Nobody can be shown a box, so its text is printed. */
export class HostDialog {
  private chosenFile: string | null | undefined;
  private readonly downloadFolder: string;

  /** @param downloadFolder where files are saved while nobody chooses one. */
  constructor(downloadFolder = findDownloadFolder()) {
    this.downloadFolder = downloadFolder;
  }

  showErrorBox(title: string, content: string): void {
    process.stderr.write(`${title}\n${content}\n`);
  }

  /** From now on every file dialog is answered with this absolute path, or cancelled for `null`. */
  answerWith(file: string | null): void {
    this.chosenFile = file;
  }

  /** Without a chosen file it saves as a browser does that does not ask: among the downloads, under a free name. */
  async showSaveDialog(_parent: object, { defaultPath = 'file' }: SaveOptions) {
    if (this.chosenFile === null) {
      return { canceled: true, filePath: '' };
    }
    const filePath = this.chosenFile ?? freeName(this.downloadFolder, basename(defaultPath));
    process.stderr.write(`File: ${filePath}\n`);
    return { canceled: false, filePath };
  }

  async showOpenDialog(_parent: object, _options: OpenOptions) {
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

function freeName(folder: string, wanted: string): string {
  const { name, ext } = parse(wanted);
  let file = join(folder, wanted);
  for (let number = 1; existsSync(file); number++) {
    file = join(folder, `${name} (${number})${ext}`);
  }
  return file;
}

/** What this process answers file dialogs with. */
export const hostDialog = new HostDialog();

/** Stands for Electron's `dialog`. */
export const dialog = strict('dialog', hostDialog);
