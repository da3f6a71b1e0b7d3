import { EventEmitter } from 'node:events';

/** What the host itself needs of a window. */
export interface ClosableWindow {
  /** The window as the application sees it. */
  readonly facade: object;
  /** Ends the window and waits until its Chromium is gone. */
  end(): Promise<void>;
  /** Whether it is kept out of screen captures. */
  isContentProtected(): boolean;
  /** Whether it was shown. */
  isVisible(): boolean;
}

/** The one open window, if there is one. Emits `contents-created` (contents), `focused` (window), `blurred` (window) and `all-closed`. */
class WindowRegistry extends EventEmitter<{
  'contents-created': [object];
  focused: [object];
  blurred: [object];
  'all-closed': [];
}> {
  window: ClosableWindow | null = null;
}

/** The one registry of this process; it stands between `app` and `BrowserWindow`, which know each other in Electron. */
export const windowRegistry = new WindowRegistry();
