import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { evidenceFolder } from './evidenceFolder.ts';

/** What the clipboard holds after a secret key was copied: 64 bytes in base64. */
const SECRET_KEY = /^[\w+/]{86}==$/;

/** What one start of the application showed, kept for the search for secrets at the end of the run. */
export class StartEvidence {
  private readonly folder: string;
  private readonly page: Page;
  private pages = 0;

  /** @param folder of this start, absolute. */
  constructor(folder: string, page: Page) {
    this.folder = folder;
    this.page = page;
  }

  /** Writes down what the page holds now: its elements, and what it has stored. Nothing when it is gone. */
  async keepPage(): Promise<void> {
    if (this.page.isClosed()) {
      return;
    }
    const content = await this.page.evaluate(() =>
      [document.documentElement.outerHTML, JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join('\n'),
    );
    this.pages += 1;
    writeFileSync(join(this.folder, `page-${this.pages}.html`), content);
  }
}

/** Has a secret searched for at the end of the run. @param what says which it is; shown in place of it. */
export function searchFor(what: string, secret: string): void {
  appendFileSync(join(evidenceFolder(), 'secrets.jsonl'), `${JSON.stringify({ what, secret })}\n`, { mode: 0o600 });
}

/** Whether a text on the clipboard is a secret key. */
export function isSecretKey(text: string): boolean {
  return SECRET_KEY.test(text);
}
