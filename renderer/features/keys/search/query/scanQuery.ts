import type { TextRange } from './queryTypes.ts';

/** A term as written. */
export interface WrittenTerm extends TextRange {
  readonly isNegated: boolean;
  /** Text before the colon; `null` for words and phrases. */
  readonly name: string | null;
  /** Without its quotes. */
  readonly value: string;
  /** Where the value starts in the text, a quote included. */
  readonly valueStart: number;
}

/** A name with its colon. An address (`https://…`) is text. */
const NAME = /(\p{L}+):(?!\/\/)/uy;
const SPACE = /\s/;

/** Splits a search into terms. An unclosed quote extends to the end; other characters have no special meaning. */
export function scanQuery(text: string): readonly WrittenTerm[] {
  const terms: WrittenTerm[] = [];
  let position = 0;
  while (position < text.length) {
    if (isSpace(text, position)) {
      position += 1;
    } else {
      const term = scanTerm(text, position);
      terms.push(term);
      position = term.end;
    }
  }
  return terms;
}

function scanTerm(text: string, start: number): WrittenTerm {
  // A hyphen alone is not a negation.
  const isNegated = text[start] === '-' && start + 1 < text.length && !isSpace(text, start + 1);
  NAME.lastIndex = isNegated ? start + 1 : start;
  const name = NAME.exec(text)?.[1] ?? null;
  const valueStart = (isNegated ? start + 1 : start) + (name === null ? 0 : name.length + 1);
  if (text[valueStart] === '"') {
    const quote = text.indexOf('"', valueStart + 1);
    const valueEnd = quote === -1 ? text.length : quote;
    const end = quote === -1 ? text.length : quote + 1;
    return { start, end, isNegated, name, value: text.slice(valueStart + 1, valueEnd), valueStart };
  }
  let end = valueStart;
  while (end < text.length && !isSpace(text, end)) {
    end += 1;
  }
  return { start, end, isNegated, name, value: text.slice(valueStart, end), valueStart };
}

function isSpace(text: string, position: number): boolean {
  return SPACE.test(text.charAt(position));
}
