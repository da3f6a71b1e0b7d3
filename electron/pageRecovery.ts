import type { WebContents } from 'electron';
import { APP_URL, CRASH_PAGE_URL, LOAD_FAILURE_URL } from './ownPage.ts';
import type { Logger } from './ports.ts';

/** `net::ERR_ABORTED`: the navigation was superseded by another one. */
const ABORTED = -3;
/** Pages shown instead of the page of the window. */
const FALLBACK_PAGES: readonly string[] = [CRASH_PAGE_URL, LOAD_FAILURE_URL];

/** Options of {@link recoverPage}. */
export interface RecoveryOptions {
  readonly contents: Pick<WebContents, 'on' | 'getURL' | 'loadURL' | 'isDestroyed' | 'forcefullyCrashRenderer'>;
  readonly logger: Logger;
  /** Called when a fallback page cannot be shown either. */
  readonly giveUp: () => void;
}

/**
 * Keeps the window usable when its page crashes, hangs or cannot be loaded. After the first crash the page is reloaded,
 * since all state is in main; after the second, a page without scripts reports it and offers a link back. A page that
 * hangs is ended, and then handled as crashed. The window may be closed at any time; it is not used after that.
 */
export function recoverPage({ contents, logger, giveUp }: RecoveryOptions): void {
  let wasReloaded = false;
  /** Address being loaded after a crash; until it is loaded, `getURL` returns the crashed one. */
  let loading: string | null = null;
  const load = (url: string): void => {
    loading = url;
    // Electron emits the event before it has released the process.
    setImmediate(() => {
      if (!contents.isDestroyed()) {
        // Errors are handled in `did-fail-load`.
        contents.loadURL(url).catch(() => {});
      }
    });
  };
  contents.on('did-finish-load', () => {
    loading = null;
  });
  contents.on('did-fail-load', (_event, code, reason, url, isMainFrame) => {
    if (!isMainFrame || code === ABORTED) {
      return;
    }
    logger.error('The page could not be loaded', { url, code, reason });
    if (FALLBACK_PAGES.includes(url)) {
      giveUp();
    } else {
      load(LOAD_FAILURE_URL);
    }
  });
  contents.on('unresponsive', () => {
    if (!contents.isDestroyed()) {
      logger.error('The page does not respond and is ended');
      contents.forcefullyCrashRenderer();
    }
  });
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || contents.isDestroyed()) {
      return;
    }
    logger.error('The page has ended', { reason, exitCode });
    if (FALLBACK_PAGES.includes(loading ?? contents.getURL())) {
      giveUp();
    } else if (wasReloaded) {
      load(CRASH_PAGE_URL);
    } else {
      wasReloaded = true;
      load(APP_URL);
    }
  });
}
