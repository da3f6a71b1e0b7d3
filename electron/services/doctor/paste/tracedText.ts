import type { Piece, Place } from '../pastedRequest.ts';

/** A part of a text, and what stands in its place; itself if nothing is given. */
export interface Part {
  readonly start: number;
  readonly end: number;
  readonly meaning?: string;
}

/**
 * Text of which every character knows its place in what was pasted. Readers remove quotes, escapes and what a console puts in
 * front of lines; what remains can still be marked in the pasted text.
 */
export class TracedText {
  readonly text: string;
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;
  #lines: readonly Line[] | null = null;

  private constructor(text: string, starts: Uint32Array, ends: Uint32Array) {
    this.text = text;
    this.#starts = starts;
    this.#ends = ends;
  }

  /** The pasted text itself. */
  static of(text: string): TracedText {
    const [starts, ends] = [new Uint32Array(text.length), new Uint32Array(text.length)];
    for (let index = 0; index < text.length; index++) {
      starts[index] = index;
      ends[index] = index + 1;
    }
    return new TracedText(text, starts, ends);
  }

  /** One after the other, with nothing in between. */
  static join(parts: readonly TracedText[]): TracedText {
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    const [starts, ends] = [new Uint32Array(length), new Uint32Array(length)];
    let offset = 0;
    for (const part of parts) {
      starts.set(part.#starts, offset);
      ends.set(part.#ends, offset);
      offset += part.length;
    }
    return new TracedText(parts.map(({ text }) => text).join(''), starts, ends);
  }

  get length(): number {
    return this.text.length;
  }

  /** The lines, which end with LF or CR LF. */
  get lines(): readonly Line[] {
    this.#lines ??= linesOf(this.text);
    return this.#lines;
  }

  /** As `String.prototype.slice`, for offsets that are not negative. */
  slice(start: number, end: number = this.length): TracedText {
    if (start <= 0 && end >= this.length) {
      return this;
    }
    return new TracedText(
      this.text.slice(start, end),
      this.#starts.subarray(start, end),
      this.#ends.subarray(start, end),
    );
  }

  /** Without white space at both ends. */
  trim(): TracedText {
    const start = this.length - this.text.trimStart().length;
    return this.slice(start, start + this.text.trim().length);
  }

  /** Without the line breaks at its end. */
  withoutLineEnd(): TracedText {
    let end = this.length;
    while (end > 0 && (this.text[end - 1] === '\n' || this.text[end - 1] === '\r')) {
      end--;
    }
    return this.slice(0, end);
  }

  /** The parts one after the other, each as it stands or with the meaning of its escape. */
  rewrite(parts: readonly Part[]): TracedText {
    const texts = parts.map(({ start, end, meaning }) => meaning ?? this.text.slice(start, end));
    const length = texts.reduce((sum, text) => sum + text.length, 0);
    const [starts, ends] = [new Uint32Array(length), new Uint32Array(length)];
    let offset = 0;
    for (const [index, { start, end, meaning }] of parts.entries()) {
      const count = texts[index]?.length ?? 0;
      for (let char = 0; char < count; char++) {
        starts[offset + char] = this.#starts[meaning === undefined ? start + char : start] ?? 0;
        ends[offset + char] = this.#ends[meaning === undefined ? start + char : end - 1] ?? 0;
      }
      offset += count;
    }
    return new TracedText(texts.join(''), starts, ends);
  }

  /** From the first to the last character; `null` for an empty text, which stands nowhere. */
  place(): Place | null {
    const [start, end] = [this.#starts[0], this.#ends.at(-1)];
    return start === undefined || end === undefined ? null : { start, end };
  }

  piece(): Piece {
    return { text: this.text, place: this.place() };
  }
}

/** A line of a text: its offsets there, without and with its line end. */
export interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf('\n', start);
    const next = feed === -1 ? text.length : feed + 1;
    const last = feed === -1 ? next : feed;
    const end = last > start && text[last - 1] === '\r' ? last - 1 : last;
    lines.push({ text: text.slice(start, end), start, end, next });
    start = next;
  }
  return lines;
}

/** What separates the words of a command; the spaces of typography come with a text that an office program has changed. */
export function isBlank(char: string): boolean {
  return char === ' ' || char === '\t' || char === '\u00a0' || char === '\u202f';
}

/** Number of bytes in UTF-8; a lone surrogate counts as the replacement character that stands for it. */
export function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** The offset after which `bytes` bytes of UTF-8 are complete, or the length of the text if it is shorter. */
export function offsetAfterBytes(text: string, bytes: number): number {
  let left = bytes;
  let offset = 0;
  while (offset < text.length && left > 0) {
    const code = text.codePointAt(offset) ?? 0;
    left -= code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    offset += code < 0x10000 ? 1 : 2;
  }
  return offset;
}
