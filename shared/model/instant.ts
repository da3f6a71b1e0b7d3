import { z } from 'zod';

/** The instants that ISO 8601 can write in UTC with a year of four digits: an offset can lead out of them. */
const EARLIEST = Date.parse('0001-01-01T00:00:00.000Z');
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');

/** An instant as ISO 8601 text with an explicit offset; KeyDesk itself always writes UTC (`2026-11-22T20:04:38.000Z`). */
export const instantSchema = z.iso.datetime({ offset: true }).refine((text) => isInRange(Date.parse(text)), {
  message: 'The year in UTC is not one from 1 to 9999',
});

function isInRange(instant: number): boolean {
  return instant >= EARLIEST && instant <= LATEST;
}

/** One day in milliseconds. Only for durations: calendar days in a time zone can be an hour longer or shorter. */
export const DAY_MS = 24 * 60 * 60 * 1000;
