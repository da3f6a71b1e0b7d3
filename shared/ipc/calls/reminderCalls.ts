import { z } from 'zod';
import { calendarStateSchema, savedCalendarSchema } from '../../model/calendar.ts';
import {
  notificationOutcomeSchema,
  openedReminderSchema,
  reminderDaysSchema,
  reminderStateSchema,
} from '../../model/reminder.ts';
import { connectionIdSchema, fileKindSchema, nothing } from './inputs.ts';

/** Calls about reminders of keys that expire, and calendar files with their expiries. */
export const reminderCalls = {
  'reminders:getState': { input: nothing, output: reminderStateSchema },
  /** Sets how many days before the expiry of a key of a connection reminders are due; none for an empty list. */
  'reminders:setDays': {
    input: z.strictObject({ connectionId: connectionIdSchema, days: reminderDaysSchema }),
    output: nothing,
  },
  /** Shows a notification that says what reminders look like. */
  'reminders:showTest': { input: nothing, output: z.object({ outcome: notificationOutcomeSchema }) },
  /** Returns once what the last clicked notification leads to. */
  'reminders:takeOpened': { input: nothing, output: openedReminderSchema.nullable() },
  /** Saves the expiries of a connection, or of all (`null`), to a file that the user chooses; `null` if cancelled. */
  'calendar:export': {
    input: fileKindSchema.extend({ connectionId: connectionIdSchema.nullable() }),
    output: z.object({ saved: savedCalendarSchema.nullable() }),
  },
  'calendar:getState': { input: nothing, output: calendarStateSchema },
  /** Asks for a folder and keeps a calendar file in it up to date, so that the window itself cannot name a file. */
  'calendar:keep': {
    input: z.strictObject({ connectionId: connectionIdSchema.nullable() }),
    output: calendarStateSchema,
  },
  /** Keeps the file up to date no longer; it stays as it is. */
  'calendar:stop': { input: nothing, output: calendarStateSchema },
};
