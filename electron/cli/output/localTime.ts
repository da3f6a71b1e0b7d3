import type { Language } from '../../../shared/model/language.ts';

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', ru: 'ru-RU' };
const FIELDS: Readonly<Record<Language, Intl.DateTimeFormatOptions>> = {
  en: { day: '2-digit', month: 'short', year: 'numeric' },
  ru: { day: '2-digit', month: '2-digit', year: 'numeric' },
};

/** Returns a function that formats instants (ISO 8601) to the minute, in the time zone of the system. */
export function localTimes(language: Language): (instant: string) => string {
  const day = new Intl.DateTimeFormat(LOCALES[language], FIELDS[language]);
  const time = new Intl.DateTimeFormat(LOCALES[language], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return (instant) => {
    const date = new Date(instant);
    return `${day.format(date)} ${time.format(date)}`;
  };
}
