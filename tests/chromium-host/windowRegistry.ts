import { EventEmitter } from 'node:events';

/** What the host uses of a window. */
export interface ClosableWindow {
  /** What the application gets. */
  readonly facade: object;
  /** Closes the window; resolves once its Chromium has ended. */
  end(): Promise<void>;
  /** Resizes the window, as its user would. @param size of the page, in CSS pixels. */
  resize(size: { readonly width: number; readonly height: number }): Promise<void>;
  isContentProtected(): boolean;
  isVisible(): boolean;
}

/** The open window, if any, and its events, with the contents or the window as the application gets them. */
class WindowRegistry extends EventEmitter<{
  'contents-created': [object];
  focused: [object];
  blurred: [object];
  'all-closed': [];
}> {
  window: ClosableWindow | null = null;
}

/** The registry of this process. Without it, the modules of `app` and `BrowserWindow` would import each other. */
export const windowRegistry = new WindowRegistry();
