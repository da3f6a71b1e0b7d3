import { foldText, searchWords } from '../../../../../shared/foldText.ts';
import { calendarIn, type ZoneCalendar } from '../../../../../shared/model/zoneCalendar.ts';
import { nearestField } from './nearestField.ts';
import type { ParsedQuery, QueryCondition, QueryError, QueryProblem, QueryTerm } from './queryTypes.ts';
import { fieldNamed } from './queryWords.ts';
import { scanQuery, type WrittenTerm } from './scanQuery.ts';
import { readValue } from './termValue.ts';

/**
 * Parses a search. An invalid part becomes an error with its position and is ignored, so that the list never goes blank
 * in the middle of a word.
 * @param timeZone in which dates are days, an IANA name; `null` for that of the system.
 */
export function parseQuery(text: string, timeZone: string | null = null): ParsedQuery {
  const calendar = calendarIn(timeZone);
  const terms: QueryTerm[] = [];
  const errors: QueryError[] = [];
  for (const written of scanQuery(text)) {
    const { start, end, isNegated } = written;
    const found = readTerm(written, calendar);
    if ('code' in found) {
      errors.push({ start, end, ...found });
    } else if (!('text' in found) || found.text !== '') {
      terms.push({ start, end, isNegated, condition: found });
    }
  }
  return { terms, errors };
}

/** Explains terms about access logs while none were read. The terms stay: without logs, they find no key. */
export function withoutLogs({ terms, errors }: ParsedQuery): ParsedQuery {
  const unknown = terms.flatMap(({ start, end, condition }): QueryError[] =>
    condition.field === 'seen' ? [{ start, end, code: 'noLogs', field: 'seen' }] : [],
  );
  return unknown.length === 0 ? { terms, errors } : { terms, errors: [...errors, ...unknown] };
}

function readTerm({ name, value, quote }: WrittenTerm, calendar: ZoneCalendar): QueryCondition | QueryProblem {
  if (name === null) {
    const text = quote === 'none' ? searchWords(value).join(' ') : foldText(value).trim();
    return { field: 'text', text };
  }
  const field = fieldNamed(name);
  return field === undefined
    ? { code: 'unknownField', name, nearest: nearestField(name) }
    : readValue(field, value, calendar);
}
