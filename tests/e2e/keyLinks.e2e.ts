import { expect, test } from '@playwright/test';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import { launchApp, type RunningApp } from './launchApp.ts';
import { ConnectionDialog } from './pages/connections.ts';
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

  app = await launchApp({ keyring, link: 'keydesk:///authkey.3' });
  await expect(app.page.getByText('“keydesk:///authkey.3” is not a link to a key.')).toBeVisible();
  await app.close();

  app = await launchApp({ keyring, link: 'keydesk://sample/authkey.999999' });
  await expect(app.page.getByText('The link leads to the key “authkey.999999”')).toBeVisible();
  await expect(app.page.getByRole('dialog')).toBeHidden();
});

test('fault 107: a link that fits two installations opens the key of the one that the user chooses', async () => {
  app = await launchApp({ keyring });
  await new KeysPage(app.page).waitForList();
  const away = { address: 'http://127.0.0.1:9', username: 'admin', password: 'x' };
  for (const [name, path] of [
    ['Stand A', '/a'],
    ['Stand B', '/b'],
  ] as const) {
    await new ConnectionDialog(app.page).add({ ...away, name, address: `${away.address}${path}` });
  }
  await app.close();

  app = await launchApp({ keyring, userDataFolder: app.userDataFolder, link: 'keydesk://127.0.0.1:9/authkey.3' });
  const question = app.page.getByRole('dialog', { name: 'Which connection does the link mean?' });
  await expect(question.getByText('authkey.3')).toBeVisible();
  await question.getByRole('button', { name: /Stand A/ }).press('Enter');
  await expect(question).toBeHidden();
  await expect(app.page.getByRole('button', { name: 'Connection: Stand A' })).toBeVisible();
});
