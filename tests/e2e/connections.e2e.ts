import { expect, test } from '@playwright/test';
import { keyPageSchema } from '../../shared/adminApi/keyService.ts';
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
  platform = await startPlatform(['--sample', '--accounts', '300', '--keys', '1000']);
});

test.afterAll(async () => {
  expect(await platform.stop()).toBe(0);
  await keyring.stop();
});

test.beforeEach(async () => {
  app = await launchApp({ keyring, language: 'en' });
  await new KeysPage(app.page).waitForList();
});

test.afterEach(() => app.close());

const form = () => ({ ...platform, name: 'Test stand' });

/** Connects to the platform and creates a key there; leaves its properties open. */
async function createKey() {
  await new ConnectionDialog(app.page).add(form());
  const keys = new KeysPage(app.page);
  await expect.poll(() => keys.count()).toBe(1000);
  await keys.create('svc');
  const token = await keys.copyToken(app.readClipboard);
  const { Items } = keyPageSchema.parse(await platform.call('List', { Search: token }));
  const [created] = Items;
  if (created === undefined) {
    throw new Error('The platform does not list the key that the window has created');
  }
  return { keys, created };
}

test('an installation with 1,000 keys is added over the dialog and worked with', async () => {
  await new ConnectionDialog(app.page).add(form());
  const keys = new KeysPage(app.page);
  await expect.poll(() => keys.count()).toBe(1000);
  await expect(app.page.getByText('1,000 keys').first()).toBeVisible();
  expect(await platform.call('List', { Take: 1 })).toMatchObject({ Total: 1000 });

  await keys.create('svc');
  const token = await keys.copyToken(app.readClipboard);
  await keys.saveExpiry({ year: 2031, month: 5, day: 17 });
  await expect(app.page.getByText('Key saved')).toBeVisible();
  await keys.closeProperties();
  const stored = { Items: [{ Token: token, ExpirationDate: expect.stringMatching(/^2031-05-1[67]T/) }], Total: 1 };
  expect(await platform.call('List', { Search: token })).toMatchObject(stored);
  await expect.poll(() => keys.count()).toBe(1001);

  await app.page.getByRole('combobox', { name: 'Search keys' }).fill(token);
  await expect.poll(() => keys.count()).toBe(1);
  await keys.delete([token]);
  expect(await platform.call('List', { Search: token })).toMatchObject({ Items: [], Total: 0 });
  await app.page.getByRole('button', { name: 'Show all keys' }).click();
  await expect.poll(() => keys.count()).toBe(1000);
});

test('the last row of a long list is reached with the keyboard and opened', async () => {
  await new ConnectionDialog(app.page).add(form());
  const keys = new KeysPage(app.page);
  await expect.poll(() => keys.count()).toBe(1000);
  await keys.grid.getByRole('row').nth(1).focus();
  await app.page.keyboard.press('End');
  await expect(keys.grid.locator('[aria-rowindex="1001"]')).toBeFocused();
  await app.page.keyboard.press('Enter');
  await expect(keys.properties).toBeVisible();
  await app.page.keyboard.press('Escape');
  await expect(keys.properties).toBeHidden();
  await expect(keys.grid.locator('[aria-rowindex="1001"]')).toBeFocused();
});

test('an address that cannot be used is refused with the reason, and what was typed stays', async () => {
  const dialog = new ConnectionDialog(app.page);
  await dialog.openNew();
  for (const [address, reason] of [
    ['platform.example', 'This is not an address'],
    ['ftp://platform.example', 'Only https and http addresses'],
    ['https://admin:secret@platform.example', 'Leave user name and password out'],
  ] as const) {
    await dialog.fill({ ...form(), address });
    await dialog.save();
    await expect(dialog.adding.getByText(reason)).toBeVisible();
    await expect(dialog.adding.getByRole('textbox', { name: 'Address' })).toHaveValue(address);
  }
});

test('plain http to another machine needs an acknowledgement and keeps a warning', async () => {
  const dialog = new ConnectionDialog(app.page);
  await dialog.openNew();
  await dialog.fill({ ...form(), address: 'http://platform.invalid' });
  await dialog.save();
  const acknowledgement = dialog.adding.getByRole('checkbox', { name: 'Connect without encryption anyway' });
  await expect(dialog.adding.getByText('Confirm that you want to connect without encryption')).toBeVisible();
  await acknowledgement.click();
  await dialog.save();
  await expect(dialog.adding).toBeHidden();
  await expect(app.page.getByText('This connection is not encrypted.')).toBeVisible();
  await expect(app.page.getByText('The installation cannot be reached').first()).toBeVisible();
});

