import type { compare as english } from '../en/compare.ts';
import type { Translated } from '../translated.ts';

/** Russian texts of the page "Compare". */
export const compare = {
  menu: 'Сравнение',
  title: 'Сравнение подключений',
  intro:
    'Аккаунты сопоставляются по имени пользователя без учёта регистра. Сравнивается действующий ключ, который истекает последним; секретные ключи не сравниваются.',
  first: 'Первое подключение',
  second: 'Второе подключение',
  swap: 'Поменять подключения местами',
  differing_one: 'отличается {{count, number}} аккаунт',
  differing_few: 'отличаются {{count, number}} аккаунта',
  differing_many: 'отличаются {{count, number}} аккаунтов',
  differing_other: 'отличается {{count, number}} аккаунта',
  filters: 'Различия',
  filter: {
    differing: 'Все различия',
    onlyFirst: 'Только в «{{name}}»',
    onlySecond: 'Только в «{{name}}»',
    valid: 'Действует только в одном',
    expiry: 'Разный срок',
    none: 'Без различий',
  },
  difference: {
    onlyFirst: 'Только в «{{first}}»',
    onlySecond: 'Только в «{{second}}»',
    validFirst: 'Действует только в «{{first}}»',
    validSecond: 'Действует только в «{{second}}»',
    expiry: 'Разный срок',
    none: 'Без различий',
  },
  search: 'Поиск аккаунтов',
  searchPlaceholder: 'Полное имя или имя пользователя',
  clearSearch: 'Очистить поиск',
  table: 'Аккаунты обоих подключений',
  account: 'Аккаунт',
  outcome: 'Сравнение',
  noKey: 'Нет ключа',
  loading: 'Загружаются ключи «{{name}}»…',
  notLoaded: 'Не удалось загрузить ключи «{{name}}»',
  alone: {
    title: 'Подключение только одно',
    text: 'Чтобы сравнить ключи двух платформ, добавьте второе подключение.',
  },
  noDifference: {
    title: 'Различий нет',
    text: 'У каждого аккаунта в обоих подключениях есть действующий ключ с одним и тем же сроком либо такого ключа нет ни в одном.',
  },
  noMatch: {
    title: 'Аккаунты не найдены',
    text: 'Среди этих аккаунтов нет такого, который содержит все слова запроса.',
    action: 'Показать все различия',
  },
} as const satisfies Translated<typeof english>;
