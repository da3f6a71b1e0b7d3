import { calendarIn, type ZoneCalendar } from '../../../../../shared/model/zoneCalendar.ts';
import { parseDays, type Span } from './parseDays.ts';
import type { DateTest } from './queryTypes.ts';
import { unitNamed } from './queryWords.ts';

const COMPARED = /^(<=|>=|<|>)? *(.+)$/;
const PERIOD = /^(\d{1,5}) *(\p{L}*)\.?$/u;
/** Between the ends of a range. */
const TO = /\.\.+|…|[–—]| +- +/;

/**
 * Parses the value of a date field: a date, a comparison (`>=28.03.2027`), a range (`2026-01..2026-03`) or a period from
 * now (`<30d`, `<30 дней`; without a unit, days). Dates are days in the time zone of the list, see {@link parseDays}.
 */
export function parseDateTest(value: string, calendar = calendarIn(null)): DateTest | null {
  const text = value.trim().replace(/\s+/g, ' ').replaceAll('≤', '<=').replaceAll('≥', '>=');
  const [first = '', last, ...others] = text.split(TO);
  if (last !== undefined) {
    const [from, until] = [parseDays(first, calendar), parseDays(last, calendar)];
    return from === null || until === null || others.length > 0 || from.from >= until.until
      ? null
      : { kind: 'between', from: from.from, until: until.until };
  }
  const [, comparison, operand = ''] = COMPARED.exec(text) ?? [];
  return (comparison && readPeriod(comparison, operand)) || readDays(calendar, comparison, operand);
}

function readPeriod(comparison: string, operand: string): DateTest | null {
  const [, amount, name] = PERIOD.exec(operand) ?? [];
  const unit = name === '' ? 'd' : name && unitNamed(name);
  // A number of four digits is a year.
  return !unit || (name === '' && amount?.length === 4)
    ? null
    : {
        kind: comparison.startsWith('<') ? 'near' : 'far',
        isInclusive: comparison.endsWith('='),
        amount: Number(amount),
        unit,
      };
}

function readDays(calendar: ZoneCalendar, comparison: string | undefined, operand: string): DateTest | null {
  const days = parseDays(operand, calendar);
  return days === null ? null : { kind: 'between', ...compared(comparison, days) };
}

/** Before, after, or within the period. */
function compared(comparison: string | undefined, { from, until }: Span): Span {
  switch (comparison) {
    case '<':
      return { from: Number.NEGATIVE_INFINITY, until: from };
    case '<=':
      return { from: Number.NEGATIVE_INFINITY, until };
    case '>':
      return { from: until, until: Number.POSITIVE_INFINITY };
    case '>=':
      return { from, until: Number.POSITIVE_INFINITY };
    default:
      return { from, until };
  }
}
