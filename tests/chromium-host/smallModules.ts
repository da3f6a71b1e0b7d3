import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { strict } from './strict.ts';

/** Implements Electron's `Menu`. Does nothing: a window of Chromium has no menu bar of the application. */
export const Menu = strict('Menu', {
  buildFromTemplate: (template: readonly object[]): object => strict('Menu', { items: template }),
  setApplicationMenu: (_menu: object | null): void => {},
});

/** Implements Electron's `shell`, as on Linux: with the program `xdg-open`, whose failure rejects. */
export const shell = strict('shell', {
  openExternal: async (url: string): Promise<void> => {
    await promisify(execFile)('xdg-open', [url]).catch(() => {
      throw new Error('Failed to open');
    });
  },
});

/** Implements Electron's `systemPreferences`. Touch ID is not available in Chromium. */
export const systemPreferences = strict('systemPreferences', {
  canPromptTouchID: (): boolean => false,
  promptTouchID: (): Promise<void> => Promise.reject(new Error('The Chromium host cannot ask for Touch ID')),
});
