import { z } from 'zod';

/** An instant as ISO 8601 text with an explicit offset; KeyDesk itself always writes UTC (`2026-11-22T20:04:38.000Z`). */
export const instantSchema = z.iso.datetime({ offset: true });

/** One day in milliseconds. Only for durations: calendar days in a time zone can be an hour longer or shorter. */
export const DAY_MS = 24 * 60 * 60 * 1000;
