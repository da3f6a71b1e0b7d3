import { foldText, searchWords } from '../../../../../shared/foldText.ts';
import { calendarIn } from '../../../../../shared/model/zoneCalendar.ts';
import { parseDateTest } from './parseDateTest.ts';
import { readings } from './parseDays.ts';
import { type QueryCondition, type QueryField, type QueryProblem, STATUS_NAMES } from './queryTypes.ts';
import { isNever, statusNamed } from './queryWords.ts';

/** Reads the value of a term. An empty one is missing. @param calendar of the time zone of the list. */
export function readValue(
  field: QueryField,
  written: string,
  calendar = calendarIn(null),
): QueryCondition | QueryProblem {
  const value = written.trim();
  if (value === '') {
    return { code: 'valueMissing', field };
  }
  switch (field) {
    case 'status':
      return readStatus(value);
    case 'expires':
    case 'created':
    case 'used':
    case 'seen': {
      const test =
        (field === 'used' || field === 'seen') && isNever(value)
          ? ({ kind: 'never' } as const)
          : parseDateTest(value, calendar);
      if (test !== null) {
        return { field, test };
      }
      const possible = readings(value.replace(/^[<>≤≥=]+ */, ''));
      return possible === null
        ? { code: 'badDate', field, value }
        : { code: 'ambiguousDate', field, value, readings: possible };
    }
    case 'account':
      return { field, text: foldText(value), words: searchWords(value) };
    default:
      return { field, text: foldText(value) };
  }
}

function readStatus(value: string): QueryCondition | QueryProblem {
  // An empty value after a comma is still to be typed.
  const typed = value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (typed.length === 0) {
    return { code: 'valueMissing', field: 'status' };
  }
  const unknown = typed.find((part) => statusNamed(part) === undefined);
  if (unknown !== undefined) {
    return { code: 'badValue', field: 'status', value: unknown };
  }
  const named = new Set(typed.map(statusNamed));
  return { field: 'status', statuses: STATUS_NAMES.filter((name) => named.has(name)) };
}
