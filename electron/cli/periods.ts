import {
  endOfPeriod,
  expiryOfDay,
  isWithinLastYear,
  LAST_YEAR,
  type PeriodUnit,
} from '../../shared/model/expiryDates.ts';
import { instantSchema } from '../../shared/model/instant.ts';
import { CommandError } from './commandError.ts';

/** A period by the calendar. */
export interface Period {
  readonly amount: number;
  readonly unit: PeriodUnit;
}

const UNITS: Readonly<Record<string, { readonly unit: PeriodUnit; readonly factor: number }>> = {
  d: { unit: 'day', factor: 1 },
  w: { unit: 'day', factor: 7 },
  m: { unit: 'month', factor: 1 },
  y: { unit: 'year', factor: 1 },
};

/** Reads a period such as `90d`, `2w`, `6m` or `1y`; `null` if it is none. */
function readPeriod(text: string): Period | null {
  const [, digits = '', letter = ''] = /^(\d{1,5})([dwmy])$/i.exec(text) ?? [];
  const unit = UNITS[letter.toLowerCase()];
  const amount = Number(digits);
  return unit === undefined || amount === 0 ? null : { amount: amount * unit.factor, unit: unit.unit };
}

/** Reads a period. @throws CommandError `durationInvalid`. */
export function periodOf(text: string): Period {
  const period = readPeriod(text);
  if (period === null) {
    throw new CommandError('durationInvalid', [text]);
  }
  return period;
}

/**
 * Reads a day (`2027-01-31`, `31.01.2027`), at whose beginning in the time zone of the system a key expires, or an instant
 * with its offset (`2027-01-31T10:00:00+03:00`).
 * @returns ISO 8601 in UTC.
 * @throws CommandError `dateInvalid`, `dateBeyond`.
 */
export function dateOf(text: string): string {
  const [, isoYear, isoMonth, isoDay] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  const parts = [isoYear ?? year, isoMonth ?? month, isoDay ?? day].map(Number) as [number, number, number];
  if (parts[0] > LAST_YEAR) {
    throw new CommandError('dateBeyond', [text, String(LAST_YEAR)]);
  }
  const instant = Number.isNaN(parts[0]) ? readInstant(text) : expiryOfDay(...parts);
  if (instant === null) {
    throw new CommandError('dateInvalid', [text]);
  }
  return instant;
}

function readInstant(text: string): string | null {
  const parsed = instantSchema.safeParse(text);
  if (!parsed.success) {
    return null;
  }
  const date = new Date(parsed.data);
  if (!isWithinLastYear(date)) {
    throw new CommandError('dateBeyond', [text, String(LAST_YEAR)]);
  }
  return date.getFullYear() < 1970 ? null : date.toISOString();
}

/**
 * Reads the expiry of a new key: a period from now, or a date in the future.
 * @returns ISO 8601 in UTC.
 * @throws CommandError `datePast`, and those of {@link dateOf}.
 */
export function newExpiryOf(text: string, now: number): string {
  const period = readPeriod(text);
  const instant = period === null ? dateOf(text) : endAfter(null, now, period);
  if (instant === null) {
    throw new CommandError('dateBeyond', [text, String(LAST_YEAR)]);
  }
  if (Date.parse(instant) <= now) {
    throw new CommandError('datePast', [text]);
  }
  return instant;
}

/** Returns an expiry extended by a period, ISO 8601 in UTC; `null` if it is beyond the last permitted year. */
export function endAfter(expirationDate: string | null, now: number, { amount, unit }: Period): string | null {
  const end = endOfPeriod(expirationDate, now, amount, unit);
  return isWithinLastYear(end) ? end.toISOString() : null;
}
