import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { keyPageSchema, wireKeySchema } from '../../shared/adminApi/keyService.ts';
import { type FaultProxy, startFaultProxy } from '../harness/faultProxy.ts';
import { late, loseAnswer } from '../harness/faults.ts';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import type { StandalonePlatform } from '../harness/platformCommand.ts';
import { launchApp, type RunningApp } from './launchApp.ts';
import { ConnectionDialog } from './pages/connections.ts';
import { KeysPage } from './pages/keysPage.ts';
import { startPlatform } from './startPlatform.ts';

let keyring: Keyring;
let platform: StandalonePlatform;
let proxy: FaultProxy;
let app: RunningApp;

test.beforeAll(async () => {
  keyring = await startKeyring();
  platform = await startPlatform(['--sample']);
});

test.afterAll(async () => {
  await platform.stop();
  await keyring.stop();
});

test.beforeEach(async () => {
  proxy = await startFaultProxy(platform.address);
  app = await launchApp({ keyring, language: 'en' });
  await new KeysPage(app.page).waitForList();
});

test.afterEach(async () => {
  await app.close();
  await proxy.stop();
});

const form = () => ({ ...platform, name: 'Stand', address: proxy.address });

/** Comes back to the window from another one. */
async function returnToWindow(): Promise<void> {
  await app.page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
}

test('a refused password is sent again only on request, and its dialog does not come back by itself', async () => {
  const dialog = new ConnectionDialog(app.page);
  await dialog.add({ ...form(), password: 'wrong' });
  await expect(dialog.editing).toBeVisible();
  await dialog.editing.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.editing).toBeHidden();
  const refused = app.page.getByRole('alert').getByText('The account or key was not accepted');
  await expect(refused).toBeVisible();
  await expect(app.page.getByRole('button', { name: 'Create', exact: true })).toBeDisabled();

  const before = proxy.calls.length;
  await returnToWindow();
  await delay(1_000);
  expect(proxy.calls.length).toBe(before);

  await app.page.getByRole('button', { name: 'Retry' }).click();
  await expect.poll(() => proxy.calls.length).toBeGreaterThan(before);
  await expect(refused).toBeVisible();
  await returnToWindow();
  await delay(500);
  await expect(dialog.editing).toBeHidden();

  await app.page.getByRole('button', { name: 'Open the connection' }).click();
  await dialog.editing.getByLabel('Password', { exact: true }).fill(platform.password);
  await dialog.editing.getByRole('button', { name: 'Save' }).click();
  await new KeysPage(app.page).waitForList();
});

test('fault 29: a key whose creation got no answer is told as unsure, and the list shows it', async () => {
  await new ConnectionDialog(app.page).add(form());
  const keys = new KeysPage(app.page);
  await keys.waitForList();
  const { Total: before } = keyPageSchema.parse(await platform.call('List', { Take: 1 }));
  await expect.poll(() => keys.count()).toBe(before);

  proxy.always.set('Create', loseAnswer);
  await app.page.getByRole('button', { name: 'Create', exact: true }).click();
  await keys.newKey.getByRole('combobox', { name: 'User name' }).fill('ERP');
  await app.page.getByRole('option', { name: 'ERP' }).first().click();
  await keys.newKey.getByRole('button', { name: 'Save' }).click();
  await expect(keys.newKey.getByText('may or may not have been made')).toBeVisible();
  await keys.newKey.getByRole('button', { name: 'Cancel' }).click();
  const { Total: after } = keyPageSchema.parse(await platform.call('List', { Take: 1 }));
  // Chromium may send a request again whose connection broke; it is the same write, so there is one key.
  expect(after).toBe(before + 1);
  await expect.poll(() => keys.count()).toBe(after);
});

test('fault 34: a key that somebody else has changed is not overwritten unseen', async () => {
  await new ConnectionDialog(app.page).add(form());
  const keys = new KeysPage(app.page);
  await keys.waitForList();
  await keys.grid.getByRole('row').nth(1).dblclick();
  const token = await keys.copyToken(app.readClipboard);
  const find = async () => {
    const { Items } = keyPageSchema.parse(await platform.call('List', { Search: token }));
    return wireKeySchema.parse(Items[0]);
  };
  const { Id, Version } = await find();
  await platform.call('Edit', { Id, Version, ExpirationDate: '2041-02-03T00:00:00Z' });

  await keys.saveExpiry({ year: 2042, month: 5, day: 6 });
  const told = keys.properties.getByRole('alert').filter({ hasText: 'Somebody changed this key in the meantime' });
  await expect(told).toContainText('2041');
  expect((await find()).ExpirationDate).toContain('2041-02-03');

  // Whoever has read that may decide: the date is still in the field.
  await keys.properties.getByRole('button', { name: 'Save' }).click();
  await expect(app.page.getByText('Key saved')).toBeVisible();
  expect((await find()).ExpirationDate).toContain('2042-05-0');
});

test('fault 36: a list that comes after the connection was left shows in no other', async () => {
  const keys = new KeysPage(app.page);
  const before = await keys.count();
  proxy.always.set('ListChanges', late(4_000));
  await new ConnectionDialog(app.page).add(form());
  await expect.poll(() => proxy.calls).toContain('ListChanges');
  await app.page.getByRole('button', { name: /^Connection: / }).click();
  await app.page.getByRole('menuitemradio', { name: /Sample platform/ }).click();
  await expect.poll(() => keys.count()).toBe(before);
  const rows = await keys.grid.getByRole('row').allTextContents();
  await delay(5_000);
  expect(await keys.count()).toBe(before);
  expect(await keys.grid.getByRole('row').allTextContents()).toEqual(rows);
});
