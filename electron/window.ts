import type { BrowserWindow } from 'electron';
import { APP_URL } from './ownPage.ts';

/** What the window needs to know. */
export interface WindowOptions {
  /** Electron's own class; handed in so that tests can record what the window was made with. */
  readonly BrowserWindow: typeof BrowserWindow;
  /** Absolute path of the compiled preload. */
  readonly preload: string;
  /** Whether this is a packaged application, where developer tools are off. */
  readonly isPackaged: boolean;
  readonly prefersDark: boolean;
}

/**
 * Creates the one window. The security options are an inline literal on purpose: readers and checkers find every one
 * in this place, and tests/unit/electron/window.test.ts compares them as a whole.
 */
export function createWindow({ BrowserWindow, preload, isPackaged, prefersDark }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    title: 'KeyDesk',
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    backgroundColor: prefersDark ? '#101318' : '#f6f7f9',
    webPreferences: {
      preload,
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
      devTools: !isPackaged,
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(APP_URL);
  return window;
}
