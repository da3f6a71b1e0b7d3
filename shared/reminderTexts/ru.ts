import type { ReminderTexts } from './reminderTexts.ts';

const rules = new Intl.PluralRules('ru');

/** A number with the form of the noun that goes with it. */
function counted(count: number, one: string, few: string, many: string): string {
  const rule = rules.select(count);
  return `${count} ${rule === 'one' ? one : rule === 'few' ? few : many}`;
}

const inDays = (days: number): string =>
  days < 0 ? 'истёк' : days === 0 ? 'сегодня' : days === 1 ? 'завтра' : `через ${counted(days, 'день', 'дня', 'дней')}`;

/** Russian texts of notifications and calendar files. */
export const reminderTextsRu: ReminderTexts = {
  oneKey: (days) => (days < 0 ? 'Срок действия ключа API истёк' : `Срок действия ключа API истекает ${inDays(days)}`),
  manyKeys: (count) => `Скоро истекает срок действия ${counted(count, 'ключа', 'ключей', 'ключей')} API`,
  locked: 'Подробности — после разблокировки KeyDesk.',
  lastOfAccount: 'Это последний действующий ключ аккаунта.',
  notManaged: 'Ключ добавлен вручную.',
  lastOfAccounts: (names) => `Последние действующие ключи аккаунтов: ${names}`,
  notManagedKeys: (names) => `Добавлены вручную: ${names}`,
  nameWithDays: (name, days) => `${name} (${inDays(days)})`,
  andMore: (names, more) => (more === 0 ? names : `${names} и ещё ${more}`),
  testTitle: 'KeyDesk может присылать напоминания',
  testBody: 'Так выглядят напоминания о ключах, срок действия которых истекает.',
  calendar: 'KeyDesk: сроки действия ключей API',
  event: (name) => `Истекает срок действия ключа API: ${name}`,
  eventUser: (username) => `Имя пользователя: ${username}`,
  eventToken: (token) => `Токен: ${token}`,
  eventConnection: (name, address) => `Подключение: ${name} (${address})`,
  eventExpires: (time) => `Срок действия истекает: ${time}`,
  eventTask: 'До этого времени замените ключ или продлите его в KeyDesk.',
  eventTaskNotManaged: 'Ключ добавлен вручную: до этого времени получите новый у его владельца.',
  eventSuccessor: (time) => `У аккаунта есть другой ключ, он действует до ${time}.`,
  sample: 'Демонстрационная платформа',
};
