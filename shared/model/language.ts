import type { LANGUAGES, Preferences } from './settings.ts';

/** A language of the interface. */
export type Language = (typeof LANGUAGES)[number];

/**
 * Returns the language of the window: the user's choice, else the first supported language of the operating system,
 * else English.
 * @param systemLanguages BCP 47 tags, best first.
 */
export function resolveLanguage(preference: Preferences['language'], systemLanguages: readonly string[]): Language {
  if (preference !== 'system') {
    return preference;
  }
  for (const tag of systemLanguages) {
    const primary = tag.toLowerCase().split('-')[0];
    if (primary === 'en' || primary === 'ru') {
      return primary;
    }
  }
  return 'en';
}