test('a wrong password opens the connection with the message, and nothing is lost', async () => {
  const dialog = new ConnectionDialog(app.page);
  await dialog.add({ ...form(), password: 'wrong' });
  await expect(dialog.editing).toBeVisible();
  await expect(dialog.editing.getByText('The account or key was not accepted')).toBeVisible();
  await expect(app.page.getByText('Connection added')).toHaveCount(0);
  await expect(dialog.editing.getByText('Leave empty to keep the stored password')).toHaveCount(0);
  await expect(dialog.editing.getByRole('textbox', { name: 'Address' })).toHaveValue(platform.address);
  await dialog.editing.getByLabel('Password', { exact: true }).fill(platform.password);
  await dialog.editing.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => new KeysPage(app.page).count()).toBe(1000);
});

/** Opens the connection "Test stand" and tries to save a wrong password. */
async function saveWrongPassword({ editing, page }: ConnectionDialog) {
  await page.getByRole('button', { name: 'Connections', exact: true }).click();
  await page.getByRole('button', { name: 'Edit: Test stand' }).click();
  await editing.getByLabel('Password', { exact: true }).fill('wrong');
  await page.keyboard.press('Enter');
  await expect(editing.getByText('Not saved: the new values do not work')).toBeVisible();
  await expect(editing.getByText('The account or key was not accepted')).toBeVisible();
}

test('fault 106: a wrong password does not replace the right one, unless the user insists', async () => {
  await new ConnectionDialog(app.page).add(form());
  await expect.poll(() => new KeysPage(app.page).count()).toBe(1000);
  await saveWrongPassword(new ConnectionDialog(app.page));
  await app.close();
  app = await launchApp({ keyring, language: 'en', userDataFolder: app.userDataFolder });
  await expect.poll(() => new KeysPage(app.page).count()).toBe(1000);
  await expect(app.page.getByText('Not connected')).toHaveCount(0);

  const dialog = new ConnectionDialog(app.page);
  await saveWrongPassword(dialog);
  await dialog.editing.getByRole('button', { name: 'Save anyway' }).click();
  await expect(app.page.getByText('Connection saved although its test failed')).toBeVisible();
  await expect(dialog.editing.getByText('Stored values are replaced only by values that work.')).toBeVisible();
});

test('a platform that is not there is told, and a retry finds it once it is back', async () => {
  const other = await startPlatform(['--sample']);
  const keys = new KeysPage(app.page);
  await other.stop();
  await new ConnectionDialog(app.page).add({ ...other, name: 'Away' });
  await expect(app.page.getByText('The installation cannot be reached').first()).toBeVisible();
  await expect(keys.grid).toHaveCount(0);
  const create = app.page.getByRole('button', { name: 'Create', exact: true });
  await expect(create).toBeDisabled();
  await create.locator('..').hover();
  await expect(app.page.getByRole('tooltip', { name: /keys can be changed once it is back/ })).toBeVisible();
  const back = await startPlatform(['--sample'], other);
  await app.page.getByRole('button', { name: 'Retry' }).click();
  await keys.waitForList();
  await back.stop();
});

test('a key that somebody else deletes meanwhile is told and leaves the list', async () => {
  const { keys, created } = await createKey();
  await platform.call('Delete', { Ids: [created.Id] });
  await keys.saveExpiry({ year: 2031, month: 5, day: 17 });
  await expect(keys.properties.getByText('Somebody deleted this key in the meantime')).toBeVisible();
  await keys.closeProperties();
  await expect.poll(() => keys.count()).toBe(1000);
});

test('a failure told in passing goes away with its button and with Escape, and covers no button of a dialog', async () => {
  const other = await startPlatform(['--sample']);
  await new ConnectionDialog(app.page).add({ ...other, name: 'Away' });
  const keys = new KeysPage(app.page);
  await keys.create('svc');
  await other.stop();
  const failure = app.page.getByRole('status').filter({ hasText: 'The installation cannot be reached' });
  const copy = keys.properties.getByRole('button', { name: 'Copy secret' });
  await copy.click();
  await failure.getByRole('button', { name: 'Dismiss the message' }).click();
  await expect(failure).toBeHidden();

  await copy.click();
  await expect(failure).toBeVisible();
  const close = await keys.properties.getByRole('button', { name: 'Close' }).boundingBox();
  const told = await failure.boundingBox();
  expect((told?.y ?? 0) + (told?.height ?? 0)).toBeLessThan(close?.y ?? 0);
  await app.page.keyboard.press('Escape');
  await expect(failure).toBeHidden();
  await expect(keys.properties).toBeVisible();
  await app.page.keyboard.press('Escape');
  await expect(keys.properties).toBeHidden();
});

