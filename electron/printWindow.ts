import type { BrowserWindow, Session } from 'electron';

/** The windows that print, which show nothing and are not those of the user. */
const printWindows = new WeakSet<object>();

/** Whether a window was created by {@link createPrintWindow}. */
export function isPrintWindow(window: object): boolean {
  return printWindows.has(window);
}

/**
 * Creates a hidden window that prints a document. Its page runs no scripts, has no preload, and shares neither cache nor
 * protocol handlers with the page of KeyDesk. The security options are an inline literal as in `window.ts`.
 */
export function createPrintWindow(Window: typeof BrowserWindow, session: Session): BrowserWindow {
  const window = new Window({
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
  printWindows.add(window);
  return window;
}
