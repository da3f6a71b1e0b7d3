import type { settings as english } from '../en/settings.ts';
import type { Translated } from '../translated.ts';

/** Russian texts of the page "Settings". */
export const settings = {
  title: 'Настройки',
  language: 'Язык',
  languageText: 'Язык интерфейса. «Как в системе» — язык операционной системы.',
  theme: 'Тема',
  themeText: 'Оформление окна. «Как в системе» — оформление операционной системы.',
  system: 'Как в системе',
  light: 'Светлая',
  dark: 'Тёмная',
  english: 'English',
  russian: 'Русский',
  about: 'О программе',
  version: 'KeyDesk {{version}}',
  aboutText: 'Программа для управления ключами аутентификации API корпоративной платформы.',
} as const satisfies Translated<typeof english>;
