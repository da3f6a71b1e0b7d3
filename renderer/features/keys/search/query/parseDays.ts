import { foldText } from '../../../../../shared/foldText.ts';
import { calendarIn, type ZoneCalendar } from '../../../../../shared/model/zoneCalendar.ts';

/** A period in the time zone of the list: `until` is the first instant after it. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** A date as written: a year, or a month or a day of it. The month starts at 1. */
interface WrittenDate {
  readonly year: number;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
}

const YEAR_FIRST = /^(\d{4})(?:([-./])(\d{1,2})(?:\2(\d{1,2}))?)?$/;
const DAY_FIRST = /^(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d{2})$/;
const MONTH_FIRST = /^(\d{1,2})[./](\d{4})$/;
/** `28 March 2027`, `28 марта 2027 г.`, `Mar 2027`, and `March 28, 2027`. */
const NAMED = /^(?:(\d{1,2})[ .-]*)?(\p{L}{3,})\.?[ -]*(?:(\d{1,2}), *| *(\d{1,2}) )?(\d{4})(?: ?г(?:\.|ода)?)?$/u;
/** The time of a day as the list shows it. */
const TIMED = /^(.+?)(?:[ ,]+|t)([01]?\d|2[0-3]):([0-5]\d)$/;

/**
 * Parses a day, month or year in the forms that people write and KeyDesk shows: `2027-03-28`, `2027-03`, `2027`,
 * `28.03.2027`, `28.3.27`, `03.2027`, `3/2027`, `28 Mar 2027`, `март 2027`; a day also with a time, which is that minute.
 * @param calendar of the time zone of the list.
 * @returns `null` if it is none, does not exist, or could be two different days.
 */
export function parseDays(text: string, calendar = calendarIn(null)): Span | null {
  const folded = foldText(text).trim();
  const [, dayText, hour, minute] = TIMED.exec(folded) ?? [];
  const written = readDate(dayText ?? folded);
  if (written === null) {
    return null;
  }
  if (dayText !== undefined) {
    return written.day === undefined ? null : minuteSpan(calendar, written, Number(hour), Number(minute));
  }
  return spanOf(calendar, written);
}

/**
 * The two days that a date of numbers can be, in ISO 8601, where the order of day and month is not known: `03/04/2027`.
 * @returns `null` for all other texts.
 */
export function readings(text: string): readonly [string, string] | null {
  const numbers = unordered(foldText(text).trim());
  if (numbers === null || !isAmbiguous(numbers)) {
    return null;
  }
  const { first, second, year } = numbers;
  const iso = (month: number, day: number): string =>
    [String(year), ...[month, day].map((part) => String(part).padStart(2, '0'))].join('-');
  return [iso(second, first), iso(first, second)];
}

function readDate(text: string): WrittenDate | null {
  const [, year, , month, day] = YEAR_FIRST.exec(text) ?? [];
  if (year !== undefined) {
    return { year: Number(year), month: numberOf(month), day: numberOf(day) };
  }
  const [, onlyMonth, itsYear] = MONTH_FIRST.exec(text) ?? [];
  if (itsYear !== undefined) {
    return { year: Number(itsYear), month: Number(onlyMonth) };
  }
  const numbers = unordered(text);
  if (numbers !== null) {
    const { first, second } = numbers;
    return isAmbiguous(numbers)
      ? null
      : numbers.isDayFirst || first > MONTHS
        ? { year: numbers.year, month: second, day: first }
        : { year: numbers.year, month: first, day: second };
  }
  return readNamed(text);
}

function readNamed(text: string): WrittenDate | null {
  const [, before, name = '', after, afterSpace, year] = NAMED.exec(text) ?? [];
  const month = monthNamed(name);
  const days = [before, after, afterSpace].filter((day) => day !== undefined);
  return month === null || days.length > 1 ? null : { year: Number(year), month, day: numberOf(days[0]) };
}

const MONTHS = 12;

/** A day of three numbers. With points the day is first; otherwise the order is known only from a number above 12. */
function unordered(text: string) {
  const [, first, separator, second, year = ''] = DAY_FIRST.exec(text) ?? [];
  return separator === undefined
    ? null
    : {
        first: Number(first),
        second: Number(second),
        year: year.length === 2 ? 2000 + Number(year) : Number(year),
        isDayFirst: separator === '.',
      };
}

function isAmbiguous({ first, second, isDayFirst }: NonNullable<ReturnType<typeof unordered>>): boolean {
  return !isDayFirst && first !== second && first <= MONTHS && second <= MONTHS;
}

/** The number of the month with a name that starts with this text, in either language and any case. */
function monthNamed(text: string): number | null {
  const month = monthNames().findIndex((names) => names.some((name) => name.startsWith(text)));
  return text === '' || month === -1 ? null : month + 1;
}

let knownNames: readonly (readonly string[])[] | null = null;

/** Names of each month; those of a date differ in Russian. */
function monthNames(): readonly (readonly string[])[] {
  knownNames ??= Array.from({ length: MONTHS }, (_, month) =>
    ['en', 'ru'].flatMap((language) =>
      [{ month: 'long' } as const, { day: 'numeric', month: 'long' } as const].map((options) => {
        const parts = new Intl.DateTimeFormat(language, options).formatToParts(new Date(2027, month, 15));
        return foldText(parts.find(({ type }) => type === 'month')?.value ?? '');
      }),
    ),
  );
  return knownNames;
}

/** Built from its parts, since not every day has 24 hours or a midnight. */
function spanOf(calendar: ZoneCalendar, { year, month, day }: WrittenDate): Span | null {
  const first = month === undefined ? 0 : month - 1;
  const from = calendar.at(year, first, day ?? 1);
  if (!calendar.shows(from, year, first, day ?? 1)) {
    // 30 February, which is carried over into March, and the years 0 to 99.
    return null;
  }
  const until =
    month === undefined
      ? calendar.at(year + 1, 0, 1)
      : day === undefined
        ? calendar.at(year, month, 1)
        : calendar.at(year, first, day + 1);
  return { from, until };
}

function minuteSpan(
  calendar: ZoneCalendar,
  { year, month = 0, day = 0 }: WrittenDate,
  hour: number,
  minute: number,
): Span | null {
  const from = calendar.at(year, month - 1, day, hour, minute);
  return calendar.shows(from, year, month - 1, day, hour) ? { from, until: from + 60_000 } : null;
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}
