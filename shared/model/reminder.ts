import { z } from 'zod';
import { DAY_MS } from './instant.ts';

/** Limits of the number of days before an expiry on which a reminder is due. */
export const REMINDER_DAYS = { minimum: 1, maximum: 365 } as const;
/** Maximum number of reminders of a key. */
export const MAX_REMINDERS = 5;

/** Days before the expiry of a key on which reminders of a connection are due; empty: none. */
export const reminderDaysSchema = z
  .array(z.int().min(REMINDER_DAYS.minimum).max(REMINDER_DAYS.maximum))
  .max(MAX_REMINDERS)
  .refine((days) => new Set(days).size === days.length, { error: 'twice' });
/** Days before the expiry of a key on which reminders of a connection are due. */
export type ReminderDays = readonly number[];

/** The reminders of a connection that the user has not changed. */
export const DEFAULT_REMINDER_DAYS: ReminderDays = [30, 14, 3];

/**
 * What became of a notification. `notSupported`: this system has none; `failed`: the system did not confirm that it was
 * shown.
 */
export const notificationOutcomeSchema = z.enum(['shown', 'notSupported', 'failed']);
/** What became of a notification. */
export type NotificationOutcome = z.infer<typeof notificationOutcomeSchema>;

/** State of the reminders. */
export const reminderStateSchema = z.object({
  /** By connection id: the days of each connection, in descending order. */
  days: z.record(z.string(), reminderDaysSchema),
  /** What became of the last notification of this run; `null` before the first. */
  lastOutcome: notificationOutcomeSchema.nullable(),
});
/** State of the reminders. */
export type ReminderState = Readonly<z.infer<typeof reminderStateSchema>>;

/** What a clicked notification leads to: the page "Expiry" of a connection; `null` for the current connection. */
export const openedReminderSchema = z.object({ connectionId: z.string().nullable() });
/** What a clicked notification leads to. */
export type OpenedReminder = Readonly<z.infer<typeof openedReminderSchema>>;

/**
 * The instant of the reminder so many days before an expiry: by the calendar of the time zone of the system, at the time
 * of day of the expiry, or the next one that exists where a change of the clocks skips it.
 * @param expiry milliseconds since the epoch, like the result.
 */
export function reminderTime(expiry: number, days: number): number {
  const time = new Date(expiry);
  time.setDate(time.getDate() - days);
  return time.getTime();
}

/**
 * The reminder nearest to an expiry that is due or past, in days before it; `null` if none is.
 * @param created when the key was created: a reminder from before that is none.
 * @param now milliseconds since the epoch, like the others.
 */
export function nearestReminder(days: ReminderDays, expiry: number, created: number, now: number): number | null {
  const due = days.filter((each) => {
    const time = reminderTime(expiry, each);
    return time <= now && time > created;
  });
  return due.length === 0 ? null : Math.min(...due);
}

/** Number of days from today to the day of an instant, by the calendar of the time zone of the system. */
export function daysUntil(instant: number, now: number): number {
  return Math.round((startOfDay(instant) - startOfDay(now)) / DAY_MS);
}

/** The local day of an instant as a day in UTC, where every day has 24 hours. */
function startOfDay(instant: number): number {
  const date = new Date(instant);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
}
