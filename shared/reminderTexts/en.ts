import type { ReminderTexts } from './reminderTexts.ts';

const inDays = (days: number): string =>
  days < 0 ? 'expired' : days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`;

/** English texts of notifications and calendar files. */
export const reminderTextsEn: ReminderTexts = {
  oneKey: (days) => (days < 0 ? 'An API key has expired' : `An API key expires ${inDays(days)}`),
  manyKeys: (count) => `${count} API keys expire soon`,
  locked: 'Unlock KeyDesk to see more.',
  lastOfAccount: 'It is the last valid key of this account.',
  notManaged: 'The key is not managed here.',
  lastOfAccounts: (names) => `Last valid keys of their accounts: ${names}`,
  notManagedKeys: (names) => `Not managed here: ${names}`,
  nameWithDays: (name, days) => `${name} (${inDays(days)})`,
  andMore: (names, more) => (more === 0 ? names : `${names} and ${more} more`),
  testTitle: 'KeyDesk can remind you',
  testBody: 'Reminders about keys that expire look like this.',
  calendar: 'KeyDesk: expiry of API keys',
  event: (name) => `API key expires: ${name}`,
  eventUser: (username) => `User name: ${username}`,
  eventToken: (token) => `Token: ${token}`,
  eventConnection: (name, address) => `Connection: ${name} (${address})`,
  eventExpires: (time) => `Expires: ${time}`,
  eventTask: 'Replace the key or extend it in KeyDesk before it expires.',
  eventTaskNotManaged: 'The key is not managed here: ask its owner for a new one before it expires.',
  eventSuccessor: (time) => `Another key of this account is valid until ${time}.`,
  sample: 'Sample platform',
};
