/** Last permitted year of an expiry: beyond it a typing error is more likely than intent. */
export const LAST_YEAR = 2099;
const FIRST_YEAR = 1970;
const MINUTE_MS = 60_000;

/** Units in which an expiry is extended, by the calendar. */
export type PeriodUnit = 'day' | 'month' | 'year';

/**
 * The instant at which a key with the chosen day expires: 00:00 of that day in the time zone of the system. Built from
 * year, month and day, since not every day has 24 hours; where a zone skips midnight, the first instant of the day.
 * @param month 1 to 12.
 * @returns ISO 8601 in UTC; `null` if there is no such day or its year is not permitted.
 */
export function expiryOfDay(year: number, month: number, day: number): string | null {
  const instant = new Date(year, month - 1, day);
  const isSame = instant.getMonth() === month - 1 && instant.getDate() === day;
  return isSame && year >= FIRST_YEAR && year <= LAST_YEAR ? instant.toISOString() : null;
}

/**
 * The end of a period after an expiry if that is in the future, otherwise after now, up to the full minute: a period is
 * never shorter than stated. By the calendar of the time zone of the system, at the same time of day, or the next one
 * that exists where a change of the clocks skips it; a day that a month lacks becomes its last one.
 * @param expirationDate `null` for a new key.
 * @param now milliseconds since the epoch, UTC.
 */
export function endOfPeriod(expirationDate: string | null, now: number, amount: number, unit: PeriodUnit): Date {
  const expiry = expirationDate === null ? now : Date.parse(expirationDate);
  const start = new Date(expiry > now ? expiry : Math.ceil(now / MINUTE_MS) * MINUTE_MS);
  const end = new Date(start);
  if (unit === 'day') {
    end.setDate(end.getDate() + amount);
    return end;
  }
  const day = end.getDate();
  end.setDate(1);
  end.setMonth(end.getMonth() + (unit === 'year' ? amount * 12 : amount));
  const lastDay = new Date(end.getFullYear(), end.getMonth() + 1, 0).getDate();
  end.setDate(Math.min(day, lastDay));
  return end;
}

/** Whether an expiry is not beyond {@link LAST_YEAR} in the time zone of the system. */
export function isWithinLastYear(end: Date): boolean {
  return end.getFullYear() <= LAST_YEAR;
}
