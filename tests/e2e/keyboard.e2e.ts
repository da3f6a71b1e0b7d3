import { expect, test } from '@playwright/test';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import { launchApp, type RunningApp } from './launchApp.ts';
import { KeysPage } from './pages/keysPage.ts';

let keyring: Keyring;
let app: RunningApp;

test.beforeAll(async () => {
  keyring = await startKeyring();
});

test.afterAll(() => keyring.stop());

test.beforeEach(async () => {
  app = await launchApp({ keyring, language: 'en' });
  await new KeysPage(app.page).waitForList();
});

test.afterEach(() => app.close());

test('keys are ticked while the search stays, and the table does not move', async () => {
  const { page } = app;
  const keys = new KeysPage(page);
  const search = page.getByRole('combobox', { name: 'Search keys' });
  const before = await keys.grid.boundingBox();
  await keys.grid.getByRole('row').nth(1).getByRole('checkbox').click();
  await expect(page.getByRole('status').filter({ hasText: /^1 of \d+ selected$/ })).toBeVisible();
  expect(await keys.grid.boundingBox()).toEqual(before);
  await search.fill('ERP');
  await expect(
    page
      .getByRole('banner')
      .or(page.locator('header'))
      .getByText(/^\d+ of \d+ shown$/),
  ).toBeVisible();
  await expect(page.locator('footer')).toContainText(/1 of \d+ selected · \d+ of \d+ shown/);
});

test('the order of the list outlives a search that finds nothing', async () => {
  const { page } = app;
  const keys = new KeysPage(page);
  const status = keys.grid.getByRole('columnheader', { name: 'Status' });
  await status.click();
  await page.getByRole('combobox', { name: 'Search keys' }).fill('no key has this name');
  await expect(keys.grid).toHaveCount(0);
  await page.getByRole('button', { name: 'Show all keys' }).click();
  await expect(status).toHaveAttribute('aria-sort', 'ascending');
});

test('the focus stays with Reveal and Hide, and goes to Close after Save', async () => {
  const keys = new KeysPage(app.page);
  await keys.create('ERP');
  await keys.properties.getByRole('button', { name: 'Reveal secret' }).focus();
  await app.page.keyboard.press('Enter');
  const hide = keys.properties.getByRole('button', { name: 'Hide secret' });
  await expect(hide).toBeFocused();
  await app.page.keyboard.press('Enter');
  await expect(keys.properties.getByRole('button', { name: 'Reveal secret' })).toBeFocused();

  await keys.properties.getByRole('button', { name: 'Extend by 90 days' }).click();
  await keys.properties.getByRole('button', { name: 'Save' }).focus();
  await app.page.keyboard.press('Enter');
  await expect(app.page.getByText('Key saved')).toBeVisible();
  await expect(keys.properties.getByRole('button', { name: 'Close' })).toBeFocused();
});

test('a day that does not exist is told', async () => {
  const keys = new KeysPage(app.page);
  await keys.create('ERP');
  await keys.fillExpiry(keys.properties, { year: 2027, month: 2, day: 31 });
  await expect(keys.properties.getByText('This is not a date')).toBeVisible();
  await expect(keys.properties.getByRole('button', { name: 'Save' })).toBeDisabled();
});

test('a new key without an account leads back to the account', async () => {
  const { page } = app;
  const keys = new KeysPage(page);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(keys.newKey.getByText('Type to narrow')).toHaveCount(0);
  await keys.newKey.getByRole('button', { name: 'Save' }).click();
  await expect(keys.newKey.getByRole('combobox', { name: 'User name' })).toBeFocused();
});
