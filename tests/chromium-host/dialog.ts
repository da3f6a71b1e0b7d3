import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join, parse } from 'node:path';
import { app } from './app.ts';
import { strict } from './strict.ts';
import { isAskedFor } from './testRequests.ts';

interface FileFilter {
  readonly name: string;
  readonly extensions: readonly string[];
}

interface SaveOptions {
  readonly defaultPath?: string;
  readonly filters?: readonly FileFilter[];
  readonly properties?: readonly ('showOverwriteConfirmation' | 'createDirectory')[];
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

  /** Blocks on request, as Electron does on Windows and macOS until somebody clicks; on Linux it prints before the start. */
  showErrorBox(title: string, content: string): void {
    const when = app.isReady() ? '' : ' (before ready)';
    process.stderr.write(`${title}${when}\n${content}\n`);
    if (isAskedFor('error-box-blocks')) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    }
  }

  /** From now on every file dialog is answered with this absolute path, or cancelled for `null`. */
  answerWith(file: string | null): void {
    this.chosenFile = file;
  }

  /**
   * Without a chosen file it saves among the downloads. Like Electron on Linux it then gives the path of a file that
   * exists without a question, unless it was told to ask; whoever is asked takes another name.
   */
  async showSaveDialog(_parent: object, { defaultPath = 'file', properties = [] }: SaveOptions) {
    if (this.chosenFile === null) {
      return { canceled: true, filePath: '' };
    }
    const suggested = join(this.downloadFolder, basename(defaultPath));
    const asks = properties.includes('showOverwriteConfirmation');
    const filePath = this.chosenFile ?? (asks ? freeName(suggested) : suggested);
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

function freeName(wanted: string): string {
  const { dir, name, ext } = parse(wanted);
  let file = wanted;
  for (let number = 1; existsSync(file); number++) {
    file = join(dir, `${name} (${number})${ext}`);
  }
  return file;
}

/** What this process answers file dialogs with. */
export const hostDialog = new HostDialog();

/** Stands for Electron's `dialog`. */
export const dialog = strict('dialog', hostDialog);
