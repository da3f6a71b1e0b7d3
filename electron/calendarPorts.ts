/** The port of calendar files; re-exported by `ports.ts`. */

/** An event of one day in a calendar file. */
export interface CalendarEvent {
  /** Identifies the event in every later file. */
  readonly uid: string;
  /** Day in the time zone of the system, `2026-12-28`. */
  readonly day: string;
  /** Higher in a later file whose event has changed. */
  readonly sequence: number;
  readonly summary: string;
  /** Lines are separated by a line feed. */
  readonly description: string;
  /** Days before the event on which the calendar program reminds of it. */
  readonly alarmDays: readonly number[];
}

/** A calendar file. */
interface Calendar {
  readonly name: string;
  readonly language: 'en' | 'ru';
  readonly events: readonly CalendarEvent[];
  /** When it was made, in milliseconds since the epoch, UTC. */
  readonly madeAt: number;
}

/** The format of calendar files: iCalendar, RFC 5545. */
export interface CalendarFormat {
  /** Returns the text of a file. */
  textOf(calendar: Calendar): string;
  /** Whether two texts hold the same events, whenever they were made. */
  isSame(one: string, other: string): boolean;
}
