import { expect } from 'vitest';
import { type Locator, page, userEvent } from 'vitest/browser';
import { type Day, dateFields } from '../../harness/dateFields.ts';
import { type } from '../keyboard.ts';

/** The page "Authentication keys" and its dialogs as a user reaches them: by role and accessible name. */
export class KeysPage {
  readonly grid = page.getByRole('grid', { name: 'Authentication keys' });
  readonly search = page.getByRole('combobox', { name: 'Search keys' });
  readonly newKey = page.getByRole('dialog', { name: 'New key' });
  readonly properties = page.getByRole('dialog', { name: 'Key properties' });
  readonly confirmation = page.getByRole('dialog', { name: 'Delete keys' });
  readonly disableDialog = page.getByRole('dialog', { name: 'Disable keys' });
  readonly exportDialog = page.getByRole('dialog', { name: 'Export keys' });
  readonly expiry = page.getByRole('dialog', { name: 'Set expiry of keys' });

  /** A row of the table; 1 is the first below the header. */
  rowAt(place: number): Locator {
    return this.grid.getByRole('row').nth(place);
  }

  /** The rows that show a token. */
  row(token: string): Locator {
    return this.grid.getByRole('row').filter({ hasText: `${token.slice(0, 8)}…${token.slice(-4)}` });
  }

  /** The status message with this text. */
  status(text: string | RegExp): Locator {
    return page.getByRole('status').filter({ hasText: text });
  }

  /** The note with this text. */
  note(text: string | RegExp): Locator {
    return page.getByRole('note').filter({ hasText: text });
  }

  header(name: string): Locator {
    return this.grid.getByRole('columnheader', { name });
  }

  /** Presses a button by its full name. */
  async press(name: string | RegExp, inside: Pick<Locator, 'getByRole'> = page): Promise<void> {
    await inside.getByRole('button', { name, exact: true }).click();
  }

  /** Waits until the list is there. */
  async waitForList(): Promise<void> {
    await expect.element(this.rowAt(1)).toBeVisible();
  }

  /** Number of keys in the list, the scrolled-out ones included. */
  count(): number {
    return Number(this.grid.element().getAttribute('aria-rowcount')) - 1;
  }

  /** Sorts by a column until it has the order. */
  async sort(column: string, order: 'ascending' | 'descending'): Promise<void> {
    for (let clicks = 0; clicks < 3; clicks += 1) {
      const before = this.header(column).element().getAttribute('aria-sort');
      if (before === order) {
        return;
      }
      await this.header(column).click();
      await expect.element(this.header(column)).not.toHaveAttribute('aria-sort', before);
    }
    expect(this.header(column).element().getAttribute('aria-sort')).toBe(order);
  }

  /** Selects a row and, with Shift, another one below it, and so all between them. They count from 1. */
  async selectRows(first: number, last: number): Promise<void> {
    await userEvent.click(await this.#checkBox(first));
    await userEvent.click(await this.#checkBox(last), { modifiers: ['Shift'] });
  }

  /** Scrolls so far that a row is in the middle, and gives its check box. */
  async #checkBox(row: number): Promise<Element> {
    const grid = this.grid.element();
    grid.scrollTop = (row / this.count()) * grid.scrollHeight - grid.clientHeight / 2;
    const box = () => grid.querySelector(`[aria-rowindex="${row + 1}"] [type="checkbox"]`);
    await expect.poll(box).not.toBeNull();
    return box() ?? grid;
  }

  /** Selects the first `count` rows and presses a button of the selection line. */
  async selectFirst(count: number, button: string): Promise<void> {
    await this.selectRows(1, count);
    await this.press(button);
  }

  /** Selects all keys but the first of the table and presses a button of the selection line. */
  async selectAllButOne(button: string): Promise<void> {
    await this.grid.getByRole('checkbox').first().click();
    await this.grid.getByRole('checkbox').nth(1).click();
    await this.press(button);
  }

  /** Creates a key for the first account that the search offers; leaves "Key properties" open. */
  async create(account: string): Promise<void> {
    await this.press('Create');
    await this.newKey.getByRole('combobox', { name: 'User name' }).fill(account);
    await page.getByRole('option', { name: account }).first().click();
    await this.press('Save', this.newKey);
    await expect.element(this.properties).toBeVisible();
  }

  /** Types a day into the date field of a dialog. */
  async fillExpiry(dialog: Locator, day: Day): Promise<void> {
    const field = dialog.getByRole('group', { name: 'Expires' });
    for (const [part, text] of dateFields(day)) {
      await field.getByRole('spinbutton', { name: part }).click();
      await type(text);
    }
  }

  /** What the open dialog wants typed before it deletes: a user name or the number of keys; `null` for nothing. */
  async requiredText(): Promise<string | null> {
    await expect.element(this.confirmation).toBeVisible();
    const label = this.confirmation.element().querySelector('label')?.textContent ?? '';
    return /^Type (?:the user name )?\p{Format}?(.+?)\p{Format}? to confirm$/u.exec(label)?.[1] ?? null;
  }

  /** Types what the open dialog asks for, and begins the deletion. */
  async confirmDeletion(count: number): Promise<void> {
    const required = await this.requiredText();
    if (required !== null) {
      await this.confirmation.getByRole('textbox').fill(required);
    }
    await this.press(count === 1 ? 'Delete 1 key' : `Delete ${count.toLocaleString('en')} keys`, this.confirmation);
  }

  /** Opens the properties of the row with a token. */
  async openProperties(token: string): Promise<void> {
    await this.row(token).dblClick();
    await expect.element(this.properties).toMatchTextContent(token);
  }

  /** The full token of the first row, from its properties. */
  async firstToken(): Promise<string> {
    await this.rowAt(1).dblClick();
    const { textContent } = await this.properties.getByText(/^[\da-f]{32}$/).findElement();
    await this.closeProperties();
    return textContent;
  }

  /** Changes the expiry of the key whose properties are open and saves it. */
  async saveExpiry(day: Day): Promise<void> {
    await this.fillExpiry(this.properties, day);
    await this.press('Save', this.properties);
  }

  async closeProperties(): Promise<void> {
    await this.press('Close', this.properties);
    await expect.element(this.properties).not.toBeInTheDocument();
  }
}
