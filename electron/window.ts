import type { BrowserWindow } from 'electron';
import { APP_URL } from './ownPage.ts';
import { MINIMUM_SIZE, type WindowPlace } from './windowPlace.ts';

/** Time after which a window is shown even if its page is not ready, in milliseconds. */
export const SHOW_TIMEOUT_MS = 3_000;

/** Options of {@link createWindow}. */
export interface WindowOptions {
  /** Electron's class; injected for tests. */
  readonly BrowserWindow: typeof BrowserWindow;
  /** Absolute path of the compiled preload. */
  readonly preload: string;
  /** Whether the application is packaged, which disables the developer tools. */
  readonly isPackaged: boolean;
  readonly prefersDark: boolean;
  readonly place: WindowPlace;
}

/**
 * Creates the window. The security options are an inline literal, so that readers and static checkers find all of them
 * here; tests/unit/electron/window.test.ts compares them exactly.
 */
export function createWindow(options: WindowOptions): BrowserWindow {
  const { BrowserWindow, preload, isPackaged, prefersDark, place } = options;
  const window = new BrowserWindow({
    title: 'KeyDesk',
    width: place.width,
    height: place.height,
    ...place.position,
    // Below, the page scrolls.
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
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
  if (place.position !== null) {
    // Electron sizes a new window by the scale of the primary screen, even on a screen with another scale.
    window.setBounds({ width: place.width, height: place.height, ...place.position });
  }
  showWhenReady(window, place.isMaximized);
  // Errors are handled in `did-fail-load`, see pageRecovery.ts.
  window.loadURL(APP_URL).catch(() => {});
  return window;
}

/**
 * Shows a window without a blank flash if possible. On Wayland a hidden window may never paint, and a page that failed
 * to load does not paint either, so that `ready-to-show` alone may never be emitted.
 */
function showWhenReady(window: BrowserWindow, isMaximized: boolean): void {
  let isShown = false;
  const show = (): void => {
    clearTimeout(limit);
    if (!isShown && !window.isDestroyed()) {
      isShown = true;
      if (isMaximized) {
        window.maximize();
      }
      window.show();
    }
  };
  const limit = setTimeout(show, SHOW_TIMEOUT_MS);
  window.once('ready-to-show', show);
  window.webContents.once('did-finish-load', show);
  window.webContents.once('did-fail-load', show);
}
