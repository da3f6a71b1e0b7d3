import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { SAMPLE_CERTIFICATE, SAMPLE_CERTIFICATE_FINGERPRINT } from '../fakes/sampleCertificate.ts';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import type { StandalonePlatform } from '../harness/platformCommand.ts';
import { launchApp, type RunningApp } from './launchApp.ts';
import { ConnectionDialog } from './pages/connections.ts';
import { KeysPage } from './pages/keysPage.ts';
import { startPlatform } from './startPlatform.ts';

let keyring: Keyring;
let platform: StandalonePlatform;
let app: RunningApp;
let dialog: ConnectionDialog;
let keys: KeysPage;

test.beforeAll(async () => {
  keyring = await startKeyring();
  platform = await startPlatform(['--sample']);
});

test.afterAll(async () => {
  await platform.stop();
  await keyring.stop();
});

test.beforeEach(async () => {
  app = await launchApp({ keyring, language: 'en' });
  dialog = new ConnectionDialog(app.page);
  keys = new KeysPage(app.page);
  await keys.waitForList();
});

test.afterEach(() => app.close());

/** Adds a connection to the platform of this file, tagged as production. */
async function addProduction(): Promise<void> {
  await dialog.openNew();
  await dialog.fill({ ...platform, name: 'Moscow' });
  await dialog.adding.getByRole('combobox', { name: 'Environment' }).click();
  await app.page.getByRole('option', { name: 'Production' }).click();
  await dialog.save();
  await keys.waitForList();
}

test('production is named in the title and in every dialog that destroys', async () => {
  await expect(app.page).toHaveTitle('Sample platform – KeyDesk');
  await addProduction();
  await expect(app.page).toHaveTitle('Production – Moscow – KeyDesk');
  await expect(app.page.getByRole('button', { name: /^Connection: Moscow .*Connected/ })).toContainText('Production');

  await keys.grid.getByRole('row').nth(1).getByRole('checkbox').click();
  await app.page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(keys.confirmation).toContainText('Moscow Production');
  await app.page.keyboard.press('Escape');
  await app.page.getByRole('button', { name: 'Connections', exact: true }).click();
  await app.page.getByRole('button', { name: 'Remove: Moscow' }).click();
  await expect(app.page.getByRole('dialog', { name: 'Remove connection' })).toContainText('Moscow Production');
});

test('connections are switched by their shortcuts, but not while a dialog is open', async () => {
  await addProduction();
  await app.page.keyboard.press('Control+1');
  await expect(app.page).toHaveTitle('Sample platform – KeyDesk');
  await keys.waitForList();
  await app.page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(keys.newKey).toBeVisible();
  await app.page.keyboard.press('Control+2');
  await expect(app.page).toHaveTitle('Sample platform – KeyDesk');
  await app.page.keyboard.press('Escape');
  await expect(keys.newKey).toBeHidden();
  await app.page.keyboard.press('Control+2');
  await expect(app.page).toHaveTitle('Production – Moscow – KeyDesk');
});

test('a connection is tried out before it is saved, and says what is wrong with what was typed', async () => {
  await dialog.openNew();
  const test = dialog.adding.getByRole('button', { name: 'Test connection' });
  const results = dialog.adding.getByRole('list', { name: 'Result of the test' });
  await dialog.fill({ ...platform, name: '', password: 'not the password' });
  await test.click();
  await expect(dialog.adding.getByText('It does not work yet.')).toBeVisible();
  await expect(results.getByRole('listitem').filter({ hasText: 'Sign-in' })).toContainText('Failed');
  await expect(results).toContainText('The account or key was not accepted.');

  await dialog.fill({ ...platform, name: '' });
  await expect(results).toBeHidden();
  await test.click();
  await expect(dialog.adding.getByText('Everything works.')).toBeVisible();

  await dialog.fill({ ...platform, name: '', address: 'https://no-such-machine.invalid' });
  await test.click();
  await expect(results).toContainText('There is no machine of this name.');
  await dialog.adding.getByRole('button', { name: 'Cancel' }).click();
  await app.page.getByRole('button', { name: 'Connections', exact: true }).click();
  await expect(app.page.getByRole('main').getByRole('listitem')).toHaveCount(1);
});

