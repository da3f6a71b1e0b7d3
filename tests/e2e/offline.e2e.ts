import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { keyPageSchema, wireKeySchema } from '../../shared/adminApi/keyService.ts';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import type { StandalonePlatform } from '../harness/platformCommand.ts';
import { launchApp, type RunningApp } from './launchApp.ts';
import { ConnectionDialog } from './pages/connections.ts';
import { KeysPage } from './pages/keysPage.ts';
import { startPlatform } from './startPlatform.ts';

/** The window asks an installation that is away every ten seconds. */
const RECONNECT = { timeout: 25_000 };

let keyring: Keyring;
let platform: StandalonePlatform;
let app: RunningApp;

test.beforeAll(async () => {
  keyring = await startKeyring();
});

test.afterAll(() => keyring.stop());

test.beforeEach(async () => {
  platform = await startPlatform(['--sample']);
});

test.afterEach(async () => {
  await app.close();
});

/** Starts the application with a connection to the platform, waits for its list, and for that to be on the disk. */
async function connect(): Promise<KeysPage> {
  app = await launchApp({ keyring, language: 'en' });
  const keys = new KeysPage(app.page);
  await keys.waitForList();
  await new ConnectionDialog(app.page).add({ ...platform, name: 'Stand' });
  await keys.waitForList();
  await expect(app.page.getByText('Live · updated just now')).toBeVisible();
  await expect.poll(() => keptFiles()).toHaveLength(1);
  return keys;
}

/** The kept lists of installations. */
function keptFiles(): string[] {
  const folder = join(app.userDataFolder, 'key-lists');
  return readdirSync(folder)
    .filter((name) => /^[\w-]{36}\.jsonl$/.test(name))
    .map((name) => join(folder, name));
}

test('the list is there without the installation, says how old it is, and comes back to life by itself', async () => {
  test.setTimeout(120_000);
  let keys = await connect();
  const count = await keys.count();
  const { userDataFolder } = app;
  await app.close();
  await platform.stop();

  app = await launchApp({ keyring, language: 'en', userDataFolder });
  const { page } = app;
  keys = new KeysPage(page);
  await keys.waitForList();
  expect(await keys.count()).toBe(count);
  await expect(page.getByText(/^Offline · as of \d\d:\d\d$/)).toBeVisible();
  await expect(page.getByText('You see the list as it was kept on this computer.')).toBeVisible();

  // Reading goes on, changing waits, and says why.
  const create = page.getByRole('button', { name: 'Create', exact: true });
  await expect(create).toBeDisabled();
  await create.locator('..').hover();
  await expect(page.getByRole('tooltip')).toContainText('The installation cannot be reached');
  const search = page.getByRole('combobox', { name: 'Search keys' });
  await search.fill('ERP');
  await expect(keys.grid.getByRole('row').nth(1)).toContainText('ERP');
  await keys.grid.getByRole('row').nth(1).dblclick();
  const token = await keys.copyToken(app.readClipboard);
  await expect(keys.properties.getByRole('button', { name: 'Save' })).toBeDisabled();
  await keys.closeProperties();
  const table = join(userDataFolder, 'keys.csv');
  await app.chooseFile(table);
  await page.getByRole('button', { name: 'Export as CSV' }).click();
  await expect(page.getByText('Saved as keys.csv')).toBeVisible();
  expect(readFileSync(table, 'utf8')).toContain(token);
  await keys.row(token).getByRole('checkbox').click();
  await expect(page.getByRole('button', { name: 'Delete', exact: true })).toBeDisabled();

  // Somebody else works meanwhile; then the installation is back.
  platform = await startPlatform(['--sample'], platform);
  const { Items } = keyPageSchema.parse(await platform.call('List', {}));
  const others = Items.filter((key) => key.Token !== token);
  const [first, second] = others;
  const created = wireKeySchema.parse(
    await platform.call('Create', { AccountId: first?.AccountId, ExpirationDate: '2031-01-01T00:00:00Z' }),
  );
  await platform.call('Delete', { Ids: [first?.Id] });
  await platform.call('Edit', { Id: second?.Id, ExpirationDate: '2032-01-01T00:00:00Z', Version: second?.Version });
  await expect(page.getByText('Live · updated just now')).toBeVisible(RECONNECT);
  const note = page.getByRole('alert').filter({ hasText: 'What changed since' });
  await expect(note).toContainText('1 created');
  await expect(note).toContainText(created.Token.slice(0, 8));
  await expect(note).toContainText('1 deleted');
  await expect(note).toContainText('1 extended');
  // Neither the search nor the selection was lost.
  await expect(search).toHaveValue('ERP');
  await expect(keys.row(token).getByRole('checkbox')).toBeChecked();
  await expect(create).toBeEnabled();
  await note.getByRole('button', { name: 'Close' }).click();
  await expect(note).toBeHidden();
  await platform.stop();
});

test('fault 12: a damaged list takes nothing else with it, and the file is kept', async () => {
  await connect();
  const { userDataFolder } = app;
  await app.close();
  const [file = ''] = keptFiles();
  const whole = readFileSync(file, 'utf8');
  writeFileSync(file, whole.slice(0, whole.length / 2));

  app = await launchApp({ keyring, language: 'en', userDataFolder });
  await new KeysPage(app.page).waitForList();
  await expect(app.page.getByText('Live · updated just now')).toBeVisible();
  await app.close();

  await platform.stop();
  const names = readdirSync(join(userDataFolder, 'key-lists'));
  for (const name of names.filter((one) => !one.includes('damaged') && !one.startsWith('sample'))) {
    writeFileSync(join(userDataFolder, 'key-lists', name), '{');
  }
  app = await launchApp({ keyring, language: 'en', userDataFolder });
  await expect(app.page.getByText('The list that was kept on this computer is damaged')).toBeVisible();
  await expect(app.page.getByText('The installation cannot be reached')).toBeVisible();
  expect(
    z
      .array(z.string())
      .parse(readdirSync(join(userDataFolder, 'key-lists')))
      .join(),
  ).toContain('damaged');
});
