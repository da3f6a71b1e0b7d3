import type { LineCounts } from '../../../shared/model/lastUse.ts';
import { AccountTally } from './accountTally.ts';
import { MAX_VALUE_BYTES } from './byteTable.ts';
import {
  afterHost,
  durationEnd,
  GUID_BYTES,
  HASH_FACTOR,
  HASH_START,
  hashOf,
  isApi,
  isEmpty,
  isGuid,
  isLetter,
  isLetterOrDigit,
  isRejection,
  isUrl,
} from './lineParts.ts';
import { lineTime, TIME_BYTES } from './lineTime.ts';

/** Number of bytes in which a line is looked for; of a longer one only the beginning is read. */
export const WINDOW_BYTES = 256 * 1024;

const [TAB, LINE_FEED, SPACE, QUOTE] = [9, 10, 32, 39];

/** What a line is. */
type LineKind = 'call' | 'other' | 'notRead';

/**
 * Reads lines of access logs; their grammar is in docs/last-use.md. Works on bytes and creates no object for a line: logs have
 * gigabytes. Of a call it takes the time, the name of the account, the client address and whether it was rejected, and of
 * the URL only whether it is below `/api/` or `/webapi/`.
 */
export class LineScanner {
  readonly tally = new AccountTally();
  calls = 0;
  others = 0;
  notRead = 0;
  callsWithoutAccount = 0;
  /** Times of the first and the last line, see `lineTime.ts`; 0 without one. */
  from = 0;
  to = 0;
  /** The bytes of a line that is not complete are at the beginning. */
  readonly #window = Buffer.alloc(WINDOW_BYTES);
  #length = 0;
  /** Whether the rest of a line is passed over that is longer than the window. */
  #isPassing = false;
  /** Where the line that is read continues. */
  #at = 0;
  #nameEnd = 0;
  #nameHash = 0;
  #addressStart = 0;
  #addressEnd = 0;
  #addressHash = 0;

  /** Numbers of the lines until now. */
  get counts(): LineCounts {
    return { calls: this.calls, others: this.others, notRead: this.notRead };
  }

  /** Numbers of the lines since {@link counts} was `before`. */
  countsSince({ calls, others, notRead }: LineCounts): LineCounts {
    return { calls: this.calls - calls, others: this.others - others, notRead: this.notRead - notRead };
  }

  /** Part of the window that is free: read into it, then call {@link filled}. */
  get free(): Buffer {
    return this.#window.subarray(this.#length);
  }

  /** Reads the complete lines after `count` bytes were written to {@link free}. */
  filled(count: number): void {
    if (count === 0) {
      return;
    }
    const bytes = this.#window;
    const length = this.#length + count;
    const last = bytes.lastIndexOf(LINE_FEED, length - 1);
    let start = 0;
    if (this.#isPassing && last !== -1) {
      start = bytes.indexOf(LINE_FEED) + 1;
      this.#isPassing = false;
    }
    while (start <= last) {
      start = this.#line(bytes, start);
    }
    this.#length = this.#isPassing ? 0 : length - start;
    bytes.copyWithin(0, start, length);
    if (this.#length === WINDOW_BYTES) {
      bytes[WINDOW_BYTES - 1] = LINE_FEED;
      this.#line(bytes, 0);
      this.#isPassing = true;
      this.#length = 0;
    }
  }

