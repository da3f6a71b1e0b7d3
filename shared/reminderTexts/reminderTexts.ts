import type { Language } from '../model/language.ts';
import { reminderTextsEn } from './en.ts';
import { reminderTextsRu } from './ru.ts';

/** Texts of notifications and calendar files, which main writes itself. Names are plain text without line breaks. */
export interface ReminderTexts {
  /** Title of the notification about one key. @param days until its expiry; 0: today, below: it has expired. */
  readonly oneKey: (days: number) => string;
  /** Title of the notification about several keys. */
  readonly manyKeys: (count: number) => string;
  /** Body while KeyDesk is locked. */
  readonly locked: string;
  /** Says that no other key of the account works when this one expires. */
  readonly lastOfAccount: string;
  /** Says that the key is not in the list of the installation. */
  readonly notManaged: string;
  /** Introduces the names of accounts whose last valid key expires. */
  readonly lastOfAccounts: (names: string) => string;
  /** Introduces the names of keys that are not in the list of an installation. */
  readonly notManagedKeys: (names: string) => string;
  /** A name in a list, with the days until the expiry, as in {@link oneKey}. */
  readonly nameWithDays: (name: string, days: number) => string;
  /** A list of names of which some are left out. */
  readonly andMore: (names: string, more: number) => string;
  readonly testTitle: string;
  readonly testBody: string;
  /** Name of the calendar. */
  readonly calendar: string;
  /** Title of an event. */
  readonly event: (name: string) => string;
  /** Lines of the description of an event. */
  readonly eventUser: (username: string) => string;
  readonly eventToken: (shortToken: string) => string;
  readonly eventConnection: (name: string, address: string) => string;
  readonly eventExpires: (time: string) => string;
  readonly eventTask: string;
  readonly eventTaskNotManaged: string;
  readonly eventSuccessor: (time: string) => string;
  /** Name of the sample platform. */
  readonly sample: string;
}

/** Returns the texts of a language. */
export function reminderTexts(language: Language): ReminderTexts {
  return language === 'ru' ? reminderTextsRu : reminderTextsEn;
}

/** Formats an instant with its time, in the time zone of the system: `12 December 2026 at 15:00`. */
export function reminderDate(language: Language, instant: number): string {
  const locale = language === 'ru' ? 'ru-RU' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(instant);
}
