import type { Shell } from 'electron';
import type { Logger, OpenInBrowser } from '../../ports.ts';

/**
 * The browser of the operating system. Electron passes any URL on, also those that start programs or open files (Electron's
 * security checklist, point 15): only web pages are opened.
 */
export function electronBrowser(
  shell: Pick<Shell, 'openExternal'>,
  logger: Pick<Logger, 'warn' | 'error'>,
): OpenInBrowser {
  return async (url) => {
    const page = URL.parse(url);
    const isWebPage = page?.protocol === 'https:' || page?.protocol === 'http:';
    if (page === null || !isWebPage || page.username !== '' || page.password !== '') {
      logger.error('A URL that is no web page was not opened');
      return false;
    }
    try {
      await shell.openExternal(page.href);
      return true;
    } catch (error) {
      logger.warn('The system has opened no browser', { error: error instanceof Error ? error.name : 'unknown' });
      return false;
    }
  };
}
