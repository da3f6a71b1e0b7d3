import type { settings as english } from '../en/settings.ts';
import type { Translated } from '../translated.ts';

/** Russian words of the page "Settings". */
export const settings = {
  title: 'Настройки',
  language: 'Язык',
  languageText: 'Язык этого окна. «Как в системе» — как в операционной системе.',
  theme: 'Тема',
  themeText: 'Вид окна. «Как в системе» — как в операционной системе.',
  system: 'Как в системе',
  light: 'Светлая',
  dark: 'Тёмная',
  english: 'English',
  russian: 'Русский',
  about: 'О программе',
  version: 'KeyDesk {{version}}',
  aboutText: 'Управление ключами аутентификации API корпоративной платформы с рабочего стола.',
} as const satisfies Translated<typeof english>;
