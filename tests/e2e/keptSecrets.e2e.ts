import { expect, test } from '@playwright/test';
import { filesWith } from '../harness/filesWith.ts';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import { launchApp, type RunningApp } from './launchApp.ts';
import { ConnectionDialog } from './pages/connections.ts';
import { KeysPage } from './pages/keysPage.ts';
import { startPlatform } from './startPlatform.ts';

let keyring: Keyring;
let app: RunningApp;

test.beforeAll(async () => {
  keyring = await startKeyring();
});

test.afterAll(() => keyring.stop());

test.afterEach(() => app.close());

test('a secret that was used is there while the installation cannot be reached, and nowhere in the open', async () => {
  const platform = await startPlatform(['--sample']);
  app = await launchApp({ keyring, language: 'en' });
  const keys = new KeysPage(app.page);
  await keys.waitForList();
  const dialog = new ConnectionDialog(app.page);
  await dialog.openNew();
  await dialog.fill({ ...platform, name: 'Stand' });
  await dialog.adding.getByRole('button', { name: 'Advanced' }).click();
  await dialog.adding.getByRole('checkbox', { name: 'Keep the secrets of keys on this computer' }).check();
  await dialog.save();
  await expect(dialog.adding).toBeHidden();
  await keys.waitForList();

  await keys.grid.getByRole('row').nth(1).dblclick();
  const secret = await keys.copySecret(app.readClipboard);
  // Takes the secret off the clipboard, so that it can only come there again from the keychain.
  await keys.copyToken(app.readClipboard);
  await platform.stop();
  expect(await keys.copySecret(app.readClipboard)).toBe(secret);
  await keys.properties.getByRole('button', { name: 'Reveal secret' }).click();
  await expect(keys.properties.getByText(secret)).toBeVisible();
  await keys.closeProperties();

  // A secret that was not used before is not there.
  await keys.grid.getByRole('row').nth(2).dblclick();
  await keys.properties.getByRole('button', { name: 'Reveal secret' }).click();
  await expect(keys.properties.getByText('The installation cannot be reached')).toBeVisible();
  for (const folder of [app.userDataFolder, keyring.folder]) {
    expect(filesWith(folder, secret)).toEqual([]);
  }
});
