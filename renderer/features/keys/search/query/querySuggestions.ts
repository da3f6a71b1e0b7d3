import { foldText, searchWords } from '../../../../../shared/foldText.ts';
import { otherLayouts } from '../../../../../shared/keyboardLayouts.ts';
import type { Language } from '../../../../../shared/model/language.ts';
import type { DateField, QueryField, StatusName, TextRange } from './queryTypes.ts';
import {
  fieldNamed,
  fieldsStarting,
  fieldWord,
  neverWord,
  periodWord,
  statusesStarting,
  statusWord,
} from './queryWords.ts';
import { scanQuery, type WrittenTerm } from './scanQuery.ts';
import type { KeyAccount, SearchColumns } from './searchColumns.ts';

/** Maximum number of accounts or roles suggested. */
const MAX_SUGGESTED_NAMES = 8;

/** Meaning of a date example. */
type DateExample = 'soon' | 'late' | 'lately' | 'longAgo' | 'month' | 'nextMonth' | 'since' | 'never' | 'neverSeen';

/** A suggestion; `insert` is the text that it puts into the search. */
export type Suggestion = { readonly insert: string } & (
  | { readonly kind: 'field'; readonly field: QueryField }
  | { readonly kind: 'status'; readonly status: StatusName }
  | { readonly kind: 'date'; readonly field: DateField; readonly example: DateExample }
  | { readonly kind: 'account'; readonly account: KeyAccount }
  | { readonly kind: 'role'; readonly role: string }
  | { readonly kind: 'note'; readonly value: string }
);

/** Suggestions and the part of the text that they replace. */
export interface Suggestions extends TextRange {
  readonly options: readonly Suggestion[];
}

/** Data of the suggestions. */
export interface SuggestionSource {
  readonly columns: SearchColumns;
  /** Language in which words are suggested; both are understood. */
  readonly language: Language;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
}

/**
 * Suggestions at the caret: fields for the start of a word, values after a field, and for an empty search the questions
 * asked most.
 */
export function querySuggestions(text: string, caret: number, source: SuggestionSource): Suggestions {
  if (text.trim() === '') {
    return { start: 0, end: text.length, options: startOptions(source) };
  }
  const term = scanQuery(text).find(({ start, end }) => start < caret && caret <= end);
  const nothing = { start: caret, end: caret, options: [] };
  if (term === undefined) {
    return nothing;
  }
  if (term.name === null) {
    return term.value === '' || term.quote !== 'none'
      ? nothing
      : { start: term.valueStart, end: term.end, options: fieldsFor(text.slice(term.valueStart, caret), source) };
  }
  const field = fieldNamed(term.name);
  if (field === undefined || caret < term.valueStart) {
    return nothing;
  }
  const { start, typed } = typedPart(text, caret, term, field);
  const options = valuesFor(field, typed, source).filter(({ insert }) => insert !== text.slice(start, term.end));
  return { start, end: term.end, options };
}

function startOptions(source: SuggestionSource): readonly Suggestion[] {
  const dates = (['expires', 'used'] as const).flatMap((field) =>
    datesFor(field, source)
      .filter(({ example }) => START_EXAMPLES.includes(example))
      .map((option) => ({ ...option, insert: `${fieldWord(field, source.language)}:${option.insert}` })),
  );
  return [...dates, ...START_FIELDS.map((field) => fieldOption(field, source))];
}

const START_EXAMPLES: readonly DateExample[] = ['soon', 'nextMonth', 'longAgo', 'never'];
const START_FIELDS = ['status', 'account', 'role'] as const;

/** The search after a suggestion was accepted, and the position of the caret. */
export function withSuggestion(
  text: string,
  { start, end }: TextRange,
  { kind, insert }: Suggestion,
): { readonly text: string; readonly caret: number } {
  const rest = text.slice(end);
  // A value is followed by a space, a field by its value.
  const put = kind === 'field' || rest.startsWith(' ') ? insert : `${insert} `;
  return { text: text.slice(0, start) + put + rest, caret: start + put.length };
}

