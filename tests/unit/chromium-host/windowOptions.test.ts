import type { BrowserWindow } from 'electron';
import { expect, it } from 'vitest';
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

it('takes the options of the application', () => {
  expect(checkWindowOptions(options)).toEqual({ width: 1440, height: 900, preload: '/application/preload.cjs' });
});

it.each(preferenceNames)('rejects a window whose %s is missing or reversed', (name) => {
  const { [name]: value, ...others } = options.webPreferences;
  for (const webPreferences of [others, { ...others, [name]: value !== true }]) {
    expect(() => checkWindowOptions({ ...options, webPreferences })).toThrow(`'${name}' is not the hardened one`);
  }
});

it('rejects a preference, an option and a preload that it does not know', () => {
  const withPreferences = (more: object) => ({ ...options, webPreferences: { ...options.webPreferences, ...more } });
  expect(() => checkWindowOptions(withPreferences({ enableBlinkFeatures: 'X' }))).toThrow('enableBlinkFeatures');
  expect(() => checkWindowOptions(withPreferences({ preload: 'preload.cjs' }))).toThrow('absolute path');
  expect(() => checkWindowOptions({ ...options, kiosk: true })).toThrow("window option 'kiosk'");
});
