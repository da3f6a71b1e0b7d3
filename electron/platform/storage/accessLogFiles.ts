import { appendFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY_MS } from '../../../shared/model/instant.ts';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import { makeFolder } from '../../makeFolder.ts';

/** Lines are written at the latest after this time, in milliseconds, or once there are this many characters of them. */
const WRITE_AFTER_MS = 500;
const WRITE_AT_LENGTH = 256 * 1024;
/** Lines that the disk does not take in time are dropped beyond this number of characters. */
const MAX_WAITING_LENGTH = 8 * 1024 * 1024;
/** Number of days whose files are kept. */
const KEPT_DAYS = 30;

/** Dependencies of {@link AccessLogFiles}. */
export interface AccessLogFilesOptions {
  /** Created if it does not exist. */
  readonly folder: string;
  /** Called with a sentence when lines cannot be written, once until they can be again. */
  readonly warn: (message: string) => void;
}

/** Writes lines to one file a day, `audit_YYYY-MM-DD.log`. What cannot be written is dropped: requests do not wait for it. */
export class AccessLogFiles {
  readonly #options: AccessLogFilesOptions;
  #day = '';
  #waiting: string[] = [];
  #waitingLength = 0;
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();
  #isFailing = false;
  /** Whether the file may end within a line, which an earlier process or a full disk has cut. */
  #mayBeCut = true;

  constructor(options: AccessLogFilesOptions) {
    this.#options = options;
  }

  /**
   * Writes lines soon.
   * @param day `YYYY-MM-DD`.
   * @param lines each with its line feed.
   */
  write(day: string, lines: string): void {
    if (day !== this.#day) {
      this.#flush();
      this.#day = day;
      this.#enqueue(async () => {
        this.#mayBeCut = true;
        await this.#removeOld(day);
      });
    }
    if (this.#waitingLength > MAX_WAITING_LENGTH) {
      return;
    }
    this.#waiting.push(lines);
    this.#waitingLength += lines.length;
    if (this.#waitingLength > WRITE_AT_LENGTH) {
      this.#flush();
    }
    this.#timer ??= setTimeout(() => this.#flush(), WRITE_AFTER_MS).unref();
  }

  /** Resolves when everything is written or dropped. */
  close(): Promise<void> {
    this.#flush();
    return this.#writing;
  }

  #flush(): void {
    clearTimeout(this.#timer ?? undefined);
    this.#timer = null;
    const text = this.#waiting.join('');
    const file = join(this.#options.folder, `audit_${this.#day}.log`);
    this.#waiting = [];
    if (text !== '') {
      this.#enqueue(async () => {
        await this.#append(file, text);
        this.#waitingLength -= text.length;
      });
    }
  }

  #enqueue(task: () => Promise<void>): void {
    this.#writing = this.#writing.then(task);
  }

  async #append(file: string, text: string): Promise<void> {
    try {
      makeFolder(this.#options.folder);
      const needsLineFeed = this.#mayBeCut && (await stat(file).catch(() => null)) !== null;
      await appendFile(file, needsLineFeed ? `\n${text}` : text, { mode: 0o600 });
      this.#isFailing = false;
      this.#mayBeCut = false;
    } catch (error) {
      this.#mayBeCut = true;
      if (!this.#isFailing) {
        this.#isFailing = true;
        const code = systemCodeOf(error) ?? 'unknown';
        this.#options.warn(`The access log cannot be written (${code}). The platform continues without it.`);
      }
    }
  }

  async #removeOld(day: string): Promise<void> {
    const oldest = new Date(Date.parse(day) - KEPT_DAYS * DAY_MS).toISOString().slice(0, 10);
    for (const name of await readdir(this.#options.folder).catch(() => [])) {
      const [, of = day] = /^audit_(\d{4}-\d\d-\d\d)\.log$/.exec(name) ?? [];
      if (of <= oldest) {
        await rm(join(this.#options.folder, name), { force: true }).catch(() => {});
      }
    }
  }
}