test('a message keeps its time when a dialog opens and closes meanwhile', async () => {
  const message = app.page.getByText('Token copied');
  await app.page.clock.install();
  const keys = new KeysPage(app.page);
  await keys.grid.getByRole('row').nth(1).getByRole('button', { name: 'Copy token' }).click();
  await expect(message).toBeVisible();
  await app.page.clock.runFor(3_000);
  await app.page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(keys.newKey.getByText('Token copied')).toBeVisible();
  await app.page.clock.runFor(2_500);
  await expect(message).toBeHidden();
});

test('of several deleted keys the one that was already gone is told apart', async () => {
  const { keys, created: first } = await createKey();
  await keys.closeProperties();
  await keys.create('svc');
  const token = await keys.copyToken(app.readClipboard);
  await keys.closeProperties();
  await platform.call('Delete', { Ids: [first.Id] });
  await keys.delete([first.Token, token]);
  await expect(
    app.page.getByText('1 key deleted · 1 had already been deleted by someone else', { exact: true }),
  ).toBeVisible();
  await expect.poll(() => keys.count()).toBe(1000);
});

test('a removed connection is gone from the list, and the sample platform takes its place', async () => {
  await new ConnectionDialog(app.page).add(form());
  await expect.poll(() => new KeysPage(app.page).count()).toBe(1000);
  await app.page.getByRole('button', { name: 'Connections', exact: true }).click();
  const cards = app.page.getByRole('main').getByRole('listitem');
  const remove = app.page.getByRole('button', { name: 'Remove: Test stand' });
  const confirmation = app.page.getByRole('dialog', { name: 'Remove connection' });

  await remove.click();
  await confirmation.getByRole('button', { name: 'Cancel' }).click();
  await expect(confirmation).toBeHidden();
  await expect(cards).toHaveCount(2);

  await remove.click();
  await expect(confirmation.getByText('it then switches to the sample platform')).toBeVisible();
  await confirmation.getByRole('button', { name: 'Remove' }).click();
  const done = 'Connection removed · The window switched to the sample platform';
  await expect(app.page.getByText(done, { exact: true })).toBeVisible();
  await expect(cards).toHaveCount(1);
  await expect(cards.filter({ hasText: 'Sample platform' })).toHaveAttribute('aria-current', 'true');
  await expect(app.page.getByRole('heading', { name: 'Connections' })).toBeFocused();
});

test('a key that somebody else changes meanwhile is not overwritten unseen', async () => {
  const { keys, created } = await createKey();
  const { Id, Version, Token } = created;
  await platform.call('Edit', { Id, Version, ExpirationDate: '2030-03-03T00:00:00.000Z' });
  await keys.saveExpiry({ year: 2031, month: 5, day: 17 });
  await expect(keys.properties.getByText('Somebody changed this key in the meantime').first()).toBeVisible();
  expect(await platform.call('List', { Search: Token })).toMatchObject({
    Items: [{ ExpirationDate: '2030-03-03T00:00:00.000Z' }],
  });
  await keys.properties.getByRole('button', { name: 'Save' }).click();
  await expect(app.page.getByText('Key saved')).toBeVisible();
  await platform.call('Delete', { Ids: [Id] });
});

test('an account that may only look at keys sees why it cannot change them', async () => {
  // The people of the sample data sign in with the password of their administrator.
  await new ConnectionDialog(app.page).add({ ...form(), username: 'o.kuznetsova' });
  const keys = new KeysPage(app.page);
  await expect.poll(() => keys.count()).toBe(1000);
  const create = app.page.getByRole('button', { name: 'Create', exact: true });
  await expect(create).toBeDisabled();
  await create.locator('..').hover();
  await expect(app.page.getByText('may not create keys. It needs full access')).toBeVisible();
  await keys.grid.getByRole('row').nth(1).dblclick();
  await expect(keys.properties.getByRole('button', { name: 'Save' })).toBeDisabled();
  await keys.copySecret(app.readClipboard);
});
