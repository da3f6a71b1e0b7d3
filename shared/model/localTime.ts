import { z } from 'zod';

/** A date and time without an offset, to the millisecond: `2026-11-27T10:00:00.123`. Sorts as the times do. */
export const localTimeSchema = z.iso.datetime({ local: true, precision: 3 });

/** IANA name of a time zone that this computer knows. */
export const timeZoneSchema = z.string().min(1).max(64).refine(isTimeZone, { message: 'Not a known time zone' });

/** Whether this computer knows a time zone. @param name IANA name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Returns a function that converts local times, see {@link localTimeSchema}, to instants in ISO 8601 in UTC. Of a time that
 * occurs twice when the clocks are set back it takes the first; a time that is skipped is counted with the offset before.
 * @param timeZone a time zone that {@link isTimeZone}.
 */
export function instantsOf(timeZone: string): (localTime: string) => string {
  // The Swedish notation is that of ISO 8601 with a space.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const offsetAt = (time: number): number => {
    const second = Math.floor(time / 1000) * 1000;
    return Date.parse(`${format.format(second).replace(' ', 'T')}Z`) - second;
  };
  return (localTime) => {
    const time = Date.parse(`${localTime}Z`);
    const before = offsetAt(time - DAY_MS);
    const after = offsetAt(time + DAY_MS);
    const isOf = (offset: number): boolean => offsetAt(time - offset) === offset;
    const offset = [Math.max(before, after), Math.min(before, after)].find(isOf) ?? before;
    return new Date(time - offset).toISOString();
  };
}
