import { strict } from './strict.ts';

/** Implements Electron's `Menu`. Does nothing: a window of Chromium has no menu bar of the application. */
export const Menu = strict('Menu', {
  buildFromTemplate: (template: readonly object[]): object => strict('Menu', { items: template }),
  setApplicationMenu: (_menu: object | null): void => {},
});

/** Implements Electron's `shell`. KeyDesk opens nothing outside; only electron-store imports the name. */
export const shell = strict('shell', {});

/** Implements Electron's `systemPreferences`. Touch ID is not available in Chromium. */
export const systemPreferences = strict('systemPreferences', {
  canPromptTouchID: (): boolean => false,
  promptTouchID: (): Promise<void> => Promise.reject(new Error('The Chromium host cannot ask for Touch ID')),
});
