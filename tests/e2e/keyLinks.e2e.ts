import { expect, test } from '@playwright/test';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import { launchApp, type RunningApp } from './launchApp.ts';
import { KeysPage } from './pages/keysPage.ts';

let keyring: Keyring;
let app: RunningApp;

test.beforeAll(async () => {
  keyring = await startKeyring();
});

test.afterEach(async () => {
  await app.close();
});

test.afterAll(async () => {
  await keyring.stop();
});

test('a link that the application is started with opens its key', async () => {
  app = await launchApp({ keyring, link: 'keydesk://sample/authkey.3' });
  await expect(app.page.getByRole('dialog', { name: 'Key properties' })).toBeVisible();
  await app.page.keyboard.press('Escape');
  await expect(app.page.getByRole('dialog')).toBeHidden();
});

test('a link to nothing says so and opens nothing', async () => {
  app = await launchApp({ keyring, link: 'keydesk://nowhere.example/authkey.3' });
  await expect(app.page.getByText('The link leads to “nowhere.example”')).toBeVisible();
  await new KeysPage(app.page).waitForList();
  await expect(app.page.getByRole('dialog')).toBeHidden();
  await app.close();

  app = await launchApp({ keyring, link: 'keydesk://sample/authkey.999999' });
  await expect(app.page.getByText('The link leads to the key “authkey.999999”')).toBeVisible();
  await expect(app.page.getByRole('dialog')).toBeHidden();
});
