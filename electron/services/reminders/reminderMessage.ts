import type { Language } from '../../../shared/model/language.ts';
import { daysUntil } from '../../../shared/model/reminder.ts';
import { oneLine } from '../../../shared/oneLine.ts';
import { type ReminderTexts, reminderDate, reminderTexts } from '../../../shared/reminderTexts/reminderTexts.ts';
import type { DueReminder } from './dueReminders.ts';

/** Maximum number of names in a notification, and of characters of one name. */
const MAX_NAMES = 3;
const MAX_NAME_LENGTH = 60;

/** A due reminder and the connection of its key. */
export interface ConnectionReminder extends DueReminder {
  readonly connectionId: string;
  /** Empty for the sample platform. */
  readonly connectionName: string;
}

/**
 * Returns title and body of the one notification about reminders that are due: first the keys that are the last valid ones
 * of their accounts, those that expire first at the top. It contains no tokens.
 * @param isLocked then it contains the number only.
 */
export function reminderMessage(
  due: readonly ConnectionReminder[],
  language: Language,
  now: number,
  isLocked: boolean,
): { readonly title: string; readonly body: string } {
  const texts = reminderTexts(language);
  const [only, ...others] = due;
  const daysOf = ({ expiry }: DueReminder): number => (expiry <= now ? -1 : daysUntil(expiry, now));
  const title = only !== undefined && others.length === 0 ? texts.oneKey(daysOf(only)) : texts.manyKeys(due.length);
  if (isLocked) {
    return { title, body: texts.locked };
  }
  if (only !== undefined && others.length === 0) {
    const facts = [nameOf(only.name), connectionOf(only, texts), reminderDate(language, only.expiry)].join(' · ');
    return { title, body: `${only.key === null ? texts.notManaged : texts.lastOfAccount}\n${facts}` };
  }
  const isOneConnection = new Set(due.map(({ connectionId }) => connectionId)).size === 1;
  const named = (reminder: ConnectionReminder): string => {
    const place = isOneConnection ? '' : `, ${connectionOf(reminder, texts)}`;
    return texts.nameWithDays(`${nameOf(reminder.name)}${place}`, daysOf(reminder));
  };
  const sorted = [...due].sort((one, other) => one.expiry - other.expiry);
  const last = sorted.filter(({ key }) => key !== null);
  const notManaged = sorted.filter(({ key }) => key === null);
  const lineOf = (reminders: readonly ConnectionReminder[], maximum: number): string =>
    texts.andMore(reminders.slice(0, maximum).map(named).join(', '), Math.max(0, reminders.length - maximum));
  const reserved = notManaged.length === 0 ? 0 : 1;
  const lines = [
    ...(last.length === 0 ? [] : [texts.lastOfAccounts(lineOf(last, MAX_NAMES - reserved))]),
    ...(notManaged.length === 0
      ? []
      : [texts.notManagedKeys(lineOf(notManaged, Math.max(1, MAX_NAMES - last.length)))]),
    ...(isOneConnection && only !== undefined ? [connectionOf(only, texts)] : []),
  ];
  return { title, body: lines.join('\n') };
}

function connectionOf({ connectionName }: ConnectionReminder, texts: ReminderTexts): string {
  return connectionName === '' ? texts.sample : nameOf(connectionName);
}

function nameOf(name: string): string {
  const text = oneLine(name).trim();
  return text.length <= MAX_NAME_LENGTH ? text : `${[...text].slice(0, MAX_NAME_LENGTH - 1).join('')}…`;
}
