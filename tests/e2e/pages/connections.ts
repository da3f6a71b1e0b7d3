import { expect, type Locator, type Page } from '@playwright/test';

/** Input of the connection dialog. */
export interface ConnectionForm {
  readonly name: string;
  readonly address: string;
  readonly username: string;
  readonly password: string;
}

/** The connection dialog, opened from the switcher in the navigation. */
export class ConnectionDialog {
  readonly page: Page;
  readonly adding: Locator;
  readonly editing: Locator;

  constructor(page: Page) {
    this.page = page;
    this.adding = page.getByRole('dialog', { name: 'New connection' });
    this.editing = page.getByRole('dialog', { name: 'Connection properties' });
  }

  /** Opens the dialog for a new connection. */
  async openNew(): Promise<void> {
    await this.page.getByRole('button', { name: /^Connection: / }).click();
    await this.page.getByRole('menuitem', { name: 'Add a connection…' }).click();
    await expect(this.adding).toBeVisible();
  }

  async fill({ name, address, username, password }: ConnectionForm): Promise<void> {
    await this.adding.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await this.adding.getByRole('textbox', { name: 'Address' }).fill(address);
    await this.adding.getByRole('textbox', { name: 'User name' }).fill(username);
    await this.adding.getByLabel('Password', { exact: true }).fill(password);
  }

  async save(): Promise<void> {
    await this.adding.getByRole('button', { name: 'Save' }).click();
  }
}
