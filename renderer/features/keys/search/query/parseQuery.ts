import { foldText } from '../../../../../shared/foldText.ts';
import { nearestField } from './nearestField.ts';
import { parseDateTest } from './parseDateTest.ts';
import {
  type DateTest,
  type ParsedQuery,
  QUERY_FIELDS,
  type QueryCondition,
  type QueryError,
  type QueryField,
  type QueryTerm,
  STATUS_NAMES,
  STATUS_SYNONYMS,
  type StatusName,
  type TextRange,
} from './queryTypes.ts';
import { scanQuery, type WrittenTerm } from './scanQuery.ts';

/**
 * Parses a search. An invalid part becomes an error with its position and is ignored, so that the list never goes blank
 * in the middle of a word. Dates are days in the user's time zone.
 */
export function parseQuery(text: string): ParsedQuery {
  const terms: QueryTerm[] = [];
  const errors: QueryError[] = [];
  for (const written of scanQuery(text)) {
    const { start, end, isNegated } = written;
    const found = readTerm(written);
    if ('code' in found) {
      errors.push(found);
    } else if (!('text' in found) || found.text !== '') {
      terms.push({ start, end, isNegated, condition: found });
    }
  }
  return { terms, errors };
}

/** The field with this name, in any letter case. */
export function fieldNamed(name: string): QueryField | undefined {
  const lower = name.toLowerCase();
  return QUERY_FIELDS.find((field) => field === lower);
}

function readTerm(written: WrittenTerm): QueryCondition | QueryError {
  const { name, start, end } = written;
  const value = written.value.trim();
  if (name === null) {
    return { field: 'text', text: foldText(value) };
  }
  const field = fieldNamed(name);
  if (field === undefined) {
    return { start, end, code: 'unknownField', name, nearest: nearestField(name) };
  }
  if (value === '') {
    return { start, end, code: 'valueMissing', field };
  }
  switch (field) {
    case 'status':
      return readStatus(value, { start, end });
    case 'expires':
    case 'created':
    case 'used': {
      const never: DateTest | null = field === 'used' && value.toLowerCase() === 'never' ? { kind: 'never' } : null;
      const test = never ?? parseDateTest(value);
      return test === null ? { start, end, code: 'badDate', field, value } : { field, test };
    }
    default:
      return { field, text: foldText(value) };
  }
}

function readStatus(value: string, { start, end }: TextRange): QueryCondition | QueryError {
  // An empty value after a comma is still to be typed.
  const typed = value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (typed.length === 0) {
    return { start, end, code: 'valueMissing', field: 'status' };
  }
  const unknown = typed.find((part) => statusNamed(part) === undefined);
  if (unknown !== undefined) {
    return { start, end, code: 'badValue', field: 'status', value: unknown };
  }
  const named = new Set(typed.map(statusNamed));
  return { field: 'status', statuses: STATUS_NAMES.filter((name) => named.has(name)) };
}

/** The status with this name or synonym, in any letter case. */
function statusNamed(name: string): StatusName | undefined {
  const lower = name.toLowerCase();
  return STATUS_NAMES.find((status) => status === lower) ?? STATUS_SYNONYMS.get(lower);
}
