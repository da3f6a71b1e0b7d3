import type { Page } from 'playwright';

/** Numbers of Chromium's net_error_list.h; others count as `ERR_FAILED`. */
const NUMBERS: Readonly<Record<string, number>> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_BLOCKED_BY_CLIENT: -20,
  ERR_INVALID_RESPONSE: -320,
  ERR_HTTP_RESPONSE_CODE_FAILURE: -379,
};

/** Time limit for Chromium's error page, in milliseconds. */
const ERROR_PAGE_LIMIT_MS = 2_000;

/** The error that `loadURL` rejects with, in Electron's form. */
export class LoadFailure extends Error {
  readonly code: string;
  readonly errno: number;
  readonly url: string;

  /** @param text Playwright's message, which contains the name of Chromium's error. @param url the real address. */
  constructor(text: string, url: string) {
    const isReplaced = text.includes('interrupted by another navigation');
    const code = isReplaced ? 'ERR_ABORTED' : (/net::(ERR_\w+)/.exec(text)?.[1] ?? 'ERR_FAILED');
    const errno = NUMBERS[code] ?? -2;
    super(`${code} (${errno}) loading '${url}'`);
    this.code = code;
    this.errno = errno;
    this.url = url;
  }

  /** Waits for Chromium's error page, which would otherwise replace what is loaded next. */
  async waitForErrorPage(page: Page): Promise<void> {
    if (this.code !== 'ERR_ABORTED') {
      await page.waitForURL(/^chrome-error:/, { timeout: ERROR_PAGE_LIMIT_MS }).catch(() => {});
    }
  }
}

/** Whether a page shows Chromium's error page, which Electron leaves empty. */
export function isErrorPage(page: Page): boolean {
  return page.url().startsWith('chrome-error:');
}
