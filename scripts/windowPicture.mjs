import { setTimeout as delay } from 'node:timers/promises';

/** Time limit for the window to open, and for its keys to appear, in milliseconds. */
export const WINDOW_LIMIT_MS = 60_000;
/** A token in a row of the list, shortened in the middle. */
const SHOWN_TOKEN = /[0-9a-f]{4,}…[0-9a-f]{4,}/;

/**
 * Connects to the window of the running application over the DevTools protocol.
 * @param {string} browserAddress `ws:` address that the browser printed.
 * @returns {Promise<import('playwright').Page | null>} `null` if no window opened in time.
 * @throws {Error} if the browser cannot be reached.
 */
export async function findWindow(browserAddress) {
  const { chromium } = await import('playwright');
  // Leaves the window unchanged; Electron also rejects Playwright's settings for downloads.
  const browser = await chromium.connectOverCDP(browserAddress, { noDefaults: true });
  const pages = () => browser.contexts().flatMap((context) => context.pages());
  for (const limit = Date.now() + WINDOW_LIMIT_MS; Date.now() < limit; await delay(250)) {
    const window = pages().find((page) => page.url().includes('index.html'));
    if (window !== undefined) {
      return window;
    }
  }
  await browser.close();
  return null;
}

/**
 * Takes a screenshot of the window once its keys are shown, and disconnects from it.
 * @param {import('playwright').Page} window
 * @param {string} file absolute path of the PNG file to write.
 * @returns {Promise<{ isLoaded: boolean }>} false if no key appeared in time.
 */
export async function takeScreenshot(window, file) {
  const token = window.getByText(SHOWN_TOKEN).first();
  const isLoaded = await token.waitFor({ timeout: WINDOW_LIMIT_MS }).then(
    () => true,
    () => false,
  );
  await window.screenshot({ path: file });
  await window.context().browser()?.close();
  return { isLoaded };
}
