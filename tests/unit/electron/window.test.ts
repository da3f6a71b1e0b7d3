import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { createWindow } from '../../../electron/window.ts';

/** Records what a window is made with and what it is told to do. */
function recordWindow(isPackaged: boolean) {
  let options: BrowserWindowConstructorOptions | undefined;
  const loaded: string[] = [];
  class RecordedWindow {
    constructor(given: BrowserWindowConstructorOptions) {
      options = given;
    }
    once(): void {}
    show(): void {}
    async loadURL(url: string): Promise<void> {
      loaded.push(url);
    }
  }
  createWindow({
    BrowserWindow: RecordedWindow as unknown as typeof BrowserWindow,
    preload: '/app/preload.cjs',
    isPackaged,
    prefersDark: false,
  });
  return { options, loaded };
}

describe('the window', () => {
  it('is made with the hardened options and no other', () => {
    expect(recordWindow(true).options?.webPreferences).toEqual({
      preload: '/app/preload.cjs',
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
    });
  });

  it('has developer tools in development only', () => {
    expect(recordWindow(false).options?.webPreferences?.devTools).toBe(true);
  });

  it('loads our own page', () => {
    expect(recordWindow(false).loaded).toEqual(['app://bundle/index.html']);
  });
});
