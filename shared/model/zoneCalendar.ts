import { DAY_MS } from './instant.ts';

/** The calendar of a time zone. */
export interface ZoneCalendar {
  /**
   * Returns the instant of a local time, in milliseconds since the epoch, UTC. As in `Date`: values out of range are carried over,
   * of a time that occurs twice it takes the first, and one that is skipped is counted with the offset before.
   * @param month 0 to 11.
   */
  readonly at: (year: number, month: number, day: number, hour?: number, minute?: number) => number;
  /** Whether the zone shows this local time at an instant. Parameters as of {@link at}. */
  readonly shows: (instant: number, year: number, month: number, day: number, hour?: number) => boolean;
}

/** The calendar of the time zone of the system. */
const SYSTEM_CALENDAR: ZoneCalendar = {
  at: (year, month, day, hour = 0, minute = 0) => new Date(year, month, day, hour, minute).getTime(),
  shows: (instant, year, month, day, hour) => {
    const date = new Date(instant);
    const isDay = date.getFullYear() === year && date.getMonth() === month && date.getDate() === day;
    return isDay && (hour === undefined || date.getHours() === hour);
  },
};

/** Returns the calendar of a time zone. @param timeZone a known IANA name; `null` for that of the system. */
export function calendarIn(timeZone: string | null): ZoneCalendar {
  if (timeZone === null) {
    return SYSTEM_CALENDAR;
  }
  const offsetAt = offsetsOf(timeZone);
  return {
    at: (year, month, day, hour = 0, minute = 0) => {
      const time = Date.UTC(year, month, day, hour, minute);
      const [before, after] = [offsetAt(time - DAY_MS), offsetAt(time + DAY_MS)];
      const found = [Math.max(before, after), Math.min(before, after)].find(
        (offset) => offsetAt(time - offset) === offset,
      );
      return time - (found ?? before);
    },
    shows: (instant, year, month, day, hour) => {
      const local = new Date(instant + offsetAt(instant));
      const isDay = local.getUTCFullYear() === year && local.getUTCMonth() === month && local.getUTCDate() === day;
      return isDay && (hour === undefined || local.getUTCHours() === hour);
    },
  };
}

/** Returns a function that gives the offset of a time zone from UTC at an instant, both in milliseconds. */
function offsetsOf(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  return (instant) => {
    const name = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = 0, minutes = 0, seconds = 0] = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name) ?? [];
    const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
    return sign === '-' ? -size : size;
  };
}
