import dayjs, { type Dayjs } from 'dayjs';

/** Lifetimes offered for a new key, in days. */
export const EXPIRY_PRESETS = [30, 90, 180, 365] as const;
/** Default lifetime of a new key, in days. */
export const DEFAULT_PRESET = 90;
/** Last permitted year: beyond it a typing error is more likely than intent. */
export const LAST_YEAR = 2099;
/** Last year that a date field can display. */
const LAST_WRITTEN_YEAR = 9999;

/** Why a chosen date cannot be saved. */
export type ExpiryProblem = 'dateRequired' | 'dateInvalid' | 'dateBeyond' | 'datePast';

/**
 * The instant at which a key with the chosen day expires: 00:00 of that day in the user's time zone. Built from year,
 * month and day, since not every day has 24 hours; where a zone skips midnight, the first instant of the day.
 * @returns ISO 8601 in UTC.
 */
export function expiryInstant(day: Dayjs): string {
  return new Date(day.year(), day.month(), day.date()).toISOString();
}

/** The day of a preset, counted from the day of `now`. @param now milliseconds since the epoch, UTC. */
export function presetDay(now: number, days: number): Dayjs {
  return dayjs(now).startOf('day').add(days, 'day');
}

/**
 * The day of an expiry, for the date field. In zones ahead of UTC the last possible hours are in the year 10000; with
 * five digits in the field, no other year could be typed.
 */
export function expiryDay(expirationDate: string): Dayjs {
  return writable(dayjs(expirationDate));
}

/**
 * The day of an extension, counted from the expiry if it is in the future, otherwise from today. The key expires at the
 * start of that day; an expiry in the middle of a day is rounded up to the next day, so that no extension is shorter
 * than stated.
 * @param now milliseconds since the epoch, UTC.
 */
export function extendedDay(expirationDate: string, now: number, amount: number, unit: 'day' | 'year'): Dayjs {
  const expiry = dayjs(expirationDate);
  if (expiry.valueOf() <= now) {
    return writable(dayjs(now).startOf('day').add(amount, unit));
  }
  const day = expiry.startOf('day').add(amount, unit);
  return writable(expiry.isSame(expiry.startOf('day')) ? day : day.add(1, 'day'));
}

function writable(day: Dayjs): Dayjs {
  return day.year() > LAST_WRITTEN_YEAR ? dayjs(new Date(LAST_WRITTEN_YEAR, 11, 31)) : day;
}

/** Why a date cannot be saved. A past one is allowed for an existing key, which it disables at once. */
export function expiryProblem(day: Dayjs | null): ExpiryProblem | null {
  if (day === null) {
    return 'dateRequired';
  }
  if (!day.isValid() || day.year() < 1970) {
    return 'dateInvalid';
  }
  return day.year() > LAST_YEAR ? 'dateBeyond' : null;
}

/** Why a date cannot be the expiry of a new key: 00:00 of today is already past. */
export function newExpiryProblem(day: Dayjs | null, now: number): ExpiryProblem | null {
  const problem = expiryProblem(day);
  if (problem !== null || day === null) {
    return problem;
  }
  return Date.parse(expiryInstant(day)) <= now ? 'datePast' : null;
}
