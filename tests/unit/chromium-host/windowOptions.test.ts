import type { BrowserWindow } from 'electron';
import { expect, it } from 'vitest';
import { createWindow } from '../../../electron/window.ts';
import { checkWindowOptions } from '../../chromium-host/windowOptions.ts';

/** What the application really makes its window with. */
function captureOptions(
  position: { x: number; y: number } | null = null,
): { webPreferences: Record<string, unknown> } & Record<string, unknown> {
  let captured: unknown;
  class Recorder {
    readonly webContents = { once: () => {} };
    constructor(options: unknown) {
      captured = options;
    }
    once(): void {}
    isDestroyed = () => true;
    setBounds(): void {}
    async loadURL(): Promise<void> {}
  }
  createWindow({
    BrowserWindow: Recorder as unknown as typeof BrowserWindow,
    preload: '/application/preload.cjs',
    isPackaged: false,
    prefersDark: false,
    place: { width: 1440, height: 900, position, isMaximized: false },
  });
  return captured as ReturnType<typeof captureOptions>;
}

const options = captureOptions();
const preferenceNames = Object.keys(options.webPreferences).filter((name) => name !== 'preload');

it('takes the options of the application', () => {
  const expected = { width: 1440, height: 900, position: null, preload: '/application/preload.cjs' };
  expect(checkWindowOptions(options)).toEqual(expected);
  const position = { x: -10, y: 20 };
  expect(checkWindowOptions(captureOptions(position))).toEqual({ ...expected, position });
  expect(() => checkWindowOptions({ ...options, x: 5 })).toThrow('needs x and y');
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
