import { type Part, TracedText } from './tracedText.ts';

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
/** Also `b` before the bytes of Python. */
const PREFIX = /[bBrRuU]{1,2}(?=["'])/y;
const PLAIN = /[^\s,:;{}[\]()"'`=]{1,400}/y;
const BLANK = /\s*/y;
/** `[Object: null prototype] {`, `<ref *1> Response {`, `<CIMultiDictProxy(`: Node and Python name the class of a value. */
const CLASS = /(?:<ref \*\d{1,4}> )?(?:\[[\w$ .:]{1,80}\] (?=\{)|<(?=[A-Za-z]))?/y;
/** `Object [AxiosHeaders] {`. */
const CLASS_AFTER = /(?: \[[\w .:]{1,60}\])? ?(?=[{(])/y;
const ASSIGNMENT = /\s*(?::|=>?)/y;
const AFTER_ITEM = /\s*>?\s*,?/y;
const BUFFER = /<Buffer((?: [\da-f]{2}){0,60})(?: \.\.\. (\d+) more bytes)?>/y;
const NO_NAME = TracedText.of('');
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

/** The bytes of a text: those of a literal of bytes are its characters, of others UTF-8. */
export function bytesOf(value: Extract<Literal, { kind: 'text' }>): Uint8Array {
  return value.isBytes
    ? Uint8Array.from(value.text.text, (char) => char.charCodeAt(0))
    : new TextEncoder().encode(value.text.text);
}

class LiteralReader {
  readonly #source: TracedText;
  offset: number;

  constructor(source: TracedText, offset: number) {
    this.#source = source;
    this.offset = offset;
  }

  /** `null` for what is no value. Names of classes around a value are left out. */
  read(depth: number): Literal | null {
    this.#take(BLANK);
    const buffer = this.#buffer();
    if (buffer !== null || depth > MAX_DEPTH) {
      return buffer;
    }
    this.#take(CLASS);
    const { text } = this.#source;
    const char = text[this.offset] ?? '';
    if (char === '{' || char === '[' || char === '(') {
      return this.#collection(depth, char === '{' ? '}' : char === '[' ? ']' : ')');
    }
    const prefix = this.#take(PREFIX);
    if (text[this.offset] === '"' || text[this.offset] === "'" || text[this.offset] === '`') {
      return this.#text(prefix.toLowerCase());
    }
    const start = this.offset;
    if (this.#take(PLAIN) === '') {
      return null;
    }
    const plain = this.#source.slice(start, this.offset);
    this.#take(CLASS_AFTER);
    // `CaseInsensitiveDict({…})`, `URL {…}` and the like: the value is what is in the brackets.
    const isWrapper = /^[A-Za-z_$][\w$.]*$/.test(plain.text) && '{('.includes(text[this.offset] ?? ' ');
    const inner = isWrapper ? this.read(depth + 1) : null;
    const [only = null, ...more] = itemsOf(inner);
    return inner === null ? { kind: 'other', text: plain } : only === null || more.length > 0 ? inner : only;
  }

  /** What is in brackets: an object if it has names. Commas may be missing, and the end too if the text is cut off. */
  #collection(depth: number, close: string): Literal | null {
    const start = this.offset++;
    const items: Literal[] = [];
    const fields: Field[] = [];
    while (!this.#takeChar(close)) {
      const item = this.read(depth + 1);
      const hasValue = this.#take(ASSIGNMENT) !== '';
      const value = hasValue ? this.read(depth + 1) : null;
      if (item === null || (hasValue && value === null)) {
        if (this.offset < this.#source.length) {
          return null;
        }
        break;
      }
      if (value === null) {
        items.push(item);
      } else {
        fields.push({ name: textOf(item) ?? NO_NAME, value });
      }
      this.#take(AFTER_ITEM);
    }
    const source = this.#source.slice(start, this.offset);
    return close === '}' || fields.length > 0 ? { kind: 'object', fields, source } : { kind: 'list', items, source };
  }

  /** The bytes that Node prints; those of a longer one are not complete. */
  #buffer(): Literal | null {
    const start = this.offset;
    const [, bytes = '', rest] = this.#matched(BUFFER) ?? [];
    if (this.offset === start) {
      return null;
    }
    const text = bytes.replace(/ ([\da-f]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
    const written = this.#source.rewrite([{ start, end: this.offset, meaning: rest === undefined ? text : '' }]);
    return rest === undefined ? { kind: 'text', text: written, isBytes: true } : { kind: 'other', text: written };
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

  #takeChar(char: string): boolean {
    this.#take(BLANK);
    const isNext = this.#source.text[this.offset] === char;
    this.offset += isNext ? 1 : 0;
    return isNext;
  }

  /** Takes what the pattern, which is sticky, finds here. */
  #take(pattern: RegExp): string {
    return this.#matched(pattern)?.[0] ?? '';
  }

  #matched(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.offset;
    const match = pattern.exec(this.#source.text);
    this.offset += match?.[0].length ?? 0;
    return match;
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
