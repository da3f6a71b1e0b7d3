import { isTimeZone } from './localTime.ts';

/** An instant as the clocks of another time zone show it. */
export interface TimeElsewhere {
  /** IANA name of that time zone. */
  readonly timeZone: string;
  /** Whether it is another day there. */
  readonly isOtherDay: boolean;
}

/**
 * Compares the clocks of two time zones at an instant.
 * @param instant ISO 8601.
 * @param here IANA name; `null` for the time zone of the system.
 * @param there IANA name; `null` if unknown.
 * @returns `null` if both clocks show the same then, also if the zones differ at other times, and if the other zone is unknown.
 */
export function timeElsewhere(instant: string, here: string | null, there: string | null): TimeElsewhere | null {
  if (there === null || !isTimeZone(there)) {
    return null;
  }
  const [dayHere, timeHere] = clockAt(instant, here);
  const [dayThere, timeThere] = clockAt(instant, there);
  const isOtherDay = dayHere !== dayThere;
  return isOtherDay || timeHere !== timeThere ? { timeZone: there, isOtherDay } : null;
}

/** Day and time on a clock, to the second. */
function clockAt(instant: string, timeZone: string | null): readonly [day: string, time: string] {
  const zoned = timeZone === null ? {} : { timeZone };
  const date = new Date(instant);
  return [
    date.toLocaleDateString('sv-SE', zoned),
    date.toLocaleTimeString('sv-SE', { timeStyle: 'medium', hourCycle: 'h23', ...zoned }),
  ];
}