/** The typed part of a value: all of it, or what follows the last comma if several are allowed. */
function typedPart(text: string, caret: number, { valueStart }: WrittenTerm, field: QueryField) {
  const before = text.slice(valueStart, caret);
  const start = field === 'status' ? valueStart + before.lastIndexOf(',') + 1 : valueStart;
  return { start, typed: text.slice(start, caret).replace(/^["«“„]/, '') };
}

/** The fields whose name starts with the typed text, also if it was typed in another keyboard layout. */
function fieldsFor(typed: string, source: SuggestionSource): readonly Suggestion[] {
  const fields = [typed, ...otherLayouts(typed)].map(fieldsStarting).find((found) => found.length > 0) ?? [];
  return fields
    .filter((field) => field !== 'seen' || source.columns.hasLogs)
    .map((field) => fieldOption(field, source));
}

function fieldOption(field: QueryField, { language }: SuggestionSource): Suggestion {
  return { kind: 'field', field, insert: `${fieldWord(field, language)}:` };
}

function valuesFor(field: QueryField, typed: string, source: SuggestionSource): readonly Suggestion[] {
  const { columns, language } = source;
  const folded = foldText(typed);
  switch (field) {
    case 'status':
      return statusesStarting(typed).map((status) => ({
        kind: 'status',
        status,
        insert: statusWord(status, language),
      }));
    case 'expires':
    case 'created':
    case 'used':
    case 'seen':
      return datesFor(field, source).filter(({ insert }) => insert.startsWith(folded));
    case 'account': {
      const words = searchWords(typed);
      return firstOf(columns.accounts(), (account) => words.every((word) => account.folded.includes(word))).map(
        (account) => ({ kind: 'account', account, insert: written(account.username) ?? account.id }),
      );
    }
    case 'role':
      return firstOf(columns.roleNames(), (role) => foldText(role).includes(folded)).flatMap((role) => {
        const insert = written(role);
        return insert === null ? [] : [{ kind: 'role' as const, role, insert }];
      });
    case 'owner':
    case 'ticket':
    case 'tag':
      return firstOf(columns.noteValues(field), (value) => foldText(value).includes(folded)).flatMap((value) => {
        const insert = written(value);
        return insert === null ? [] : [{ kind: 'note' as const, value, insert }];
      });
    case 'token':
    case 'purpose':
      return [];
  }
}

function datesFor(
  field: DateField,
  { language, now }: SuggestionSource,
): readonly (Suggestion & { readonly kind: 'date' })[] {
  const example = (insert: string, name: DateExample) => ({ kind: 'date' as const, field, example: name, insert });
  const today = new Date(now);
  const [year, month] = [today.getFullYear(), today.getMonth()];
  const soon = example(`<${periodWord(30, 'd', language)}`, 'soon');
  const lately = example(`<${periodWord(7, 'd', language)}`, 'lately');
  const afterYear = `>${periodWord(1, 'y', language)}`;
  const inMonth = example(monthText(new Date(year, month), language), 'month');
  const since = example(`>=${dayText(new Date(year, month), language)}`, 'since');
  switch (field) {
    case 'expires': {
      const nextMonth = example(monthText(new Date(year, month + 1), language), 'nextMonth');
      return [soon, inMonth, nextMonth, example(afterYear, 'late')];
    }
    case 'created':
      return [lately, example(afterYear, 'longAgo'), inMonth, since];
    case 'used':
    case 'seen':
      return [
        example(neverWord(language), field === 'used' ? 'never' : 'neverSeen'),
        lately,
        example(`>${periodWord(90, 'd', language)}`, 'longAgo'),
        since,
      ];
  }
}

/** The month of a date as the language writes it: `2026-12` or `12.2026`. */
function monthText(date: Date, language: Language): string {
  const [year, month] = [String(date.getFullYear()).padStart(4, '0'), String(date.getMonth() + 1).padStart(2, '0')];
  return language === 'ru' ? `${month}.${year}` : `${year}-${month}`;
}

/** Like {@link monthText}, for a day. */
function dayText(date: Date, language: Language): string {
  const day = String(date.getDate()).padStart(2, '0');
  return language === 'ru' ? `${day}.${monthText(date, language)}` : `${monthText(date, language)}-${day}`;
}

/** The first few matches, without scanning the rest of a long list. */
function firstOf<Item>(items: readonly Item[], fits: (item: Item) => boolean): readonly Item[] {
  const found: Item[] = [];
  for (const item of items) {
    if (fits(item)) {
      found.push(item);
      if (found.length === MAX_SUGGESTED_NAMES) {
        break;
      }
    }
  }
  return found;
}

/** A term that finds the keys of an account. */
export function accountTerm({ username, id }: KeyAccount, language: Language): string {
  return `${fieldWord('account', language)}:${written(username) ?? id}`;
}

/** A value as it is typed, quoted if it has spaces; `null` if it cannot be typed. */
function written(value: string): string | null {
  if (value.trim() === '' || value.includes('"')) {
    return null;
  }
  return /\s/.test(value) ? `"${value}"` : value;
}
