import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { keyPageSchema, wireKeySchema } from '../../shared/adminApi/keyService.ts';
import { readXlsx } from '../harness/xlsxCells.ts';
import { test } from './fixtures.ts';
import type { RunningApp } from './launchApp.ts';
import type { ConnectionForm } from './pages/connections.ts';
import { KeysPage } from './pages/keysPage.ts';
import { connect } from './pages/windowCalls.ts';

/** The window polls an unreachable installation every ten seconds. */
const RECONNECT = { timeout: 60_000 };

/** Connects to an installation, and waits until its list is shown and cached. */
async function cacheList(app: RunningApp, form: ConnectionForm): Promise<KeysPage> {
  const keys = await connect(app.page, form);
  await expect(app.page.getByText('Live · updated just now')).toBeVisible();
  await expect.poll(() => cachedLists(app.userDataFolder)).toHaveLength(1);
  return keys;
}

/** The cached lists, without that of the sample platform. */
function cachedLists(userDataFolder: string): string[] {
  const folder = join(userDataFolder, 'key-lists');
  return (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => /^[\w-]{36}\.jsonl$/.test(name))
    .map((name) => join(folder, name));
}

test('without its installation a list is shown with its age, and updated once the installation is back', async ({
  launch,
  platform,
  faultProxy,
}) => {
  let app = await launch();
  let keys = await cacheList(app, { ...platform, name: 'Moscow', address: faultProxy.address });
  const count = await keys.count();
  const { userDataFolder } = app;
  await app.close();
  await faultProxy.refuseConnections();

  app = await launch({ userDataFolder });
  const { page } = app;
  keys = new KeysPage(page);
  await keys.waitForList();
  expect(await keys.count()).toBe(count);
  await expect(page.getByText(/^Offline · as of \d\d:\d\d$/)).toBeVisible();
  await expect(page.getByText('The list shown was saved on this computer.')).toBeVisible();

  // Keys can be read but not changed, and the window says why.
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
  await page.getByRole('button', { name: 'Export…' }).click();
  const exporting = page.getByRole('dialog', { name: 'Export keys' });
  const workbook = join(userDataFolder, 'keys.xlsx');
  await app.chooseFile(workbook);
  await exporting.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByText(/^Saved \d+ keys? to keys\.xlsx in the folder /)).toBeVisible();
  expect(readXlsx(readFileSync(workbook)).cells.flat()).toContainEqual({ text: token });
  await keys.row(token).getByRole('checkbox').click();
  await expect(page.getByRole('button', { name: 'Delete', exact: true })).toBeDisabled();

  // Another administrator makes changes, then the installation is reachable again.
  const { Items } = keyPageSchema.parse(await platform.call('List', {}));
  const [first, second] = Items.filter((key) => key.Token !== token);
  const created = wireKeySchema.parse(
    await platform.call('Create', { AccountId: first?.AccountId, ExpirationDate: '2031-01-01T00:00:00Z' }),
  );
  await platform.call('Delete', { Ids: [first?.Id] });
  await platform.call('Edit', { Id: second?.Id, ExpirationDate: '2032-01-01T00:00:00Z', Version: second?.Version });
  await faultProxy.acceptConnections();
  await expect(page.getByText('Live · updated just now')).toBeVisible(RECONNECT);
  const note = page.getByRole('alert').filter({ hasText: 'What changed since' });
  await expect(note).toContainText('1 created');
  await expect(note).toContainText(created.Token.slice(0, 8));
  await expect(note).toContainText('1 deleted');
  await expect(note).toContainText('1 extended');
  // Search and selection are kept.
  await expect(search).toHaveValue('ERP');
  await expect(keys.row(token).getByRole('checkbox')).toBeChecked();
  await expect(create).toBeEnabled();
  await note.getByRole('button', { name: 'Close' }).click();
  await expect(note).toBeHidden();
});

test('fault 12: a damaged list affects nothing else, and its file is set aside', async ({
  launch,
  platform,
  faultProxy,
}) => {
  let app = await launch();
  await cacheList(app, { ...platform, name: 'Moscow', address: faultProxy.address });
  const { userDataFolder } = app;
  const folder = join(userDataFolder, 'key-lists');
  await app.close();
  await faultProxy.refuseConnections();
  // The list and its backup.
  for (const name of readdirSync(folder).filter((one) => !one.startsWith('sample'))) {
    writeFileSync(join(folder, name), '{');
  }

  app = await launch({ userDataFolder });
  await expect(app.page.getByText('The list saved on this computer is damaged')).toBeVisible();
  await expect(app.page.getByText('The installation cannot be reached')).toBeVisible();
  expect(readdirSync(folder).join()).toContain('damaged');
  await faultProxy.acceptConnections();
  await expect(app.page.getByText('Live · updated just now')).toBeVisible(RECONNECT);
  await new KeysPage(app.page).waitForList();
});
