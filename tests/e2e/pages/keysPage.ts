import { setTimeout as delay } from 'node:timers/promises';
import { expect, type Locator, type Page } from '@playwright/test';

/** A day of the calendar; `month` counts from 1. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Longest wait for the first list, in milliseconds: the sample platform and the keychain start for it. */
const LIST_LIMIT_MS = 45_000;

/** The page "Authentication keys" and its dialogs as a user reaches them: by role and accessible name. */
export class KeysPage {
  readonly page: Page;
  readonly grid: Locator;
  readonly search: Locator;
  readonly newKey: Locator;
  readonly properties: Locator;
  readonly confirmation: Locator;
  readonly disableDialog: Locator;
  readonly expiry: Locator;

  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole('grid', { name: 'Authentication keys' });
    this.search = page.getByRole('combobox', { name: 'Search keys' });
    this.newKey = page.getByRole('dialog', { name: 'New key' });
    this.properties = page.getByRole('dialog', { name: 'Key properties' });
    this.confirmation = page.getByRole('dialog', { name: 'Delete keys' });
    this.disableDialog = page.getByRole('dialog', { name: 'Disable keys' });
    this.expiry = page.getByRole('dialog', { name: 'Set expiry of keys' });
  }

  /** Waits until the list is there. */
  async waitForList(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: 'Authentication keys' })).toBeVisible();
    await expect(this.grid.getByRole('row').nth(1)).toBeVisible({ timeout: LIST_LIMIT_MS });
  }

  /** Number of keys in the list, the scrolled-out ones included. */
  async count(): Promise<number> {
    return Number(await this.grid.getAttribute('aria-rowcount')) - 1;
  }

  /** The rows that show a token. */
  row(token: string): Locator {
    return this.grid.getByRole('row').filter({ hasText: `${token.slice(0, 8)}…${token.slice(-4)}` });
  }

  /** Has every key fetched anew, and waits until that has ended. @param limit longest wait in milliseconds. */
  async refresh(limit: { readonly timeout: number }): Promise<void> {
    const button = this.page.getByRole('button', { name: 'Refresh', exact: true });
    await button.click();
    // The window says a moment later that it has begun.
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

  /** Types a day into the date field of a dialog. */
  async fillExpiry(dialog: Locator, { year, month, day }: Day): Promise<void> {
    const field = dialog.getByRole('group', { name: 'Expires' });
    const short = new Date(2000, month - 1, 1).toLocaleString('en', { month: 'short' });
    await field.getByRole('spinbutton', { name: 'Day' }).click();
    await this.page.keyboard.type(String(day).padStart(2, '0'));
    await field.getByRole('spinbutton', { name: 'Month' }).click();
    await this.page.keyboard.type(short);
    await field.getByRole('spinbutton', { name: 'Year' }).click();
    await this.page.keyboard.type(String(year));
  }

  /** Ticks the rows of these tokens and deletes them. */
  async delete(tokens: readonly string[]): Promise<void> {
    for (const token of tokens) {
      await this.row(token).getByRole('checkbox').click();
    }
    await this.page.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(this.confirmation).toBeVisible();
    await this.confirmDeletion(tokens.length);
    await expect(this.confirmation).toBeHidden();
  }

  /** What the open dialog wants typed before it deletes: a user name or the number of keys; `null` for nothing. */
  async askedFor(): Promise<string | null> {
    await expect(this.confirmation).toBeVisible();
    const label = this.confirmation.locator('label');
    const words = (await label.isVisible()) ? ((await label.textContent()) ?? '') : '';
    return /^Type (?:the user name )?\p{Format}?(.+?)\p{Format}? to confirm$/u.exec(words)?.[1] ?? null;
  }

  /** Types what the open dialog asks for, and begins the deletion. */
  async confirmDeletion(count: number): Promise<void> {
    const wanted = await this.askedFor();
    if (wanted !== null) {
      await this.confirmation.getByRole('textbox').fill(wanted);
    }
    const name = count === 1 ? 'Delete 1 key' : `Delete ${count.toLocaleString('en')} keys`;
    await this.confirmation.getByRole('button', { name, exact: true }).click();
  }

  /** Ticks the first rows, so many, and presses a button of the line that tells how many are ticked. */
  async tickFirst(count: number, button: string): Promise<void> {
    const boxes = this.grid.getByRole('checkbox');
    await boxes.nth(1).click();
    await boxes.nth(count).click({ modifiers: ['Shift'] });
    await this.page.getByRole('button', { name: button, exact: true }).click();
  }

  /** Ticks a row and, with Shift, another one below it, and so all between them. They count from 1. */
  async tickRows(first: number, last: number): Promise<void> {
    await this.scrollToRow(first);
    await this.box(first).click();
    await this.scrollToRow(last);
    await this.box(last).click({ modifiers: ['Shift'] });
  }

  /** Scrolls so far that a row is in the middle. */
  private async scrollToRow(row: number): Promise<void> {
    await this.grid.evaluate((grid, wanted) => {
      const rows = Number(grid.getAttribute('aria-rowcount'));
      grid.scrollTop = (wanted / rows) * grid.scrollHeight - grid.clientHeight / 2;
    }, row);
  }

  /** The check box of a row, where that is in the document. */
  private box(row: number): Locator {
    return this.grid.locator(`[aria-rowindex="${row + 1}"]`).getByRole('checkbox');
  }

  /** Copies the token of the key whose properties are open, and reads it from the clipboard. */
  async copyToken(readClipboard: () => Promise<string>): Promise<string> {
    // The clipboard may still hold the token of another key.
    const token = (await this.properties.getByText(/^[\da-f]{32}$/).textContent()) ?? '';
    await this.properties.getByRole('button', { name: 'Copy token' }).click();
    await expect.poll(readClipboard).toBe(token);
    return token;
  }

  /** Copies the secret of the key whose properties are open, and reads it from the clipboard. */
  async copySecret(readClipboard: () => Promise<string>): Promise<string> {
    await this.properties.getByRole('button', { name: 'Copy secret' }).click();
    await expect.poll(readClipboard).toMatch(/^[\w+/]{86}==$/);
    return readClipboard();
  }

  /** Changes the expiry of the key whose properties are open and saves it. */
  async saveExpiry(day: Day): Promise<void> {
    await this.fillExpiry(this.properties, day);
    await this.properties.getByRole('button', { name: 'Save' }).click();
  }

  async closeProperties(): Promise<void> {
    await this.properties.getByRole('button', { name: 'Close' }).click();
    await expect(this.properties).toBeHidden();
  }
}
