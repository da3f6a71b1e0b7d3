import type { Language } from '../../../../../shared/model/language.ts';
import { parseQuery } from './parseQuery.ts';
import type { StatusName, TextRange } from './queryTypes.ts';
import { fieldNamed, fieldWord, statusWord } from './queryWords.ts';
import { scanQuery } from './scanQuery.ts';

/** Removes a part of a search together with the space next to it. */
export function withoutPart(text: string, { start, end }: TextRange): string {
  return [text.slice(0, start).trimEnd(), text.slice(end).trimStart()].filter((part) => part !== '').join(' ');
}

/** Sets the statuses of a search, in the words of a language; without statuses, any matches. */
export function withStatus(text: string, statuses: readonly StatusName[], language: Language): string {
  const rest = scanQuery(text)
    .filter(({ name }) => name !== null && fieldNamed(name) === 'status')
    .reduceRight(withoutPart, text);
  const words = statuses.map((status) => statusWord(status, language));
  const term = words.length === 0 ? '' : `${fieldWord('status', language)}:${words.join(',')}`;
  // An unclosed quote would include what follows, so the term is inserted before it.
  const opened = term === '' ? undefined : scanQuery(rest).find(({ quote }) => quote === 'open');
  const parts = opened === undefined ? [rest, term] : [rest.slice(0, opened.start), term, rest.slice(opened.start)];
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ');
}

/** The statuses of a search: `[]` for any, `null` for several status terms or a negated one. */
export function chosenStatus(text: string): readonly StatusName[] | null {
  const asked = parseQuery(text).terms.flatMap(({ condition, isNegated }) =>
    condition.field === 'status' ? [{ statuses: condition.statuses, isNegated }] : [],
  );
  const [first, ...others] = asked;
  if (first === undefined) {
    return [];
  }
  return others.length > 0 || first.isNegated ? null : first.statuses;
}
