import type { WebContents } from 'electron';
import { APP_URL, CRASH_PAGE_URL, LOAD_FAILURE_URL } from './ownPage.ts';
import type { Logger } from './ports.ts';

/** Code of a navigation that something else took the place of (`net::ERR_ABORTED`). */
const ABORTED = -3;
/** The pages that stand in for the one page. */
const STAND_INS: readonly string[] = [CRASH_PAGE_URL, LOAD_FAILURE_URL];

/** What recovering needs. */
export interface RecoveryOptions {
  readonly contents: Pick<WebContents, 'on' | 'getURL' | 'loadURL' | 'isDestroyed' | 'forcefullyCrashRenderer'>;
  readonly logger: Logger;
  /** Called when not even the page that stands in can be shown. */
  readonly giveUp: () => void;
}

/**
 * Keeps the window usable when its page crashes, hangs or cannot be loaded. All state lives in main, so the page is loaded again, once: a
 * second crash would only repeat, and a page without any script says so and offers the way back. A page that hangs is
 * ended first, which makes it one that crashed. The window may be closed at any moment; nothing is done to it after that.
 */
export function recoverPage({ contents, logger, giveUp }: RecoveryOptions): void {
  let wasReloaded = false;
  /** What is being loaded after a crash; until it is there, `getURL` still tells what crashed. */
  let loading: string | null = null;
  const load = (url: string): void => {
    loading = url;
    // Electron tells of the end while it is still letting go of the process.
    setImmediate(() => {
      if (!contents.isDestroyed()) {
        // A failure is told by `did-fail-load`.
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
    if (STAND_INS.includes(url)) {
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
    if (STAND_INS.includes(loading ?? contents.getURL())) {
      giveUp();
    } else if (wasReloaded) {
      load(CRASH_PAGE_URL);
    } else {
      wasReloaded = true;
      load(APP_URL);
    }
  });
}
