import { AppError } from '../../../shared/result.ts';
import { systemCodeOf } from '../../../shared/systemCode.ts';

/** Longest line that is read, in bytes; a longer one is no passphrase, password or name of a key. */
const MAX_LINE_BYTES = 64 * 1024;
const LINE_FEED = 0x0a;

/** Reads standard input by lines and to its end. */
export class StandardInput {
  readonly #stream: NodeJS.ReadStream;
  #chunks: AsyncIterator<Buffer> | null = null;
  #buffer: Buffer = Buffer.alloc(0);
  #isAtEnd = false;

  constructor(stream: NodeJS.ReadStream) {
    this.#stream = stream;
  }

  /** Returns the next line without its end; `null` at the end of the input. @throws AppError `FILE_NOT_READ`. */
  async readLine(): Promise<string | null> {
    while (!this.#isAtEnd && !this.#buffer.includes(LINE_FEED)) {
      this.#assertWithin(MAX_LINE_BYTES);
      await this.#readMore();
    }
    if (this.#buffer.length === 0) {
      return null;
    }
    const end = this.#buffer.indexOf(LINE_FEED);
    const line = end < 0 ? this.#buffer : this.#buffer.subarray(0, end);
    this.#buffer = end < 0 ? Buffer.alloc(0) : this.#buffer.subarray(end + 1);
    return line.toString('utf8').replace(/\r$/, '');
  }

  /** Returns what is left of the input. @throws AppError `FILE_NOT_READ` if that is more than `maxBytes`. */
  async readRest(maxBytes: number): Promise<Uint8Array> {
    while (!this.#isAtEnd) {
      this.#assertWithin(maxBytes);
      await this.#readMore();
    }
    this.#assertWithin(maxBytes);
    return this.#buffer;
  }

  /** Returns what a terminal sends next, at most what was typed at once; empty at the end of the input. */
  async readTyped(): Promise<string> {
    if (this.#buffer.length === 0) {
      await this.#readMore();
    }
    const typed = this.#buffer.toString('utf8');
    this.#buffer = Buffer.alloc(0);
    return typed;
  }

  async #readMore(): Promise<void> {
    this.#chunks ??= this.#stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    try {
      const { done, value } = await this.#chunks.next();
      if (done === true) {
        this.#isAtEnd = true;
      } else {
        this.#buffer = Buffer.concat([this.#buffer, value]);
      }
    } catch (cause) {
      throw new AppError('FILE_NOT_READ', 'Standard input could not be read.', { cause, detail: systemCodeOf(cause) });
    }
  }

  #assertWithin(maxBytes: number): void {
    if (this.#buffer.length > maxBytes) {
      throw new AppError('FILE_NOT_READ', 'The input is too large.', { detail: 'EFBIG' });
    }
  }
}
