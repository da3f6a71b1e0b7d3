import type { BrowserWindow, BrowserWindowConstructorOptions, Session } from 'electron';
import { expect, it } from 'vitest';
import { liveWindows } from '../../../electron/liveWindows.ts';
import { createPrintWindow, isPrintWindow } from '../../../electron/printWindow.ts';
import { isPrintWindow as isAcceptedByHost } from '../../chromium-host/printWindow.ts';

class Recorder {
  readonly options: BrowserWindowConstructorOptions;
  readonly webContents = { isDestroyed: () => false };
  constructor(options: BrowserWindowConstructorOptions) {
    this.options = options;
  }
  isDestroyed(): boolean {
    return false;
  }
}

const session = {} as Session;
const create = () => createPrintWindow(Recorder as unknown as typeof BrowserWindow, session) as unknown as Recorder;

it('is hidden, and its page runs no scripts and has no preload', () => {
  expect(create().options).toEqual({
    show: false,
    webPreferences: {
      session,
      javascript: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      spellcheck: false,
      devTools: false,
    },
  });
});

it('is none of the windows of the user, which get events and may call main', () => {
  const own = new Recorder({}) as unknown as BrowserWindow;
  const printing = create() as unknown as BrowserWindow;
  expect(liveWindows({ getAllWindows: () => [printing, own] })).toEqual([own]);
  expect([own, printing].map(isPrintWindow)).toEqual([false, true]);
});

it('is accepted by the Chromium host only with exactly these options', () => {
  const { options } = create();
  const given = options as unknown as Record<string, unknown>;
  expect(isAcceptedByHost(given)).toBe(true);
  const changed = (change: object) => () =>
    isAcceptedByHost({ ...given, webPreferences: { ...options.webPreferences, ...change } });
  expect(changed({ javascript: true })()).toBe(false);
  expect(changed({ sandbox: false })).toThrow('not the hardened ones');
  expect(changed({ preload: '/preload.cjs' })).toThrow('not the hardened ones');
  expect(changed({ session: undefined })).toThrow('a session of its own');
  expect(() => isAcceptedByHost({ ...given, show: true })).toThrow('hidden');
});
