import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { evidenceFolder } from './evidenceFolder.ts';

/** A secret key: 64 bytes in base64. */
const SECRET_KEY = /^[\w+/]{86}==$/;

/** Longest wait for the page to hide a revealed secret, in milliseconds. */
const MAX_HIDING_MS = 10_000;

/**
 * Appends the elements and the storage of a page to `page.html`, for the search for secrets at the end of the run. The page
 * loses the focus before, which hides a revealed secret. Password fields are left out. No-op if the page is closed.
 * @param startFolder folder of this start, absolute.
 */
export async function keepPage(page: Page, startFolder: string): Promise<void> {
  if (page.isClosed()) {
    return;
  }
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  // A secret that is still shown after this time is found by the search.
  await page
    .waitForFunction(() => !/[\w+/]{86}==/.test(document.body.textContent), null, {
      polling: 50,
      timeout: MAX_HIDING_MS,
    })
    .catch(() => {});
  const content = await page.evaluate(() => {
    const root = document.documentElement.cloneNode(true) as HTMLElement;
    for (const field of root.querySelectorAll('input[type="password"]')) {
      field.removeAttribute('value');
    }
    return [root.outerHTML, JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join('\n');
  });
  appendFileSync(join(startFolder, 'page.html'), `${content}\n`);
}

/** Registers a secret for the search at the end of the run. @param what names it in the report. */
export function searchFor(what: string, secret: string): void {
  appendFileSync(join(evidenceFolder(), 'secrets.jsonl'), `${JSON.stringify({ what, secret })}\n`, { mode: 0o600 });
}

/** Whether a text on the clipboard is a secret key. */
export function isSecretKey(text: string): boolean {
  return SECRET_KEY.test(text);
}
