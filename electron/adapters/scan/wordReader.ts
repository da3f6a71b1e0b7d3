/**
 * Called for each word.
 * @param line from 1.
 * @param columnOf gives the column, from 1, of an offset in the word.
 * @returns whether something was found; if not, a word whose first characters may belong to an escape sequence before it
 *   follows once more without them.
 */
export type OnWord = (word: string, line: number, columnOf: (offset: number) => number) => boolean;

/** A character of words. */
const PART = 1;
/** A character that begins an escape sequence. */
const ESCAPE = 2;
const KINDS = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_') {
  KINDS[character.charCodeAt(0)] = PART;
}
for (const character of '%\\&') {
  KINDS[character.charCodeAt(0)] = ESCAPE;
}

/** `+` and `/` escaped as in addresses, JSON, JavaScript and HTML. */
const ESCAPED = /%2([bf])|\\(?:u00|x)2([bf])|\\(\/)|&#(43|47);|&#x2([bf]);|&(plus|sol);/iy;
const SLASHES = new Set(['f', 'F', '/', '47', 'sol', 'SOL']);
/** What is left of another escape sequence, such as the `3D` of `%3D`. */
const ESCAPE_REST = /(?<=%)[\da-f]{2}|(?<=\\)(?:u[\da-f]{4}|x[\da-f]{2}|[bfnrt0])/iy;

/** Number of characters that wait for the next part of a text, so that a word is not cut. Longer words are data. */
const MAX_CARRIED = 4_096;
const LINE_FEED = 10;

/**
 * Reads the words of a text that arrives in parts: letters, digits and `+ / - _`, which are the characters of tokens and of
 * both alphabets of Base64. Escaped ones are resolved. Holds no more than the current part.
 */
export class WordReader {
  readonly #minLength: number;
  readonly #onWord: OnWord;
  #text = '';
  #line = 1;
  /** Number of characters of the current line before {@link #text}. */
  #column = 0;

  /** @param minLength shorter words are passed over. */
  constructor(minLength: number, onWord: OnWord) {
    this.#minLength = minLength;
    this.#onWord = onWord;
  }

  /** Reads the next part of the text. */
  push(part: string): void {
    this.#text += part;
    let end = this.#text.length;
    while (end > 0 && this.#text.length - end < MAX_CARRIED && kindOf(this.#text.charCodeAt(end - 1)) !== 0) {
      end -= 1;
    }
    this.#read(end);
  }

  /** Reads what is left. */
  end(): void {
    this.#read(this.#text.length);
  }

  #read(end: number): void {
    const text = this.#text;
    let lineStart = -this.#column;
    let position = 0;
    while (position < end) {
      const code = text.charCodeAt(position);
      if (kindOf(code) === 0) {
        position += 1;
        if (code === LINE_FEED) {
          this.#line += 1;
          lineStart = position;
        }
      } else {
        position = this.#readWord(position, end, lineStart);
      }
    }
    this.#column = end - lineStart;
    this.#text = text.slice(end);
  }

  /** Reads the word at a position; returns where it ends, at least one character later. */
  #readWord(start: number, end: number, lineStart: number): number {
    const text = this.#text;
    let position = start;
    let resolved: { word: string; readonly places: number[] } | null = null;
    while (position < end) {
      const isPart = kindOf(text.charCodeAt(position)) === PART;
      const escaped = isPart ? null : escapedAt(text, position);
      if (!isPart && escaped === null) {
        break;
      }
      if (escaped !== null) {
        resolved ??= unescaped(text, start, position);
      }
      resolved?.places.push(position);
      if (resolved !== null) {
        resolved.word += escaped?.character ?? text.charAt(position);
      }
      position += escaped?.length ?? 1;
    }
    if (position - start >= this.#minLength) {
      const word = resolved?.word ?? text.slice(start, position);
      const placeOf = (offset: number): number => resolved?.places[offset] ?? start + offset;
      this.#report(word, restLength(text, start), (offset) => placeOf(offset) - lineStart + 1);
    }
    return Math.max(position, start + 1);
  }

  #report(word: string, rest: number, columnOf: (offset: number) => number): void {
    if (!this.#onWord(word, this.#line, columnOf) && rest > 0) {
      this.#onWord(word.slice(rest), this.#line, (offset) => columnOf(offset + rest));
    }
  }
}

/** The beginning of a word in which nothing was escaped so far. */
function unescaped(text: string, start: number, end: number): { word: string; readonly places: number[] } {
  return { word: text.slice(start, end), places: Array.from({ length: end - start }, (_, offset) => start + offset) };
}

/** Returns how many characters at a position belong to an escape sequence that began before. */
function restLength(text: string, position: number): number {
  ESCAPE_REST.lastIndex = position;
  return ESCAPE_REST.exec(text)?.[0].length ?? 0;
}

function kindOf(code: number): number {
  return code < 128 ? (KINDS[code] ?? 0) : 0;
}

function escapedAt(text: string, position: number): { readonly character: '+' | '/'; readonly length: number } | null {
  if (kindOf(text.charCodeAt(position)) !== ESCAPE) {
    return null;
  }
  ESCAPED.lastIndex = position;
  const match = ESCAPED.exec(text);
  if (match === null) {
    return null;
  }
  const sign = match.slice(1).find((group) => group !== undefined) ?? '';
  return { character: SLASHES.has(sign) ? '/' : '+', length: match[0].length };
}
