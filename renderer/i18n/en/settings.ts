/** Texts of the page "Settings". */
export const settings = {
  title: 'Settings',
  language: 'Language',
  languageText: 'The language of this window. “System” follows the operating system.',
  theme: 'Theme',
  themeText: 'The appearance of the window. “System” follows the operating system.',
  system: 'System',
  light: 'Light',
  dark: 'Dark',
  english: 'English',
  russian: 'Русский',
  about: 'About',
  version: 'KeyDesk {{version}}',
  aboutText: 'Desktop management of the API authentication keys of an enterprise platform.',
} as const;
