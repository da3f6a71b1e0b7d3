import { createInstance, type i18n, type TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../shared/model/language.ts';
import { activity } from './en/activity.ts';
import { adopted } from './en/adopted.ts';
import { app } from './en/app.ts';
import { bulk } from './en/bulk.ts';
import { compare } from './en/compare.ts';
import { connections } from './en/connections.ts';
import { connectionTest } from './en/connectionTest.ts';
import { doctor } from './en/doctor.ts';
import { errors } from './en/errors.ts';
import { expiry } from './en/expiry.ts';
import { handOver } from './en/handOver.ts';
import { hygiene } from './en/hygiene.ts';
import { incident } from './en/incident.ts';
import { installation } from './en/installation.ts';
import { keychain } from './en/keychain.ts';
import { keys } from './en/keys.ts';
import { keyTest } from './en/keyTest.ts';
import { lastUse } from './en/lastUse.ts';
import { notes } from './en/notes.ts';
import { protectedFile } from './en/protectedFile.ts';
import { reminders } from './en/reminders.ts';
import { rotation } from './en/rotation.ts';
import { search } from './en/search.ts';
import { settings } from './en/settings.ts';
import { tables } from './en/tables.ts';
import { trust } from './en/trust.ts';
import { usage } from './en/usage.ts';
import { activity as russianActivity } from './ru/activity.ts';
import { adopted as russianAdopted } from './ru/adopted.ts';
import { app as russianApp } from './ru/app.ts';
import { bulk as russianBulk } from './ru/bulk.ts';
import { compare as russianCompare } from './ru/compare.ts';
import { connections as russianConnections } from './ru/connections.ts';
import { connectionTest as russianConnectionTest } from './ru/connectionTest.ts';
import { doctor as russianDoctor } from './ru/doctor.ts';
import { errors as russianErrors } from './ru/errors.ts';
import { expiry as russianExpiry } from './ru/expiry.ts';
import { handOver as russianHandOver } from './ru/handOver.ts';
import { hygiene as russianHygiene } from './ru/hygiene.ts';
import { incident as russianIncident } from './ru/incident.ts';
import { installation as russianInstallation } from './ru/installation.ts';
import { keychain as russianKeychain } from './ru/keychain.ts';
import { keys as russianKeys } from './ru/keys.ts';
import { keyTest as russianKeyTest } from './ru/keyTest.ts';
import { lastUse as russianLastUse } from './ru/lastUse.ts';
import { notes as russianNotes } from './ru/notes.ts';
import { protectedFile as russianProtectedFile } from './ru/protectedFile.ts';
import { reminders as russianReminders } from './ru/reminders.ts';
import { rotation as russianRotation } from './ru/rotation.ts';
import { search as russianSearch } from './ru/search.ts';
import { settings as russianSettings } from './ru/settings.ts';
import { tables as russianTables } from './ru/tables.ts';
import { trust as russianTrust } from './ru/trust.ts';
import { usage as russianUsage } from './ru/usage.ts';

/** The English texts, which also define the type of every key. */
export const english = {
  app,
  keys,
  keyTest,
  notes,
  adopted,
  handOver,
  protectedFile,
  bulk,
  rotation,
  search,
  keychain,
  connections,
  connectionTest,
  installation,
  compare,
  activity,
  settings,
  tables,
  trust,
  doctor,
  usage,
  lastUse,
  expiry,
  reminders,
  hygiene,
  incident,
  errors,
} as const;
/** The Russian texts, with the same keys. */
export const russian = {
  app: russianApp,
  keys: russianKeys,
  keyTest: russianKeyTest,
  notes: russianNotes,
  adopted: russianAdopted,
  handOver: russianHandOver,
  protectedFile: russianProtectedFile,
  bulk: russianBulk,
  rotation: russianRotation,
  search: russianSearch,
  keychain: russianKeychain,
  connections: russianConnections,
  connectionTest: russianConnectionTest,
  installation: russianInstallation,
  compare: russianCompare,
  activity: russianActivity,
  settings: russianSettings,
  tables: russianTables,
  trust: russianTrust,
  doctor: russianDoctor,
  usage: russianUsage,
  lastUse: russianLastUse,
  expiry: russianExpiry,
  reminders: russianReminders,
  hygiene: russianHygiene,
  incident: russianIncident,
  errors: russianErrors,
} as const;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof english };
  }
}

/** Function that returns the text of a key in the chosen language. */
export type Translate = TFunction<'translation'>;

/**
 * Creates the translations in one language. All texts are bundled, so the instance is ready at once. Its
 * `changeLanguage` switches the language.
 */
export function createTranslations(language: Language): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: english }, ru: { translation: russian } },
    // React escapes already; escaping twice would show entities.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
}
