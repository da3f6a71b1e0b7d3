import { setTimeout as delay } from 'node:timers/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { type Day, dateFields } from '../../harness/dateFields.ts';

/** Longest wait for the first list in milliseconds, which includes the start of the sample platform. */
const LIST_LIMIT_MS = 45_000;

/** The page "Authentication keys" and its dialogs, accessed by role and accessible name. */
export class KeysPage {
  readonly page: Page;
  readonly grid: Locator;
  readonly newKey: Locator;
  readonly properties: Locator;
  readonly confirmation: Locator;

  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole('grid', { name: 'Authentication keys' });
    this.newKey = page.getByRole('dialog', { name: 'New key' });
    this.properties = page.getByRole('dialog', { name: 'Key properties' });
    this.confirmation = page.getByRole('dialog', { name: 'Delete keys' });
  }

  /** Waits until the list is shown. */
  async waitForList(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: 'Authentication keys' })).toBeVisible();
    await expect(this.grid.getByRole('row').nth(1)).toBeVisible({ timeout: LIST_LIMIT_MS });
  }

  /** Number of keys in the list, including those scrolled out of view. */
  async count(): Promise<number> {
    return Number(await this.grid.getAttribute('aria-rowcount')) - 1;
  }

  /** The rows that show a token. */
  row(token: string): Locator {
    return this.grid.getByRole('row').filter({ hasText: `${token.slice(0, 8)}…${token.slice(-4)}` });
  }

  /** Fetches the complete list again and waits for the end. @param limit longest wait in milliseconds. */
  async refresh(limit: { readonly timeout: number }): Promise<void> {
    const button = this.page.getByRole('button', { name: 'Refresh', exact: true });
    await button.click();
    // The window shows the start a moment later.
    await delay(100);
    await expect(button).toHaveAttribute('aria-disabled', 'false', limit);
  }

  /** Creates a key for the first account that the search offers; leaves "Key properties" open. */
  async create(account: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Create', exact: true }).click();
    await this.newKey.getByRole('combobox', { name: 'User name' }).fill(account);
    await this.page.getByRole('option', { name: account }).first().click();
    await this.newKey.getByRole('button', { name: 'Save' }).click();
    await expect(this.properties).toBeVisible();
  }

  /** Selects the rows of these tokens and deletes them. */
  async delete(tokens: readonly string[]): Promise<void> {
    for (const token of tokens) {
      await this.row(token).getByRole('checkbox').click();
    }
    await this.page.getByRole('button', { name: 'Delete', exact: true }).click();
    await this.confirmDeletion(tokens.length);
    await expect(this.confirmation).toBeHidden();
  }

  /** Types what the open dialog asks for, if anything, and starts the deletion. */
  async confirmDeletion(count: number): Promise<void> {
    await expect(this.confirmation).toBeVisible();
    const label = this.confirmation.locator('label');
    const text = (await label.isVisible()) ? ((await label.textContent()) ?? '') : '';
    const wanted = /^Type (?:the user name )?\p{Format}?(.+?)\p{Format}? to confirm$/u.exec(text)?.[1];
    if (wanted !== undefined) {
      await this.confirmation.getByRole('textbox').fill(wanted);
    }
    const name = count === 1 ? 'Delete 1 key' : `Delete ${count.toLocaleString('en')} keys`;
    await this.confirmation.getByRole('button', { name, exact: true }).click();
  }

  /** Selects the rows from one to another with Shift; they count from 1. */
  async selectRows(first: number, last: number): Promise<void> {
    for (const row of [first, last]) {
      await this.grid.evaluate((grid, wanted) => {
        const rows = Number(grid.getAttribute('aria-rowcount'));
        grid.scrollTop = (wanted / rows) * grid.scrollHeight - grid.clientHeight / 2;
      }, row);
      const box = this.grid.locator(`[aria-rowindex="${row + 1}"]`).getByRole('checkbox');
      await box.click(row === first ? {} : { modifiers: ['Shift'] });
    }
  }

  /** Copies the token of the open key, and returns it from the clipboard. */
  async copyToken(readClipboard: () => Promise<string>): Promise<string> {
    // The clipboard may still contain the token of another key.
    const token = (await this.properties.getByText(/^[\da-f]{32}$/).textContent()) ?? '';
    await this.properties.getByRole('button', { name: 'Copy token' }).click();
    await expect.poll(readClipboard).toBe(token);
    return token;
  }

  /** Copies the secret of the open key, and returns it from the clipboard. */
  async copySecret(readClipboard: () => Promise<string>): Promise<string> {
    await this.properties.getByRole('button', { name: 'Copy secret' }).click();
    await expect.poll(readClipboard).toMatch(/^[\w+/]{86}==$/);
    return readClipboard();
  }

  /** Changes the expiry of the open key and saves it. */
  async saveExpiry(day: Day): Promise<void> {
    for (const [part, text] of dateFields(day)) {
      await this.properties.getByRole('group', { name: 'Expires' }).getByRole('spinbutton', { name: part }).click();
      await this.page.keyboard.type(text);
    }
    await this.properties.getByRole('button', { name: 'Save' }).click();
  }

  async closeProperties(): Promise<void> {
    await this.properties.getByRole('button', { name: 'Close' }).click();
    await expect(this.properties).toBeHidden();
  }
}
