import { useMemo } from 'react';
import type { Language } from '../../shared/model/language.ts';
import { currentZoneName } from '../../shared/model/zoneNames.ts';
import { useLanguage } from './language.ts';
import { useTimeZone } from './timeZone.ts';

/** Formats instants and durations in one language and one time zone. */
export interface Format {
  /** `16.02.2026 11:50` in Russian, `16 Feb 2026 11:50` in English: an unambiguous order of day and month. */
  readonly dateTime: (instant: string) => string;
  /** With seconds. */
  readonly exactDateTime: (instant: string) => string;
  /** Without the time. */
  readonly date: (instant: string) => string;
  /** Hours and minutes, 24-hour clock. */
  readonly time: (instant: string) => string;
  /** Present IANA name of the time zone, for example `Europe/Moscow`; its present offset if it has no name. */
  readonly zoneName: string;
  /** Offset of that zone at an instant, for example `UTC+3`. */
  readonly zoneOffset: (instant: string) => string;
  /**
   * Distance from now, past or future, rounded to one unit: `in 3 months`; `now` within a minute.
   * @param now milliseconds since the epoch.
   */
  readonly fromNow: (instant: string, now: number) => string;
  /** How long ago, in minutes, hours or days: `5 minutes ago`. @param elapsedMs milliseconds, at least a minute. */
  readonly ago: (elapsedMs: number) => string;
}

const MINUTE_MS = 60_000;
/**
 * Length of each unit in minutes, based on the mean Gregorian year, and the minutes from which it is used, largest
 * first: where the next smaller unit would be rounded up to it.
 */
const UNITS = [
  { unit: 'year', minutes: 525_949.2, from: 23.5 * 43_829.1 },
  { unit: 'month', minutes: 43_829.1, from: 2 * 43_829.1 },
  { unit: 'day', minutes: 1_440, from: 23.5 * 60 },
  { unit: 'hour', minutes: 60, from: 59.5 },
  { unit: 'minute', minutes: 1, from: 1 },
] as const;

/**
 * Creates a {@link Format}.
 * @param timeZone IANA name; `null` for the time of the operating system.
 */
export function createFormat(language: Language, timeZone: string | null = null): Format {
  const locale = language === 'ru' ? 'ru-RU' : 'en-GB';
  const zoned = timeZone === null ? {} : { timeZone };
  const month = language === 'ru' ? '2-digit' : 'short';
  const date = new Intl.DateTimeFormat(locale, { day: '2-digit', month, year: 'numeric', ...zoned });
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...zoned });
  const seconds = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', hourCycle: 'h23', ...zoned });
  const offset = new Intl.DateTimeFormat('en', { timeZoneName: 'shortOffset', ...zoned });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  const atOnce = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second');

  // The British "Sept" is longer than all other months and would misalign its column.
  const formatDate = (instant: string): string => date.format(new Date(instant)).replace('Sept', 'Sep');
  const formatTime = (instant: string): string => time.format(new Date(instant));
  const zoneOffset = (instant: string): string => {
    const parts = offset.formatToParts(new Date(instant));
    const shift = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
    return shift === 'GMT' ? 'UTC+0' : shift.replace('GMT', 'UTC');
  };
  return {
    date: formatDate,
    time: formatTime,
    dateTime: (instant) => `${formatDate(instant)} ${formatTime(instant)}`,
    exactDateTime: (instant) => `${formatDate(instant)} ${seconds.format(new Date(instant))}`,
    zoneName: timeZone === null ? zoneOffset(new Date().toISOString()) : currentZoneName(timeZone),
    zoneOffset,
    fromNow: (instant, now) => {
      const minutes = (Date.parse(instant) - now) / MINUTE_MS;
      const found = UNITS.find(({ from }) => Math.abs(minutes) >= from);
      if (found === undefined) {
        return atOnce;
      }
      const { unit, minutes: size } = found;
      // Remaining days are rounded up, as in the status of a key.
      const amount = unit === 'day' && minutes > 0 ? Math.ceil(minutes / size) : Math.round(minutes / size);
      return relative.format(amount, unit);
    },
    ago: (elapsedMs) => {
      const minutes = Math.floor(elapsedMs / MINUTE_MS);
      if (minutes < 60) {
        return relative.format(-minutes, 'minute');
      }
      const hours = Math.floor(minutes / 60);
      return hours < 24 ? relative.format(-hours, 'hour') : relative.format(-Math.floor(hours / 24), 'day');
    },
  };
}

/** The {@link Format} for the window's language and the system's time zone; updated when either changes. */
export function useFormat(): Format {
  const zone = useTimeZone();
  const language = useLanguage();
  return useMemo(() => createFormat(language, zone), [language, zone]);
}
