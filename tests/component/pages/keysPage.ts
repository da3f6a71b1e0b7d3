import { expect } from 'vitest';
import { type Locator, page } from 'vitest/browser';

/** The page "Authentication keys" and its dialogs as a user reaches them: by role and accessible name. */
export class KeysPage {
  readonly grid = page.getByRole('grid', { name: 'Authentication keys' });
  readonly search = page.getByRole('combobox', { name: 'Search keys' });
  readonly newKey = page.getByRole('dialog', { name: 'New key' });
  readonly properties = page.getByRole('dialog', { name: 'Key properties' });
  readonly confirmation = page.getByRole('dialog', { name: 'Delete keys' });
  readonly retirement = page.getByRole('dialog', { name: 'Retire keys' });
  readonly expiry = page.getByRole('dialog', { name: 'Set expiry of keys' });

  /** A row of the table; 1 is the first below the header. */
  rowAt(place: number): Locator {
    return this.grid.getByRole('row').nth(place);
  }

  /** The rows that show a token. */
  row(token: string): Locator {
    return this.grid.getByRole('row').filter({ hasText: `${token.slice(0, 8)}…${token.slice(-4)}` });
  }

  /** Waits until the list is there. */
  async waitForList(): Promise<void> {
    await expect.element(this.rowAt(1)).toBeVisible();
  }

  /** Number of keys in the list, the scrolled-out ones included. */
  count(): number {
    return Number(this.grid.element().getAttribute('aria-rowcount')) - 1;
  }

  /** The whole token of the first row, out of its properties. */
  async firstToken(): Promise<string> {
    await this.rowAt(1).dblClick();
    const { textContent } = await this.properties.getByText(/^[\da-f]{32}$/).findElement();
    await this.closeProperties();
    return textContent;
  }

  async closeProperties(): Promise<void> {
    await this.properties.getByRole('button', { name: 'Close' }).click();
    await expect.element(this.properties).not.toBeInTheDocument();
  }
}