  /** Reads the complete lines of bytes that are elsewhere. */
  push(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      const { free } = this;
      const part = bytes.subarray(done, done + free.length);
      free.set(part);
      this.filled(part.length);
      done += part.length;
    }
  }

  /** Reads the last line of a file if it has no line feed, and is ready for another file. */
  end(): void {
    if (this.#length > 0) {
      this.#window[this.#length] = LINE_FEED;
      this.filled(1);
    }
    this.#isPassing = false;
    this.#length = 0;
  }

  /** Passes over the bytes up to the next line feed: the rest of a line that another reader has. */
  passLine(): void {
    this.#isPassing = true;
  }

  /** Reads the line that begins at `start`; returns where the next one begins. */
  #line(bytes: Buffer, start: number): number {
    const kind = this.#read(bytes, start);
    if (kind === 'call') {
      this.calls += 1;
    } else if (kind === 'other') {
      this.others += 1;
    } else if (this.#at > start || !isEmpty(bytes, start)) {
      this.notRead += 1;
    }
    return bytes.indexOf(LINE_FEED, this.#at) + 1;
  }

  /** Leaves {@link #at} at a byte of the line, its line feed at the latest. */
  #read(bytes: Buffer, start: number): LineKind {
    this.#at = start;
    const time = start + TIME_BYTES < WINDOW_BYTES ? lineTime(bytes, start) : -1;
    if (time === -1 || bytes[start + TIME_BYTES] !== SPACE) {
      return 'notRead';
    }
    // A line that is cut in its time cannot have led beyond the line feed: a time contains none.
    let at = start + TIME_BYTES + 1;
    const level = at;
    while (isLetter(bytes[at] as number)) {
      at += 1;
    }
    const guid = at + 1;
    this.#at = at;
    if (at === level || bytes[at] !== SPACE || !isGuid(bytes, guid)) {
      return 'notRead';
    }
    if (this.from === 0 || time < this.from) {
      this.from = time;
    }
    if (time > this.to) {
      this.to = time;
    }
    at = guid + GUID_BYTES;
    while (bytes[at] === SPACE) {
      at += 1;
    }
    const name = at;
    this.#at = at;
    const url = this.#twoFields(bytes, name) || this.#fieldsBeforeUrl(bytes, name);
    return url === 0 ? 'other' : this.#call(bytes, name, url, time);
  }

  /**
   * Reads a name and an address without spaces in them that begin at `at`.
   * @returns where the URL begins; 0 if no URL follows.
   */
  #twoFields(bytes: Buffer, at: number): number {
    let byte = bytes[at] as number;
    let hash = HASH_START;
    while (byte > SPACE) {
      hash = Math.imul(hash ^ byte, HASH_FACTOR);
      at += 1;
      byte = bytes[at] as number;
    }
    this.#nameEnd = at;
    this.#nameHash = hash;
    while (bytes[at] === SPACE) {
      at += 1;
    }
    this.#addressStart = at;
    hash = HASH_START;
    byte = bytes[at] as number;
    while (byte > SPACE) {
      hash = Math.imul(hash ^ byte, HASH_FACTOR);
      at += 1;
      byte = bytes[at] as number;
    }
    this.#addressEnd = at;
    this.#addressHash = hash;
    while (bytes[at] === SPACE) {
      at += 1;
    }
    return isUrl(bytes, at) ? at : 0;
  }

  /** The same for a name that is absent or has spaces in it. */
  #fieldsBeforeUrl(bytes: Buffer, start: number): number {
    let at = start;
    // Empty if they begin where they end.
    let [before, beforeEnd] = [start, start];
    let [last, lastEnd] = [start, start];
    while (at - start < 2 * MAX_VALUE_BYTES && bytes[at] !== QUOTE && !isUrl(bytes, at)) {
      if (bytes[at] === LINE_FEED || (at === start && (bytes[at] as number) < SPACE)) {
        return 0;
      }
      [before, beforeEnd] = [start, lastEnd];
      last = at;
      while ((bytes[at] as number) > SPACE) {
        at += 1;
      }
      lastEnd = at;
      while (bytes[at] === SPACE || bytes[at] === TAB) {
        at += 1;
      }
      if (at === last) {
        return 0;
      }
    }
    if (!isUrl(bytes, at) || last === lastEnd) {
      return 0;
    }
    this.#nameEnd = beforeEnd;
    this.#nameHash = hashOf(bytes, before, beforeEnd);
    this.#addressStart = last;
    this.#addressEnd = lastEnd;
    this.#addressHash = hashOf(bytes, last, lastEnd);
    return at;
  }

  /** Reads a line from its URL on. */
  #call(bytes: Buffer, name: number, url: number, time: number): LineKind {
    let at = afterHost(bytes, url);
    if (at === 0 || !isApi(bytes, at)) {
      this.#at = url;
      return 'other';
    }
    while ((bytes[at] as number) > SPACE) {
      at += 1;
    }
    this.#at = at;
    const status = at + 1;
    if (bytes[at] !== SPACE) {
      return 'notRead';
    }
    if (bytes[status] === SPACE || bytes[status] === QUOTE) {
      // The beginning of a request, or something that happened during it: its end has a line of its own.
      return 'other';
    }
    at = status;
    while (isLetterOrDigit(bytes[at] as number)) {
      at += 1;
    }
    this.#at = at;
    const end = bytes[at] === SPACE ? durationEnd(bytes, at + 1) : 0;
    const address =
      end === 0 || this.#isTooLong(name)
        ? -1
        : this.tally.addressNumber(bytes, this.#addressStart, this.#addressEnd, this.#addressHash);
    if (at === status || address === -1) {
      return 'notRead';
    }
    this.#at = end;
    if (this.#nameEnd <= name) {
      this.callsWithoutAccount += 1;
    } else {
      const isRejected = isRejection(bytes, status, at);
      this.tally.add(bytes, name, this.#nameEnd, this.#nameHash, address, time, isRejected);
    }
    return 'call';
  }

  #isTooLong(name: number): boolean {
    return this.#nameEnd - name > MAX_VALUE_BYTES || this.#addressEnd - this.#addressStart > MAX_VALUE_BYTES;
  }
}
