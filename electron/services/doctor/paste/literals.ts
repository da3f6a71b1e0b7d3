import type { Part, TracedText } from './tracedText.ts';

/** A value of JSON, or of what JavaScript and Python print in place of it. */
export type Literal =
  | { readonly kind: 'text'; readonly text: TracedText; readonly isBytes: boolean }
  | { readonly kind: 'list'; readonly items: readonly Literal[]; readonly source: TracedText }
  | { readonly kind: 'object'; readonly fields: readonly Field[]; readonly source: TracedText }
  /** A number, `true`, `undefined`, `[Object]` … */
  | { readonly kind: 'other'; readonly text: TracedText };

/** A field of an object. */
interface Field {
  readonly name: TracedText;
  readonly value: Literal;
}

/** Deeper values are not read: the call stack is limited. */
const MAX_DEPTH = 60;
const QUOTES = '"\'`';
/** Also `b` before the bytes of Python. */
const PREFIX = /[bBrRuU]{1,2}(?=["'])/y;
const PLAIN = /[^\s,:;{}[\]()"'`=]{1,400}/y;
const BLANK = /[\s]*/y;
const ESCAPE = /\\(?:u\{([\da-f]{1,6})\}|u([\da-f]{4})|x([\da-f]{2})|U([\da-f]{8})|([0-7]{3})|(\r?\n)|([\s\S]))/iy;
const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  0: '\0',
  a: '\x07',
};

/** Reads the value that begins at `offset`, and returns it with the offset after it; `null` if there is none. */
export function readLiteral(source: TracedText, offset = 0): { readonly value: Literal; readonly end: number } | null {
  const reader = new LiteralReader(source, offset);
  const value = reader.read(0);
  return value === null ? null : { value, end: reader.offset };
}

/** The field of an object; `null` if it has none. Names are compared in lower case. */
export function fieldOf(value: Literal | null | undefined, name: string): Literal | null {
  const fields = value?.kind === 'object' ? value.fields : [];
  return fields.find((field) => field.name.text.toLowerCase() === name)?.value ?? null;
}

/** The items of a list; none for other values. */
export function itemsOf(value: Literal | null): readonly Literal[] {
  return value?.kind === 'list' ? value.items : [];
}

/** A text or a number as it stands. */
export function textOf(value: Literal | null | undefined): TracedText | null {
  return value?.kind === 'text' || value?.kind === 'other' ? value.text : null;
}

class LiteralReader {
  readonly #source: TracedText;
  offset: number;

  constructor(source: TracedText, offset: number) {
    this.#source = source;
    this.offset = offset;
  }

  read(depth: number): Literal | null {
    this.#take(BLANK);
    const { text } = this.#source;
    const char = text[this.offset] ?? '';
    if (depth > MAX_DEPTH) {
      return null;
    }
    if (char === '{') {
      return this.#object(depth);
    }
    if (char === '[' || char === '(') {
      return this.#list(depth, char === '[' ? ']' : ')');
    }
    const prefix = QUOTES.includes(char) ? '' : this.#take(PREFIX);
    if (char !== '' && QUOTES.includes(text[this.offset] ?? ' ')) {
      return this.#text(prefix.toLowerCase());
    }
    const start = this.offset;
    if (this.#take(PLAIN) === '') {
      return null;
    }
    const plain = this.#source.slice(start, this.offset);
    // `CaseInsensitiveDict({…})`, `URL {…}` and the like: the value is what is in the brackets.
    this.#take(/ ?(?=[{(])/y);
    const isWrapper = /^[A-Za-z_$][\w$.]*$/.test(plain.text) && '{('.includes(text[this.offset] ?? ' ');
    const inner = isWrapper ? this.read(depth + 1) : null;
    return inner?.kind === 'list' && inner.items.length === 1
      ? (inner.items[0] ?? null)
      : (inner ?? { kind: 'other', text: plain });
  }

  #list(depth: number, close: string): Literal | null {
    const start = this.offset++;
    const items: Literal[] = [];
    while (!this.#takeChar(close)) {
      const item = this.read(depth + 1);
      if (item === null) {
        if (this.#isAtEnd()) {
          break;
        }
        return null;
      }
      items.push(item);
      this.#takeChar(',');
    }
    return { kind: 'list', items, source: this.#source.slice(start, this.offset) };
  }

  #object(depth: number): Literal | null {
    const start = this.offset++;
    const fields: Field[] = [];
    while (!this.#takeChar('}')) {
      const name = this.read(depth + 1);
      const nameText = name?.kind === 'list' ? name.source : textOf(name);
      if (nameText === null) {
        if (this.#isAtEnd()) {
          break;
        }
        return null;
      }
      if (!this.#takeChar(':') && !this.#takeArrow()) {
        // `[Symbol(x)]`, `…1 more item` and the like have no value.
        this.#takeChar(',');
        continue;
      }
      const value = this.read(depth + 1);
      if (value === null) {
        if (this.#isAtEnd()) {
          break;
        }
        return null;
      }
      fields.push({ name: nameText, value });
      this.#takeChar(',');
    }
    return { kind: 'object', fields, source: this.#source.slice(start, this.offset) };
  }

  /** A text in quotes; one that is cut off goes to the end. */
  #text(prefix: string): Literal {
    const { text } = this.#source;
    const quote = text[this.offset] ?? '';
    const close = quote !== '`' && text.startsWith(quote.repeat(3), this.offset) ? quote.repeat(3) : quote;
    const parts: Part[] = [];
    let start = this.offset + close.length;
    let end = start - 1;
    for (let isOpen = true; isOpen; ) {
      if (end < start) {
        const found = text.indexOf(close, start);
        end = found === -1 ? text.length : found;
      }
      const backslash = prefix.includes('r') ? -1 : text.slice(start, end).indexOf('\\');
      const escaped = backslash === -1 ? null : this.#escape(start + backslash);
      parts.push({ start, end: escaped?.start ?? end });
      if (escaped === null) {
        isOpen = false;
        start = Math.min(end + close.length, text.length);
      } else {
        parts.push(escaped);
        start = escaped.end;
      }
    }
    this.offset = start;
    return { kind: 'text', text: this.#source.rewrite(parts), isBytes: prefix.includes('b') };
  }

  #escape(start: number): Required<Part> | null {
    ESCAPE.lastIndex = start;
    const [written, ...meanings] = ESCAPE.exec(this.#source.text) ?? [];
    return written === undefined ? null : { start, end: start + written.length, meaning: meaningOf(meanings) };
  }

  /** What was pasted may be cut off: its last values are complete then. */
  #isAtEnd(): boolean {
    return this.offset >= this.#source.length;
  }

  #takeArrow(): boolean {
    return this.#take(/=>/y) !== '';
  }

  #takeChar(char: string): boolean {
    this.#take(BLANK);
    const isNext = this.#source.text[this.offset] === char;
    this.offset += isNext ? 1 : 0;
    return isNext;
  }

  /** Takes what the pattern, which is sticky, finds here. */
  #take(pattern: RegExp): string {
    pattern.lastIndex = this.offset;
    const [taken = ''] = pattern.exec(this.#source.text) ?? [];
    this.offset += taken.length;
    return taken;
  }
}

function meaningOf([braced, four, two, eight, octal, lineEnd, simple = '']: readonly (string | undefined)[]): string {
  const hex = braced ?? four ?? two ?? eight;
  if (hex !== undefined) {
    const code = Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  }
  if (octal !== undefined) {
    return String.fromCharCode(Number.parseInt(octal, 8));
  }
  return lineEnd !== undefined ? '' : (SIMPLE[simple] ?? simple);
}
