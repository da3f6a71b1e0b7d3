import type { BrowserWindow } from 'electron';
import { describe, expect, it } from 'vitest';
import { createWindow } from '../../../electron/window.ts';
import { checkWindowOptions } from '../../chromium-host/windowOptions.ts';

/** What the application really makes its window with. */
function captureOptions(): { webPreferences: Record<string, unknown> } & Record<string, unknown> {
  let captured: unknown;
  class Recorder {
    readonly webContents = { once: () => {} };
    constructor(options: unknown) {
      captured = options;
    }
    once(): void {}
    isDestroyed = () => true;
    async loadURL(): Promise<void> {}
  }
  createWindow({
    BrowserWindow: Recorder as unknown as typeof BrowserWindow,
    preload: '/application/preload.cjs',
    isPackaged: false,
    prefersDark: false,
  });
  return captured as ReturnType<typeof captureOptions>;
}

const options = captureOptions();
const preferenceNames = Object.keys(options.webPreferences).filter((name) => name !== 'preload');

describe('checkWindowOptions', () => {
  it('takes the options of the application', () => {
    expect(checkWindowOptions(options)).toEqual({ width: 1440, height: 900, preload: '/application/preload.cjs' });
  });

  it.each(preferenceNames)('refuses a window whose %s is turned round', (name) => {
    const webPreferences = { ...options.webPreferences, [name]: options.webPreferences[name] !== true };
    expect(() => checkWindowOptions({ ...options, webPreferences })).toThrow(`'${name}' is not the hardened one`);
  });

  it.each(preferenceNames)('refuses a window whose %s is left out', (name) => {
    const { [name]: _, ...webPreferences } = options.webPreferences;
    expect(() => checkWindowOptions({ ...options, webPreferences })).toThrow(`'${name}' is not the hardened one`);
  });

  it('refuses a preference, an option and a preload it does not know', () => {
    const withPreference = { ...options.webPreferences, enableBlinkFeatures: 'X' };
    expect(() => checkWindowOptions({ ...options, webPreferences: withPreference })).toThrow('enableBlinkFeatures');
    expect(() => checkWindowOptions({ ...options, kiosk: true })).toThrow("window option 'kiosk'");
    const relative = { ...options.webPreferences, preload: 'preload.cjs' };
    expect(() => checkWindowOptions({ ...options, webPreferences: relative })).toThrow('absolute path');
  });
});
