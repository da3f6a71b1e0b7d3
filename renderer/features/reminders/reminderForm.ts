import { type ReminderDays, reminderDaysSchema } from '../../../shared/model/reminder.ts';

/** Returns the text of days, such as `30, 14, 3`; empty if there are none. */
export function textOfDays(days: ReminderDays): string {
  return days.join(', ');
}

/**
 * Returns the days of a text in descending order. Commas, semicolons or spaces separate them.
 * @returns `null` unless they are different whole numbers in the permitted range, and not too many.
 */
export function daysOfText(text: string): ReminderDays | null {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const numbers = parts.map((part) => (/^\d{1,9}$/.test(part) ? Number(part) : Number.NaN));
  const result = reminderDaysSchema.safeParse(numbers.sort((one, other) => other - one));
  return result.success ? result.data : null;
}
