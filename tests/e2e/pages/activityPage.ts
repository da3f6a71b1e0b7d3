import { expect, type Locator, type Page } from '@playwright/test';

/** The page "Activity" as a user reaches it: by role and accessible name. */
export class ActivityPage {
  readonly page: Page;
  readonly table: Locator;
  readonly search: Locator;
  readonly intact: Locator;

  constructor(page: Page) {
    this.page = page;
    this.table = page.getByRole('table', { name: 'Activity journal' });
    this.search = page.getByRole('searchbox', { name: 'Search the activity' });
    this.intact = page.getByText('Chain intact: nothing was removed or changed');
  }

  /** Goes to the page from wherever the window is. */
  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Activity' }).click();
    await expect(this.page.getByRole('heading', { name: 'Activity', level: 1 })).toBeVisible();
  }

  /** Number of entries in the list, the scrolled-out ones included. */
  async count(): Promise<number> {
    return Number(await this.table.getAttribute('aria-rowcount')) - 1;
  }

  /** The rows that hold a text, the newest first. */
  rows(text: string | RegExp): Locator {
    return this.table
      .getByRole('row')
      .filter({ has: this.page.getByRole('cell') })
      .filter({ hasText: text });
  }
}
