import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { keyPageSchema } from '../../shared/adminApi/keyService.ts';
import { type FaultProxy, startFaultProxy } from '../harness/faultProxy.ts';
import { loseAnswer } from '../harness/faults.ts';
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

test('a key whose creation got no answer is told as unsure, and the list shows it', async () => {
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
