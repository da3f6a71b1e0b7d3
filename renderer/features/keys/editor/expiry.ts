import dayjs, { type Dayjs } from 'dayjs';

/** How long a new key may live at one click, in days. */
export const EXPIRY_PRESETS = [30, 90, 180, 365] as const;
/** The preset of a new key, in days. */
export const DEFAULT_PRESET = 90;
/** The last year that a date may lie in: beyond it a mistyped year is more likely than a plan. */
export const LAST_YEAR = 2099;
/** The last year that a date field can write. */
const LAST_WRITTEN_YEAR = 9999;

/** Why a chosen date cannot be saved. */
export type ExpiryProblem = 'dateRequired' | 'dateInvalid' | 'dateBeyond' | 'datePast';

/**
 * The instant at which a key with the chosen day stops working: 00:00 of that day in the time zone of the user. Built
 * from year, month and day, since days are not all 24 hours long; where a zone skips midnight, its first moment counts.
 * @returns ISO 8601 in UTC.
 */
export function expiryInstant(day: Dayjs): string {
  return new Date(day.year(), day.month(), day.date()).toISOString();
}

/** The day that a preset means, counted from the day of `now`. @param now milliseconds since the epoch, UTC. */
export function presetDay(now: number, days: number): Dayjs {
  return dayjs(now).startOf('day').add(days, 'day');
}

/**
 * The day of an expiry, for the date field. Ahead of UTC the last hours there are lie in the year 10000; once its field
 * holds five digits, no other year can be typed into it.
 */
export function expiryDay(expirationDate: string): Dayjs {
  return writable(dayjs(expirationDate));
}

/**
 * The day that an extension means: counted from the expiry when it lies ahead, else from today. The key then stops working
 * as that day begins; an expiry in the middle of a day is extended to the next one, so that nobody gets less than promised.
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

/** Whether a date can be saved at all; a past one is allowed for an existing key, which it retires at once. */
export function expiryProblem(day: Dayjs | null): ExpiryProblem | null {
  if (day === null) {
    return 'dateRequired';
  }
  if (!day.isValid() || day.year() < 1970) {
    return 'dateInvalid';
  }
  return day.year() > LAST_YEAR ? 'dateBeyond' : null;
}

/** Whether a date can be the expiry of a new key: 00:00 of today is already past. */
export function newExpiryProblem(day: Dayjs | null, now: number): ExpiryProblem | null {
  const problem = expiryProblem(day);
  if (problem !== null || day === null) {
    return problem;
  }
  return Date.parse(expiryInstant(day)) <= now ? 'datePast' : null;
}
