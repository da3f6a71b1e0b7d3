import { expect, test } from '@playwright/test';
import { createKeySchema, keyPageSchema, type WireKey } from '../../shared/adminApi/keyService.ts';
import { late } from '../harness/faults.ts';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import { openStand, type Stand } from './openStand.ts';
import { startPlatform } from './startPlatform.ts';

/** Enough for a letter of the search to take a moment. */
const COUNT = 5_000;
/** How long the answer to a search of accounts is on its way, in milliseconds. */
const LATE_MS = 1_500;

test.describe.configure({ timeout: 120_000 });

let keyring: Keyring;
let stand: Stand;
let listed: readonly WireKey[];

test.beforeAll(async () => {
  keyring = await startKeyring();
  const platform = await startPlatform(['--accounts', '40', '--keys', String(COUNT)]);
  stand = await openStand({ keyring, platform, count: COUNT });
  listed = keyPageSchema.parse(await platform.call('List', {})).Items;
});

test.afterAll(async () => {
  await stand.stop();
  await keyring.stop();
});

/** The account that a key belongs to, by its user name. */
function accountOf(username: string): string {
  const key = listed.find(({ Username }) => Username === username);
  if (key === undefined) {
    throw new Error(`No key belongs to ${username}`);
  }
  return key.AccountId;
}

test('fault 99: a name and Enter before the platform has answered choose nobody; the key goes to whoever was shown', async () => {
  const { app, keys, proxy } = stand;
  const { page } = app;
  const created = () =>
    proxy.calls.flatMap((method, call) =>
      method === 'Create' ? [createKeySchema.parse(JSON.parse(String(proxy.bodies[call]))).AccountId] : [],
    );
  proxy.always.set('ListEligibleAccounts', late(LATE_MS));
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  const field = keys.newKey.getByRole('combobox', { name: 'User name' });
  await field.press('ArrowDown');
  await expect(page.getByRole('option').first()).toBeVisible();

  await page.keyboard.type('user.00013');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Searching…')).toBeVisible();
  await expect(page.getByRole('option')).toHaveCount(0);
  await page.waitForTimeout(LATE_MS / 2);
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('user.00013');
  expect(created()).toEqual([]);

  await expect(page.getByRole('option', { name: 'user.00013' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue(/user\.00013/);
  expect(created()).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(keys.properties).toContainText('user.00013');
  expect(created()).toEqual([accountOf('user.00013')]);
  proxy.heal();
  await keys.properties.getByRole('button', { name: 'Close' }).click();
});

test('fault 99: what is pressed right after typing is done to the rows of this search', async () => {
  const { keys, app } = stand;
  const { keyboard } = app.page;
  for (const username of ['user.00007', 'user.00021', 'user.00033']) {
    await keys.search.press('Control+A');
    await keyboard.type(username);
    await keyboard.press('ArrowDown');
    await keyboard.press('Delete');
    await expect(keys.confirmation.getByRole('listitem')).toHaveCount(1);
    await expect(keys.confirmation.getByRole('listitem')).toContainText(username);
    await keyboard.press('Escape');

    await keys.search.press('Control+A');
    await keyboard.type(`${username} `);
    await keyboard.press('ArrowDown');
    await keyboard.press('Control+A');
    const count = listed.filter(({ Username }) => Username === username).length;
    await expect(app.page.getByRole('status').filter({ hasText: /selected/ })).toContainText(
      new RegExp(`^${count} of`),
    );
    await app.page.getByRole('button', { name: 'Clear selection' }).click();
  }
});

test('fault 99: Enter and Delete right after a token was pasted mean its key', async () => {
  const { keys, app } = stand;
  const { keyboard } = app.page;
  const [first, second] = [listed[1234], listed[4321]];
  for (const key of [first, second]) {
    await keys.search.evaluate((input, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', text);
      (input as HTMLInputElement).select();
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, key?.Token ?? '');
    await keyboard.press('Enter');
    await expect(keys.properties).toContainText(key?.Token ?? '');
    await keyboard.press('Escape');
    await keyboard.press('Delete');
    await expect(keys.confirmation.getByRole('listitem')).toContainText(key?.Username ?? '');
    await keyboard.press('Escape');
  }
});
