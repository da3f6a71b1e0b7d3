import dayjs, { type Dayjs } from 'dayjs';
import { endOfPeriod, LAST_YEAR } from '../../../../shared/model/expiryDates.ts';

/** Lifetimes offered for a new key, in days. */
export const EXPIRY_PRESETS = [30, 90, 180, 365] as const;
/** Default lifetime of a new key, in days. */
export const DEFAULT_PRESET = 90;
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

/**
 * The day of an expiry, for the date field. In zones ahead of UTC the last possible hours are in the year 10000; with
 * five digits in the field, no other year could be typed.
 */
export function expiryDay(expirationDate: string): Dayjs {
  return writable(dayjs(expirationDate));
}

/** An expiry that the user chose. */
export interface ChosenExpiry {
  /** For the date field; may be incomplete or invalid. */
  readonly day: Dayjs | null;
  /** ISO 8601 in UTC; `null` if the day cannot be saved. */
  readonly instant: string | null;
}

/** A day that was typed or picked. */
export function chosenDay(day: Dayjs | null): ChosenExpiry {
  return { day, instant: day === null || expiryProblem(day) !== null ? null : expiryInstant(day) };
}

/** The end of a period, see {@link endOfPeriod}. */
export function extension(
  expirationDate: string | null,
  now: number,
  amount: number,
  unit: 'day' | 'year',
): ChosenExpiry {
  const end = dayjs(endOfPeriod(expirationDate, now, amount, unit));
  return { day: writable(end), instant: expiryProblem(end) === null ? end.toISOString() : null };
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

/** Why an expiry cannot be that of a new key: 00:00 of today is already past. */
export function newExpiryProblem({ day, instant }: ChosenExpiry, now: number): ExpiryProblem | null {
  const problem = expiryProblem(day);
  return problem === null && instant !== null && Date.parse(instant) <= now ? 'datePast' : problem;
}
