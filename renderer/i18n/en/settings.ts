/** Words of the page "Settings". */
export const settings = {
  title: 'Settings',
  language: 'Language',
  languageText: 'The language of this window. “System” follows the operating system.',
  theme: 'Theme',
  themeText: 'How the window looks. “System” follows the operating system.',
  system: 'System',
  light: 'Light',
  dark: 'Dark',
  english: 'English',
  russian: 'Русский',
  about: 'About',
  version: 'KeyDesk {{version}}',
  aboutText: 'Manages the API authentication keys of an enterprise platform from the desktop.',
} as const;
