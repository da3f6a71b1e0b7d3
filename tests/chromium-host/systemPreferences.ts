import { strict } from './strict.ts';

/** Stands for Electron's `systemPreferences`. Chromium has no way to Touch ID, so it is never offered. */
export const systemPreferences = strict('systemPreferences', {
  canPromptTouchID: (): boolean => false,
  promptTouchID: (): Promise<void> => Promise.reject(new Error('The Chromium host cannot ask for Touch ID')),
});
