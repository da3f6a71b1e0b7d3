import { foldText } from '../../../../../shared/foldText.ts';
import type { QueryField, TextRange } from './queryTypes.ts';
import { fieldNamed } from './queryWords.ts';
import { readValue } from './termValue.ts';

/** A term as written. */
export interface WrittenTerm extends TextRange {
  readonly isNegated: boolean;
  /** Text before the colon; `null` for words and phrases. */
  readonly name: string | null;
  /** Without its quotes. */
  readonly value: string;
  /** Where the value starts in the text, a quote included. */
  readonly valueStart: number;
  readonly quote: 'none' | 'open' | 'closed';
}

/** A name with its colon. An address (`https://…`) is text. */
const NAME = /([\p{L}\p{M}]+):(?!\/\/)/uy;
const SPACE = /\s/;
/** Closing marks of each opening one: texts from word processors have typographic quotes. */
const QUOTES: Readonly<Record<string, string>> = { '"': '"', '«': '»', '“': '”“', '„': '“”‟', '”': '”' };
/** Fields whose values may have spaces without quotes. */
const FIELDS_WITH_SPACES: readonly QueryField[] = ['status', 'expires', 'created', 'used', 'seen'];
/** Maximum number of further words in a date or status: `< 1 January 2027 00:00`. */
const MAX_MORE_WORDS = 8;

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
  const isNegated = foldText(text.charAt(start)) === '-' && start + 1 < text.length && !isSpace(text, start + 1);
  NAME.lastIndex = isNegated ? start + 1 : start;
  const name = NAME.exec(text)?.[1] ?? null;
  const valueStart = (isNegated ? start + 1 : start) + (name === null ? 0 : name.length + 1);
  const closing = QUOTES[text.charAt(valueStart)];
  if (closing !== undefined) {
    let valueEnd = valueStart + 1;
    while (valueEnd < text.length && !closing.includes(text.charAt(valueEnd))) {
      valueEnd += 1;
    }
    const quote = valueEnd < text.length ? 'closed' : 'open';
    const end = quote === 'closed' ? valueEnd + 1 : valueEnd;
    return { start, end, isNegated, name, value: text.slice(valueStart + 1, valueEnd), valueStart, quote };
  }
  const wordEnd = endOfWord(text, valueStart);
  const end = name === null ? wordEnd : endOfValue(text, name, valueStart, wordEnd);
  return { start, end, isNegated, name, value: text.slice(valueStart, end), valueStart, quote: 'none' };
}

/**
 * The end of a value without quotes. Dates, periods and statuses may have spaces: the value is as long as it makes sense,
 * also if it starts only after a space.
 */
function endOfValue(text: string, name: string, valueStart: number, wordEnd: number): number {
  const field = fieldNamed(name);
  if (field === undefined || !FIELDS_WITH_SPACES.includes(field)) {
    return wordEnd;
  }
  let longest = wordEnd;
  let end = wordEnd;
  for (let words = 0; words < MAX_MORE_WORDS && end < text.length; words += 1) {
    let next = end;
    while (next < text.length && isSpace(text, next)) {
      next += 1;
    }
    end = endOfWord(text, next);
    if (!('code' in readValue(field, text.slice(valueStart, end)))) {
      longest = end;
    }
  }
  return longest;
}

function endOfWord(text: string, start: number): number {
  let end = start;
  while (end < text.length && !isSpace(text, end)) {
    end += 1;
  }
  return end;
}

function isSpace(text: string, position: number): boolean {
  return SPACE.test(text.charAt(position));
}
