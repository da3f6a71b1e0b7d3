import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { SAMPLE_CERTIFICATE, SAMPLE_CERTIFICATE_FINGERPRINT } from '../fakes/sampleCertificate.ts';
import { test } from './fixtures.ts';
import { ConnectionDialog } from './pages/connections.ts';
import { KeysPage } from './pages/keysPage.ts';
import { activeConnectionId, callBridge, connect } from './pages/windowCalls.ts';

test('a connection is tested without saving it, and the result says what is wrong with the input', async ({
  app,
  platform,
}) => {
  const dialog = new ConnectionDialog(app.page);
  await dialog.openNew();
  const test = dialog.adding.getByRole('button', { name: 'Test connection' });
  const results = dialog.adding.getByRole('list', { name: 'Test result' });
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
  await expect(results).toContainText('The server name was not found (DNS).');

  const file = join(app.userDataFolder, 'authority.pem');
  await dialog.adding.getByRole('button', { name: 'Advanced' }).click();
  await app.chooseFile(file);
  for (const [content, response] of [
    ['no certificate', 'The file contains no certificate that can be read.'],
    [SAMPLE_CERTIFICATE, SAMPLE_CERTIFICATE_FINGERPRINT],
  ] as const) {
    writeFileSync(file, content);
    await dialog.adding.getByRole('button', { name: 'Choose a file…' }).click();
    await expect(dialog.adding.getByText(response)).toBeVisible();
  }
  await dialog.adding.getByRole('button', { name: 'Cancel' }).click();
  expect((await callBridge(app.page, 'connections:list')).connections).toHaveLength(1);
});

test('a connection signs in with an authentication key, also after a restart', async ({ launch, platform }) => {
  const { Account } = (await platform.call('GetPermissions')) as { Account: { Id: string } };
  const key = { AccountId: Account.Id, ExpirationDate: '2031-01-01T00:00:00.000Z' };
  const { Token, SecretKey } = (await platform.call('Create', key)) as { Token: string; SecretKey: string };
  let app = await launch();
  const dialog = new ConnectionDialog(app.page);
  const { adding } = dialog;
  await dialog.openNew();
  await adding.getByRole('textbox', { name: 'Name', exact: true }).fill('By key');
  await adding.getByRole('textbox', { name: 'Address' }).fill(platform.address);
  await adding.getByLabel('Password', { exact: true }).fill(platform.password);
  await adding.getByRole('button', { name: 'Authentication key' }).click();
  await expect(adding.getByLabel('Secret key', { exact: true })).toHaveValue('');
  await adding.getByRole('textbox', { name: 'Token' }).fill(Token);
  await adding.getByLabel('Secret key', { exact: true }).fill(SecretKey);
  await dialog.save();
  await expect(app.page).toHaveTitle('By key – KeyDesk');
  await new KeysPage(app.page).waitForList();
  const { userDataFolder } = app;
  expect(readFileSync(join(userDataFolder, 'settings.json'), 'utf8')).not.toContain(SecretKey);
  await app.close();
  app = await launch({ userDataFolder });
  await new KeysPage(app.page).waitForList();
  await expect(app.page).toHaveTitle('By key – KeyDesk');
});

test('connections are exported without their passwords and imported', async ({ app, platform }) => {
  const { page } = app;
  await connect(page, { ...platform, name: 'Moscow' }, { environment: 'production' });
  const file = join(app.userDataFolder, 'exported.json');
  await app.chooseFile(file);
  await page.getByRole('button', { name: 'Connections', exact: true }).click();
  await page.getByRole('button', { name: 'Export connections' }).click();
  await expect(page.getByText('1 connection saved in exported.json, without its password')).toBeVisible();
  expect(readFileSync(file, 'utf8')).toContain('Moscow');
  expect(readFileSync(file, 'utf8')).not.toContain(platform.password);

  await callBridge(page, 'connections:remove', { connectionId: await activeConnectionId(page) });
  await page.reload();
  await page.getByRole('button', { name: 'Connections', exact: true }).click();
  await page.getByRole('button', { name: 'Import connections' }).click();
  const imported = page.getByRole('dialog', { name: 'Import connections' });
  await expect(imported.getByText('1 connection added')).toBeVisible();
  await imported.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Switch to it: Moscow' }).click();
  const { editing } = new ConnectionDialog(page);
  await expect(editing.getByText('The password of this connection is missing')).toBeVisible();
  await editing.getByLabel('Password', { exact: true }).fill(platform.password);
  await editing.getByRole('button', { name: 'Save' }).click();
  await new KeysPage(page).waitForList();
  await expect(page).toHaveTitle('Production – Moscow – KeyDesk');
});
