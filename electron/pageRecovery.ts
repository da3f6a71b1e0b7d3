import type { WebContents } from 'electron';
import { APP_URL, CRASH_PAGE_URL } from './ownPage.ts';
import type { Logger } from './ports.ts';

/** What recovering needs. */
export interface RecoveryOptions {
  readonly contents: Pick<WebContents, 'on' | 'getURL' | 'loadURL' | 'forcefullyCrashRenderer'>;
  readonly logger: Logger;
  /** Called when not even the page about the crash can be shown. */
  readonly giveUp: () => void;
}

/**
 * Keeps the window usable when its page crashes or hangs. All state lives in main, so the page is loaded again, once: a
 * second crash would only repeat, and a page without any script says so and offers the way back. A page that hangs is
 * ended first, which makes it one that crashed.
 */
export function recoverPage({ contents, logger, giveUp }: RecoveryOptions): void {
  let wasReloaded = false;
  /** What is being loaded after a crash; until it is there, `getURL` still tells what crashed. */
  let loading: string | null = null;
  const load = (url: string): void => {
    loading = url;
    // Electron tells of the end while it is still letting go of the process.
    setImmediate(() => {
      contents.loadURL(url).catch((error: unknown) => logger.error('The page could not be loaded', { url, error }));
    });
  };
  contents.on('did-finish-load', () => {
    loading = null;
  });
  contents.on('unresponsive', () => {
    logger.error('The page does not respond and is ended');
    contents.forcefullyCrashRenderer();
  });
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') {
      return;
    }
    logger.error('The page has ended', { reason, exitCode });
    if ((loading ?? contents.getURL()) === CRASH_PAGE_URL) {
      giveUp();
    } else if (wasReloaded) {
      load(CRASH_PAGE_URL);
    } else {
      wasReloaded = true;
      load(APP_URL);
    }
  });
}
