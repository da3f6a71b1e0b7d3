import { type DateTest, TIME_UNITS } from './queryTypes.ts';

const COMPARED = /^(<=|>=|<|>)?(.+)$/;
const SPAN = new RegExp(`^(\\d{1,5})([${TIME_UNITS.join('')}])$`);
const DAY = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/;

/** The period of a date, in the user's time zone: `until` is the first instant after it. */
interface Span {
  readonly from: number;
  readonly until: number;
}

/** Parses the value of a date field, for example `<30d`, `>=2026-01-01`, `2026-01` or `2026-01-01..2026-02-01`. */
export function parseDateTest(value: string): DateTest | null {
  const text = value.toLowerCase();
  const [first, last, ...others] = text.split('..');
  if (first !== undefined && last !== undefined) {
    const [from, until] = [parseDays(first), parseDays(last)];
    return from === null || until === null || others.length > 0 || from.from >= until.until
      ? null
      : { kind: 'between', from: from.from, until: until.until };
  }
  const [, comparison, operand = ''] = COMPARED.exec(text) ?? [];
  const [, amount, unitText] = SPAN.exec(operand) ?? [];
  const unit = TIME_UNITS.find((one) => one === unitText);
  if (comparison !== undefined && unit !== undefined) {
    return {
      kind: comparison.startsWith('<') ? 'near' : 'far',
      isInclusive: comparison.endsWith('='),
      amount: Number(amount),
      unit,
    };
  }
  const days = parseDays(operand);
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

/** A day or a month. Built from its parts, since not every day has 24 hours or a midnight. */
function parseDays(text: string): Span | null {
  const [, yearText, monthText, dayText] = DAY.exec(text) ?? [];
  if (yearText === undefined) {
    return null;
  }
  const [year, month, day] = [Number(yearText), Number(monthText) - 1, Number(dayText ?? 1)];
  const first = new Date(year, month, day);
  // The constructor turns 30 February into March, and the years 0 to 99 into the last century.
  if (first.getFullYear() !== year || first.getMonth() !== month || first.getDate() !== day) {
    return null;
  }
  const next = dayText === undefined ? new Date(year, month + 1, 1) : new Date(year, month, day + 1);
  return { from: first.getTime(), until: next.getTime() };
}
