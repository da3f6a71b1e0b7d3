import { z } from 'zod';

/** Range of instants that ISO 8601 can represent in UTC with a four-digit year; an offset can lead outside of it. */
const EARLIEST = Date.parse('0001-01-01T00:00:00.000Z');
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');

/** An instant in ISO 8601 with an explicit offset; KeyDesk itself always writes UTC (`2026-11-22T20:04:38.000Z`). */
export const instantSchema = z.iso.datetime({ offset: true }).refine((text) => isInRange(Date.parse(text)), {
  message: 'The year in UTC is not between 1 and 9999',
});

/** The form of {@link instantSchema} in which KeyDesk writes instants. */
const OWN_FORM = z.regexes.datetime({ precision: 3 });
/** Own texts of these years can be out of the range. */
const FIRST_YEAR = '0000';

/**
 * Whether {@link instantSchema} accepts a value. Most instants are in the form that KeyDesk writes itself and need no
 * parsing, which for a list of a hundred thousand keys would take longer than reading it.
 */
export function isInstant(value: unknown): value is string {
  return typeof value === 'string' && OWN_FORM.test(value)
    ? !value.startsWith(FIRST_YEAR)
    : instantSchema.safeParse(value).success;
}

function isInRange(instant: number): boolean {
  return instant >= EARLIEST && instant <= LATEST;
}

/** One day in milliseconds. Only for durations: a calendar day can be an hour longer or shorter. */
export const DAY_MS = 24 * 60 * 60 * 1000;