test('an authentication key signs the connection in, over a restart as well', async () => {
  const { Account } = (await platform.call('GetPermissions')) as { Account: { Id: string } };
  const key = { AccountId: Account.Id, ExpirationDate: '2031-01-01T00:00:00.000Z' };
  const { Token, SecretKey } = (await platform.call('Create', key)) as { Token: string; SecretKey: string };
  await dialog.openNew();
  await dialog.adding.getByRole('textbox', { name: 'Name', exact: true }).fill('By key');
  await dialog.adding.getByRole('textbox', { name: 'Address' }).fill(platform.address);
  await dialog.adding.getByLabel('Password', { exact: true }).fill(platform.password);
  await dialog.adding.getByRole('button', { name: 'Authentication key' }).click();
  await expect(dialog.adding.getByLabel('Secret key', { exact: true })).toHaveValue('');
  await dialog.adding.getByRole('textbox', { name: 'Token' }).fill('nothing');
  await dialog.adding.getByLabel('Secret key', { exact: true }).fill('nothing');
  await dialog.save();
  await expect(dialog.adding.getByText('A token has 32 hexadecimal digits')).toBeVisible();
  await expect(dialog.adding.getByText('A secret key is text in base64')).toBeVisible();
  await dialog.adding.getByRole('textbox', { name: 'Token' }).fill(Token);
  await dialog.adding.getByLabel('Secret key', { exact: true }).fill(SecretKey);
  await dialog.save();
  await keys.waitForList();
  await expect(app.page).toHaveTitle('By key – KeyDesk');
  const { userDataFolder } = app;
  expect(readFileSync(join(userDataFolder, 'settings.json'), 'utf8')).not.toContain(SecretKey);
  await app.close();
  app = await launchApp({ keyring, language: 'en', userDataFolder });
  await new KeysPage(app.page).waitForList();
  await expect(app.page).toHaveTitle('By key – KeyDesk');
});

test('an account of support sees and copies, and reads why it can do no more', async () => {
  // The people of the sample data share one password.
  await dialog.add({ ...platform, name: 'Support', username: 'o.kuznetsova', password: platform.password });
  await keys.waitForList();
  const create = app.page.getByRole('button', { name: 'Create', exact: true });
  await expect(create).toBeDisabled();
  await create.locator('..').hover();
  await expect(app.page.getByRole('tooltip')).toContainText('may not create keys');
  await keys.grid.getByRole('row').nth(1).getByRole('checkbox').click();
  await expect(app.page.getByRole('button', { name: 'Delete', exact: true })).toBeDisabled();
  await keys.grid.getByRole('row').nth(1).dblclick();
  await expect(keys.properties.getByRole('button', { name: 'Save' })).toBeDisabled();
  expect(await keys.copySecret(app.readClipboard)).toMatch(/^[\w+/]{86}==$/);
});

test('connections go to another computer without their passwords', async () => {
  await addProduction();
  const file = join(app.userDataFolder, 'exported.json');
  await app.chooseFile(file);
  await app.page.getByRole('button', { name: 'Connections', exact: true }).click();
  await app.page.getByRole('button', { name: 'Export connections' }).click();
  await expect(app.page.getByText('1 connection saved in exported.json, without its password')).toBeVisible();
  expect(readFileSync(file, 'utf8')).toContain('Moscow');
  expect(readFileSync(file, 'utf8')).not.toContain(platform.password);
  await app.close();

  app = await launchApp({ keyring, language: 'en' });
  await new KeysPage(app.page).waitForList();
  await app.chooseFile(file);
  await app.page.getByRole('button', { name: 'Connections', exact: true }).click();
  await app.page.getByRole('button', { name: 'Import connections' }).click();
  const imported = app.page.getByRole('dialog', { name: 'Import connections' });
  await expect(imported.getByText('1 connection added')).toBeVisible();
  await imported.getByRole('button', { name: 'Close' }).click();
  await app.page.getByRole('button', { name: 'Switch to it: Moscow' }).click();
  const { editing } = new ConnectionDialog(app.page);
  await expect(editing.getByText('The password of this connection is missing')).toBeVisible();
  await editing.getByLabel('Password', { exact: true }).fill(platform.password);
  await editing.getByRole('button', { name: 'Save' }).click();
  await new KeysPage(app.page).waitForList();
  await expect(app.page).toHaveTitle('Production – Moscow – KeyDesk');
});

test('a certificate of an own authority is chosen from a file and shown with its fingerprint', async () => {
  const file = join(app.userDataFolder, 'authority.pem');
  await dialog.openNew();
  await dialog.adding.getByRole('button', { name: 'Advanced' }).click();
  await app.chooseFile(file);
  for (const [content, answer] of [
    ['no certificate', 'This is not one certificate in PEM'],
    [SAMPLE_CERTIFICATE, SAMPLE_CERTIFICATE_FINGERPRINT],
  ] as const) {
    writeFileSync(file, content);
    await dialog.adding.getByRole('button', { name: 'Choose a file…' }).click();
    await expect(dialog.adding.getByText(answer)).toBeVisible();
  }
  await dialog.adding.getByRole('button', { name: 'Remove the certificate' }).click();
  await expect(dialog.adding.getByText(SAMPLE_CERTIFICATE_FINGERPRINT)).toBeHidden();
});
