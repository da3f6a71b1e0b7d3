import type { Part, TracedText } from './tracedText.ts';

/** What is between quotes, and the offset after them. */
export interface Quoted {
  readonly parts: readonly Part[];
  readonly end: number;
}

/** Where a text ends that one of the characters of `close` ends. */
export function until(source: TracedText, start: number, close: string): Quoted {
  let end = start;
  while (end < source.length && !close.includes(source.text[end] ?? '')) {
    end++;
  }
  return { parts: [{ start, end }], end: end + 1 };
}

export function bashDoubleQuoted(source: TracedText, from: number): Quoted {
  const { text } = source;
  const parts: Part[] = [];
  let start = from;
  let offset = from;
  while (offset < text.length && text[offset] !== '"') {
    if (text[offset] === '\\' && '$`"\\\n\r'.includes(text[offset + 1] ?? ' ')) {
      parts.push({ start, end: offset });
      const isLineEnd = text[offset + 1] === '\n' || text.startsWith('\r\n', offset + 1);
      offset += text.startsWith('\r\n', offset + 1) ? 3 : isLineEnd ? 2 : 1;
      start = offset;
      offset += isLineEnd ? 0 : 1;
    } else {
      offset = text.startsWith('$(', offset) ? endOfSubstitution(text, offset) : offset + 1;
    }
  }
  parts.push({ start, end: offset });
  return { parts, end: offset + 1 };
}

/** `$(…)` with its nested brackets; what is in quotes there does not count. */
export function endOfSubstitution(text: string, from: number): number {
  let depth = 0;
  for (let offset = from + 1; offset < text.length; offset++) {
    const char = text[offset] ?? '';
    if (char === "'") {
      const end = text.indexOf("'", offset + 1);
      offset = end === -1 ? text.length : end;
    } else if (char === '(') {
      depth++;
    } else if (char === ')' && --depth === 0) {
      return offset + 1;
    }
  }
  // Open until the end, as for the shell.
  return text.length;
}

const ANSI_ESCAPE = /\\(?:u([\da-f]{1,4})|U([\da-f]{1,8})|x([\da-f]{1,2})|([0-7]{1,3})|([\s\S]))/iy;
const ANSI_SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  v: '\v',
};

export function ansiQuoted(source: TracedText, from: number): Quoted {
  const { text } = source;
  const parts: Part[] = [];
  let start = from;
  let offset = from;
  while (offset < text.length && text[offset] !== "'") {
    if (text[offset] !== '\\') {
      offset++;
      continue;
    }
    ANSI_ESCAPE.lastIndex = offset;
    const [written = '\\', four, eight, hex, octal, simple = ''] = ANSI_ESCAPE.exec(text) ?? [];
    const code = Number.parseInt(four ?? eight ?? hex ?? '', 16);
    const number = octal === undefined ? code : Number.parseInt(octal, 8);
    const meaning = Number.isNaN(number)
      ? (ANSI_SIMPLE[simple] ?? simple)
      : String.fromCodePoint(Math.min(number, 0x10ffff));
    parts.push({ start, end: offset }, { start: offset, end: offset + written.length, meaning });
    offset += written.length;
    start = offset;
  }
  parts.push({ start, end: offset });
  return { parts, end: offset + 1 };
}

const POWERSHELL_SIMPLE: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', 0: '\0' };

export function powershellQuoted(source: TracedText, from: number): Quoted {
  const { text } = source;
  const quote = text[from] ?? '"';
  const parts: Part[] = [];
  let start = from + 1;
  let offset = start;
  while (offset < text.length) {
    const next = text[offset + 1] ?? '';
    if (text[offset] === quote && next === quote) {
      parts.push({ start, end: offset + 1 });
      offset += 2;
      start = offset;
    } else if (text[offset] === quote) {
      break;
    } else if (text[offset] === '`' && quote === '"') {
      parts.push({ start, end: offset }, { start: offset, end: offset + 2, meaning: POWERSHELL_SIMPLE[next] ?? next });
      offset += 2;
      start = offset;
    } else {
      offset++;
    }
  }
  parts.push({ start, end: offset });
  return { parts, end: offset + 1 };
}
