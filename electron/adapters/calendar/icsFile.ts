import { ICalAlarmType, ICalCalendar, ICalEventTransparency } from 'ical-generator';
import { DAY_MS } from '../../../shared/model/instant.ts';
import type { CalendarEvent, CalendarFormat } from '../../ports.ts';

/** Alarms of a day ring at this hour: a reminder at midnight would wake people or be missed. */
const ALARM_HOUR = 9;
const HOUR_S = 3_600;

/** Lines that tell when a file was made. */
const STAMPS = /^(?:DTSTAMP|LAST-MODIFIED):.*\r\n/gm;

/**
 * Calendar files in the format iCalendar (RFC 5545). Every event and alarm is complete, even where the format demands
 * less: calendar programs drop or misread those that lack a summary, a stamp or the text of an alarm. Lines are folded
 * between characters, since some programs damage a character that is folded inside.
 */
export const icsFormat: CalendarFormat = {
  textOf({ name, language, events, madeAt }) {
    const calendar = new ICalCalendar({
      name,
      prodId: { company: 'KeyDesk', product: 'Expiry', language: language.toUpperCase() },
    });
    for (const event of events) {
      add(calendar, event, new Date(madeAt));
    }
    return `${calendar.toString()}\r\n`;
  },
  isSame: (one, other) => one.replaceAll(STAMPS, '') === other.replaceAll(STAMPS, ''),
};

function add(calendar: ICalCalendar, event: CalendarEvent, stamp: Date): void {
  const { uid, day, sequence, summary, description, alarmDays } = event;
  calendar
    .createEvent({
      id: uid,
      sequence,
      stamp,
      lastModified: stamp,
      allDay: true,
      // Days as texts: of a `Date` without time zone the library takes the day in UTC.
      start: day,
      end: nextDay(day),
      summary,
      description,
      transparency: ICalEventTransparency.TRANSPARENT,
    })
    .alarms(
      alarmDays.map((days) => ({
        type: ICalAlarmType.display,
        trigger: (days * 24 - ALARM_HOUR) * HOUR_S,
        description: summary,
      })),
    );
}

function nextDay(day: string): string {
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
}
