import { foldText } from '../../../../../shared/foldText.ts';
import { fieldNamed } from './parseQuery.ts';
import {
  type DateField,
  QUERY_FIELDS,
  type QueryField,
  STATUS_NAMES,
  STATUS_SYNONYMS,
  type StatusName,
  type TextRange,
} from './queryTypes.ts';
import { scanQuery, type WrittenTerm } from './scanQuery.ts';
import type { KeyAccount, SearchColumns } from './searchColumns.ts';

/** Maximum number of accounts or roles suggested. */
const MAX_SUGGESTED_NAMES = 8;

/** Meaning of a date example. */
type DateExample = 'soon' | 'late' | 'lately' | 'longAgo' | 'month' | 'since' | 'never';

/** A suggestion; `insert` is the text that it puts into the search. */
export type Suggestion = { readonly insert: string } & (
  | { readonly kind: 'field'; readonly field: QueryField }
  | { readonly kind: 'status'; readonly status: StatusName }
  | { readonly kind: 'date'; readonly field: DateField; readonly example: DateExample }
  | { readonly kind: 'account'; readonly account: KeyAccount }
  | { readonly kind: 'role'; readonly role: string }
);

/** Suggestions and the part of the text that they replace. */
export interface Suggestions extends TextRange {
  readonly options: readonly Suggestion[];
}

/**
 * Suggestions at the caret: fields for the start of a word, values after a field. None for an empty word, since they
 * would cover the list.
 * @param now milliseconds since the epoch, UTC.
 */
export function querySuggestions(text: string, caret: number, columns: SearchColumns, now: number): Suggestions {
  const term = scanQuery(text).find(({ start, end }) => start < caret && caret <= end);
  const nothing = { start: caret, end: caret, options: [] };
  if (term === undefined) {
    return nothing;
  }
  if (term.name === null) {
    return term.value === '' || text[term.valueStart] === '"'
      ? nothing
      : { start: term.valueStart, end: term.end, options: fieldsFor(text.slice(term.valueStart, caret)) };
  }
  const field = fieldNamed(term.name);
  if (field === undefined || caret < term.valueStart) {
    return nothing;
  }
  const { start, typed } = typedPart(text, caret, term, field);
  const options = valuesFor(field, typed, columns, now).filter(({ insert }) => insert !== text.slice(start, term.end));
  return { start, end: term.end, options };
}

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
  return { start, typed: text.slice(start, caret).replace(/^"/, '') };
}

function fieldsFor(typed: string): readonly Suggestion[] {
  const lower = typed.toLowerCase();
  return QUERY_FIELDS.filter((field) => field.startsWith(lower)).map((field) => ({
    kind: 'field',
    field,
    insert: `${field}:`,
  }));
}

function valuesFor(field: QueryField, typed: string, columns: SearchColumns, now: number): readonly Suggestion[] {
  const folded = foldText(typed);
  switch (field) {
    case 'status':
      return STATUS_NAMES.filter((status) => isStartOf(folded, status)).map((status) => ({
        kind: 'status',
        status,
        insert: status,
      }));
    case 'expires':
    case 'created':
    case 'used':
      return datesFor(field, now).filter(({ insert }) => insert.startsWith(folded));
    case 'account':
      return firstOf(columns.accounts(), (account) => account.folded.includes(folded)).map((account) => ({
        kind: 'account',
        account,
        insert: written(account.username) ?? account.id,
      }));
    case 'role':
      return firstOf(columns.roleNames(), (role) => foldText(role).includes(folded)).flatMap((role) => {
        const insert = written(role);
        return insert === null ? [] : [{ kind: 'role' as const, role, insert }];
      });
    case 'token':
      return [];
  }
}

/** Whether a status or one of its synonyms starts with the text. */
function isStartOf(text: string, status: StatusName): boolean {
  return (
    status.startsWith(text) || [...STATUS_SYNONYMS].some(([word, meant]) => meant === status && word.startsWith(text))
  );
}

function datesFor(field: DateField, now: number): readonly (Suggestion & { readonly kind: 'date' })[] {
  const today = new Date(now);
  const month = `${String(today.getFullYear()).padStart(4, '0')}-${String(today.getMonth() + 1).padStart(2, '0')}`;
  const example = (insert: string, name: DateExample) => ({ kind: 'date' as const, field, example: name, insert });
  const inMonth = example(month, 'month');
  const since = example(`>=${month}-01`, 'since');
  switch (field) {
    case 'expires':
      return [example('<30d', 'soon'), example('>1y', 'late'), inMonth];
    case 'created':
      return [example('<7d', 'lately'), example('>1y', 'longAgo'), inMonth, since];
    case 'used':
      return [example('never', 'never'), example('<7d', 'lately'), example('>90d', 'longAgo'), since];
  }
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

/** A value as it is typed, quoted if it has spaces; `null` if it cannot be typed. */
function written(value: string): string | null {
  if (value.trim() === '' || value.includes('"')) {
    return null;
  }
  return /\s/.test(value) ? `"${value}"` : value;
}
