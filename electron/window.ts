import type { BrowserWindow } from 'electron';
import { APP_URL } from './ownPage.ts';

/** After this time a window is shown whatever it has to show, in milliseconds. */
export const SHOW_LIMIT_MS = 3_000;

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
    // Small enough for a half of a small screen; the page scrolls and folds from there.
    minWidth: 640,
    minHeight: 400,
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
  showOnce(window);
  // What failed is told by `did-fail-load`, which pageRecovery.ts hears.
  window.loadURL(APP_URL).catch(() => {});
  return window;
}

/**
 * Shows a window without a flash of nothing where that can be had. On Wayland a hidden window may be given no frame, and
 * a page that failed to load paints none, so `ready-to-show` alone may never come.
 */
function showOnce(window: BrowserWindow): void {
  let isShown = false;
  const show = (): void => {
    clearTimeout(limit);
    if (!isShown && !window.isDestroyed()) {
      isShown = true;
      window.show();
    }
  };
  const limit = setTimeout(show, SHOW_LIMIT_MS);
  window.once('ready-to-show', show);
  window.webContents.once('did-finish-load', show);
  window.webContents.once('did-fail-load', show);
}
