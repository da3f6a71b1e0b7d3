import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { filesWith } from '../harness/filesWith.ts';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import type { StandalonePlatform } from '../harness/platformCommand.ts';
import { launchApp, type RunningApp } from './launchApp.ts';
import { ConnectionDialog } from './pages/connections.ts';
import { KeysPage } from './pages/keysPage.ts';
import { startPlatform } from './startPlatform.ts';

let keyring: Keyring;
let platform: StandalonePlatform;
let app: RunningApp;

test.beforeAll(async () => {
  keyring = await startKeyring();
  platform = await startPlatform(['--sample']);
});

test.afterAll(async () => {
  await platform.stop();
  await keyring.stop();
});

test.afterEach(() => app.close());

/** Adds a connection to the platform of this file and waits for its list. */
async function connect(): Promise<KeysPage> {
  const keys = new KeysPage(app.page);
  await keys.waitForList();
  await new ConnectionDialog(app.page).add({ ...platform, name: 'Stand' });
  await keys.waitForList();
  return keys;
}

test('no secret and no password is in the window or on disk', async () => {
  app = await launchApp({ keyring, language: 'en' });
  const keys = await connect();
  await keys.grid.getByRole('row').nth(1).dblclick();
  const secrets = [await keys.copySecret(app.readClipboard), platform.password];
  await keys.properties.getByRole('button', { name: 'Reveal secret' }).click();
  await expect(keys.properties.getByText(secrets[0] ?? '')).toBeVisible();
  await keys.properties.getByRole('button', { name: 'Hide secret' }).click();
  await keys.closeProperties();

  const page = await app.page.evaluate(() =>
    [document.documentElement.outerHTML, JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join('\n'),
  );
  const planted = join(app.userDataFolder, 'planted.txt');
  for (const secret of secrets) {
    expect(page).not.toContain(secret);
    expect(filesWith(app.userDataFolder, secret)).toEqual([]);
    writeFileSync(planted, Buffer.from(secret).toString('base64'));
    expect(filesWith(app.userDataFolder, secret)).toEqual([planted]);
    rmSync(planted);
  }
});

test('a revealed secret hides when the window loses the focus', async () => {
  app = await launchApp({ keyring, language: 'en' });
  const keys = await connect();
  await keys.grid.getByRole('row').nth(1).dblclick();
  await keys.properties.getByRole('button', { name: 'Reveal secret' }).click();
  await expect(keys.properties.getByRole('button', { name: 'Hide secret' })).toBeVisible();
  await app.page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await expect(keys.properties.getByRole('button', { name: 'Reveal secret' })).toBeVisible();
});

test('a revealed secret hides by itself after 30 seconds', async () => {
  app = await launchApp({ keyring, language: 'en' });
  const keys = await connect();
  await keys.grid.getByRole('row').nth(1).dblclick();
  const hide = keys.properties.getByRole('button', { name: 'Hide secret' });
  const secret = await keys.copySecret(app.readClipboard);
  await app.page.clock.install();
  // From here on the time of the page moves only as the test says.
  await app.page.clock.pauseAt(Date.now() + 60_000);
  await keys.properties.getByRole('button', { name: 'Reveal secret' }).click();
  await expect(keys.properties.getByText(secret)).toBeVisible();
  await app.page.clock.runFor(29_999);
  await expect(hide).toBeVisible();
  await app.page.clock.runFor(1);
  await expect(hide).toBeHidden();
  await expect(keys.properties.getByText(secret)).toHaveCount(0);
});

test('without a keychain a banner says so, and the password is written nowhere', async () => {
  app = await launchApp({ keyring: 'none', language: 'en' });
  await connect();
  await expect(app.page.getByText('Passwords are kept for this run only; nothing is written to disk.')).toBeVisible();
  expect(filesWith(app.userDataFolder, platform.password)).toEqual([]);

  const { userDataFolder } = app;
  await app.close();
  app = await launchApp({ keyring: 'none', language: 'en', userDataFolder });
  await expect(app.page.getByText('The keychain cannot be used now').first()).toBeVisible();
  const cards = app.page.getByRole('main').getByRole('listitem');
  await app.page.getByRole('button', { name: 'Connections', exact: true }).click();
  await expect(cards.filter({ hasText: 'Stand' }).getByText('Keychain not available')).toBeVisible();
  await app.page.getByRole('button', { name: 'Authentication keys' }).click();
  await app.page.getByRole('button', { name: 'Open the connection' }).click();
  const { editing } = new ConnectionDialog(app.page);
  await expect(editing.getByText('KeyDesk keeps it until it is closed')).toBeVisible();
  await editing.getByLabel('Password', { exact: true }).fill(platform.password);
  await editing.getByRole('button', { name: 'Save' }).click();
  await new KeysPage(app.page).waitForList();
  expect(filesWith(userDataFolder, platform.password)).toEqual([]);

  await app.page.getByRole('button', { name: 'Connections', exact: true }).click();
  await expect(cards.filter({ hasText: 'Stand' }).getByText('Password for this run only')).toBeVisible();
  await cards.getByRole('button', { name: 'Switch to it: Sample platform' }).click();
  await new KeysPage(app.page).waitForList();
  await app.page.getByRole('button', { name: 'Connections', exact: true }).click();
  await expect(cards.filter({ hasText: 'Sample platform' }).getByText('Data for this run only')).toBeVisible();
  await expect(cards.getByText('whatever is created here is gone when KeyDesk ends')).toBeVisible();
});

test('a damaged settings file is kept aside and told, and the application starts', async () => {
  app = await launchApp({ keyring, language: 'en' });
  await connect();
  const { userDataFolder } = app;
  await app.close();
  const damaged = '{"schemaVersion":1,"connections":[{"id":';
  writeFileSync(join(userDataFolder, 'settings.json'), damaged);

  app = await launchApp({ keyring, language: 'en', userDataFolder });
  await new KeysPage(app.page).waitForList();
  await expect(app.page.getByText('The settings file could not be read')).toBeVisible();
  const kept = readdirSync(userDataFolder).filter((name) => name.startsWith('settings.damaged-'));
  expect(kept).toHaveLength(1);
  await expect(app.page.getByText(kept[0] ?? '')).toBeVisible();
  expect(readFileSync(join(userDataFolder, kept[0] ?? ''), 'utf8')).toBe(damaged);
});

test('an account without the right is shown with the reason and cannot be chosen', async () => {
  app = await launchApp({ keyring, language: 'en' });
  const keys = new KeysPage(app.page);
  await keys.waitForList();
  await app.page.getByRole('button', { name: 'Create', exact: true }).click();
  await keys.newKey.getByRole('combobox', { name: 'User name' }).click();
  const disabled = app.page.getByRole('option', { disabled: true });
  await expect(disabled.filter({ hasText: 'The account is disabled' }).first()).toBeVisible();
  await expect(disabled.filter({ hasText: 'no permission “API calls”' }).first()).toBeVisible();
  await app.page.keyboard.press('Escape');
  await expect(disabled).toHaveCount(0);
  await keys.newKey.getByRole('button', { name: 'Save' }).click();
  await expect(keys.newKey.getByText('Choose an account')).toBeVisible();
});

test('a new key cannot expire in the past', async () => {
  app = await launchApp({ keyring, language: 'en' });
  const keys = new KeysPage(app.page);
  await keys.waitForList();
  const before = await keys.count();
  await app.page.getByRole('button', { name: 'Create', exact: true }).click();
  await keys.newKey.getByRole('combobox', { name: 'User name' }).fill('ERP');
  await app.page.getByRole('option', { name: 'ERP' }).first().click();
  await keys.fillExpiry(keys.newKey, { year: 2020, month: 1, day: 31 });
  await keys.newKey.getByRole('button', { name: 'Save' }).click();
  await expect(keys.newKey.getByText('a new key cannot be expired')).toBeVisible();
  await keys.newKey.getByRole('button', { name: 'Cancel' }).click();
  expect(await keys.count()).toBe(before);
});
