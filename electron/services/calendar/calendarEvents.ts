import type { AdoptedKey } from '../../../shared/model/adoptedKey.ts';
import { successorsAmong } from '../../../shared/model/coverage.ts';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import type { Language } from '../../../shared/model/language.ts';
import { daysUntil, type ReminderDays } from '../../../shared/model/reminder.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import { oneLine } from '../../../shared/oneLine.ts';
import { reminderDate, reminderTexts } from '../../../shared/reminderTexts/reminderTexts.ts';
import type { CalendarEvent } from '../../ports.ts';
import { sha256 } from '../sha256.ts';

/** A connection, and what is known about its keys. */
export interface CalendarSource {
  readonly name: string;
  readonly address: string;
  /** Identifies the installation in the names of events: its address, which for the sample platform changes. */
  readonly installation: string;
  readonly listed: readonly AuthenticationKey[];
  readonly adopted: readonly (AdoptedKey & { readonly revision: number })[];
  readonly days: ReminderDays;
}

/**
 * Returns an event for each key that expires today or later, on the day of its expiry in the time zone of the system. Keys of
 * accounts that may not use the API are left out, and the event of a key with a valid successor has no alarms. Events
 * contain shortened tokens only.
 */
export function calendarEvents(source: CalendarSource, language: Language, now: number): CalendarEvent[] {
  const texts = reminderTexts(language);
  const successorOf = successorsAmong(source.listed, now);
  const place = texts.eventConnection(oneLine(source.name || texts.sample), source.address);
  const isAhead = (expirationDate: string): boolean => daysUntil(Date.parse(expirationDate), now) >= 0;
  const timeOf = (expirationDate: string): string => reminderDate(language, Date.parse(expirationDate));
  const listed = source.listed
    .filter((key) => key.accountProblem === null && isAhead(key.expirationDate))
    .map((key): CalendarEvent => {
      const successor = successorOf(key);
      return {
        uid: uidOf(source.installation, key.token),
        day: dayOf(key.expirationDate),
        sequence: key.version,
        summary: texts.event(oneLine(key.fullName || key.username)),
        description: [
          texts.eventUser(oneLine(key.username)),
          texts.eventToken(shortToken(key.token)),
          place,
          texts.eventExpires(timeOf(key.expirationDate)),
          successor === null ? texts.eventTask : texts.eventSuccessor(timeOf(successor.expirationDate)),
        ].join('\n'),
        alarmDays: successor === null ? source.days : [],
      };
    });
  const tokens = new Set(source.listed.map(({ token }) => token));
  const adopted = source.adopted.flatMap(({ token, label, expirationDate, revision }): CalendarEvent[] =>
    expirationDate === null || !isAhead(expirationDate) || tokens.has(token)
      ? []
      : [
          {
            uid: uidOf(source.installation, token),
            day: dayOf(expirationDate),
            sequence: revision,
            summary: texts.event(oneLine(label)),
            description: [
              texts.eventToken(shortToken(token)),
              place,
              texts.eventExpires(timeOf(expirationDate)),
              texts.eventTaskNotManaged,
            ].join('\n'),
            alarmDays: source.days,
          },
        ],
  );
  return [...listed, ...adopted].sort((one, other) => compare(one.day, other.day) || compare(one.uid, other.uid));
}

/** A digest, since a calendar may be read by others than a token. A token never names another key. */
function uidOf(installation: string, token: string): string {
  return `${sha256(`calendar\n${installation}\n${token.toLowerCase()}`)}@keydesk`;
}

/** The local day of an instant as `2026-12-28`. */
function dayOf(instant: string): string {
  const date = new Date(instant);
  const pad = (number: number, length: number): string => String(number).padStart(length, '0');
  return `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1, 2)}-${pad(date.getDate(), 2)}`;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
