import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { editKeySchema, keyPageSchema } from '../../shared/adminApi/keyService.ts';
import { type FaultProxy, startFaultProxy } from '../harness/faultProxy.ts';
import { answer, late, loseAnswer, pass } from '../harness/faults.ts';
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
let keys: KeysPage;

test.describe.configure({ timeout: 120_000 });

test.beforeAll(async () => {
  keyring = await startKeyring();
});

test.afterAll(() => keyring.stop());

test.afterEach(async () => {
  await app.close();
  await proxy.stop();
  await platform.stop();
});

/** Starts a platform with so many keys and the application with a connection to it, over the proxy. */
async function connect(count: number): Promise<void> {
  platform = await startPlatform(['--accounts', '40', '--keys', String(count)]);
  proxy = await startFaultProxy(platform.address);
  app = await launchApp({ keyring, language: 'en' });
  keys = new KeysPage(app.page);
  await keys.waitForList();
  await new ConnectionDialog(app.page).add({ ...platform, name: 'Stand', address: proxy.address });
  await expect.poll(() => keys.count()).toBe(count);
  await expect(app.page.getByText('Live · updated just now')).toBeVisible();
}

interface PlatformKey {
  readonly expiry: string;
  readonly version: number;
}

/** What the platform has, whatever the window shows, by identifier. */
async function keysOfPlatform(): Promise<ReadonlyMap<string, PlatformKey>> {
  const { Items } = keyPageSchema.parse(await platform.call('List', {}));
  return new Map(Items.map(({ Id, ExpirationDate, Version }) => [Id, { expiry: ExpirationDate, version: Version }]));
}

const expiriesOf = (found: ReadonlyMap<string, PlatformKey>) =>
  new Map([...found].map(([id, { expiry }]) => [id, expiry]));
const working = (found: ReadonlyMap<string, PlatformKey>) =>
  [...found].filter(([, { expiry }]) => Date.parse(expiry) > Date.now()).map(([id]) => id);

/** The edits that the application has sent. */
const edits = () =>
  proxy.bodies
    .filter((_body, index) => proxy.calls[index] === 'Edit')
    .map((body) => editKeySchema.parse(JSON.parse(body.toString())));

const note = (text: string | RegExp) => app.page.getByRole('note').filter({ hasText: text });
const button = (name: string | RegExp) => app.page.getByRole('button', { name, exact: true });

/** Shows the valid keys first, so that there are only such among the first rows. */
async function sortByExpiryDownwards(): Promise<void> {
  const header = keys.grid.getByRole('columnheader', { name: 'Expires' });
  await header.click();
  while ((await header.getAttribute('aria-sort')) !== 'descending') {
    await header.click();
    await delay(50);
  }
}

test('20 keys are retired and restored, and every expiry is what it was', async () => {
  await connect(120);
  await sortByExpiryDownwards();
  const before = await keysOfPlatform();
  await keys.tickFirst(20, 'Retire now…');
  await expect(keys.retirement.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await keys.retirement.getByRole('button', { name: 'Retire 20 keys', exact: true }).click();
  await expect(keys.retirement).toBeHidden();
  await expect(app.page.getByRole('status').filter({ hasText: '20 keys retired' })).toBeVisible();
  const retired = await keysOfPlatform();
  expect(working(before).length - working(retired).length).toBe(20);
  const changed = [...retired].filter(([id, { expiry }]) => expiry !== before.get(id)?.expiry).map(([id]) => id);
  expect(changed).toHaveLength(20);
  // What has just ended is shown as ended, not in a minute.
  await expect(keys.grid.getByText('Expires in 1 day')).toHaveCount(0);

  await note('20 keys retired').getByRole('button', { name: 'Restore' }).click();
  await expect(app.page.getByText('20 keys restored')).toBeVisible();
  await expect(note('20 keys retired')).toBeHidden();
  const restored = await keysOfPlatform();
  expect(expiriesOf(restored)).toEqual(expiriesOf(before));
  expect(edits()).toHaveLength(40);

  await app.page.getByRole('navigation').getByRole('button', { name: 'Activity' }).click();
  await expect(app.page.getByRole('grid').or(app.page.getByRole('table')).first()).toHaveAttribute(
    'aria-rowcount',
    '42',
  );
});

test('a message and a line offer to restore; a key that somebody has changed since is named and left to them', async () => {
  await connect(60);
  await sortByExpiryDownwards();
  const before = await keysOfPlatform();
  await keys.tickFirst(3, 'Retire now…');
  await keys.retirement.getByRole('button', { name: 'Retire 3 keys', exact: true }).click();
  await expect(keys.retirement).toBeHidden();
  const toast = app.page.getByRole('status').filter({ hasText: '3 keys retired' });
  await expect(toast.getByRole('button', { name: 'Restore' })).toBeVisible();
  const retired = await keysOfPlatform();
  const [theirs = ''] = [...retired].filter(([id, { expiry }]) => expiry !== before.get(id)?.expiry).map(([id]) => id);
  const theirExpiry = '2031-03-04T00:00:00.000Z';
  await platform.call('Edit', { Id: theirs, ExpirationDate: theirExpiry, Version: retired.get(theirs)?.version });

  // The line outlives the lock screen; the message does not.
  await button('Lock').click();
  await button('Unlock').click();
  await expect(note('3 keys retired')).toBeVisible();
  await note('3 keys retired').getByRole('button', { name: 'Restore' }).click();
  const outcome = app.page.getByRole('alert').filter({ hasText: '1 key was not restored.' });
  await expect(outcome.getByRole('listitem')).toContainText('somebody changed it in the meantime');
  await expect(app.page.getByText('2 keys restored')).toBeVisible();
  const after = await keysOfPlatform();
  expect(expiriesOf(after)).toEqual(new Map([...expiriesOf(before), [theirs, theirExpiry]]));
  await outcome.getByRole('button', { name: 'Close' }).click();
  await expect(outcome).toBeHidden();
});

test('an expiry of many: some are refused, the dialog stays, and "Try again" touches those only', async () => {
  await connect(60);
  const before = await keysOfPlatform();
  const busy = answer(500, {}, { Code: 'Internal', Message: 'The database was busy.' });
  proxy.next('Edit', pass, pass, busy, pass, busy);
  await keys.tickFirst(12, 'Set expiry…');
  const dialog = keys.expiry;
  await dialog.getByRole('button', { name: '365 days' }).click();
  await expect(dialog.getByText(/12 keys · \d+ accounts?/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Set expiry of 12 keys', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('2 keys were not changed. They stay selected.');
  await expect(dialog.getByRole('alert')).toContainText('The database was busy.');
  const between = await keysOfPlatform();
  const changed = () => [...between].filter(([id, { expiry }]) => expiry !== before.get(id)?.expiry);
  expect(changed()).toHaveLength(10);
  const sent = edits().length;
  await dialog.getByRole('button', { name: 'Try 2 keys again', exact: true }).click();
  await expect(dialog).toBeHidden();
  expect(edits().slice(sent)).toHaveLength(2);
  const after = await keysOfPlatform();
  const ids = new Set(edits().map(({ Id }) => Id));
  expect(ids.size).toBe(12);
  for (const [id, { expiry }] of after) {
    expect(expiry === before.get(id)?.expiry).toBe(!ids.has(id));
  }
});

test('answers that are lost are looked up, and no key is extended twice', async () => {
  await connect(60);
  const before = await keysOfPlatform();
  proxy.always.set('Edit', async (call) => {
    await delay(300);
    await loseAnswer(call);
  });
  await keys.tickFirst(8, 'Set expiry…');
  await keys.expiry.getByRole('button', { name: 'Set expiry of 8 keys', exact: true }).click();
  await expect(keys.expiry.getByRole('alert')).toContainText('4 keys were not processed.');
  proxy.heal();
  await keys.expiry.getByRole('button', { name: 'Try 4 keys again', exact: true }).click();
  await expect(keys.expiry).toBeHidden();
  const after = await keysOfPlatform();
  const versions = [...after].filter(([id, { version }]) => version !== before.get(id)?.version);
  expect(versions.map(([id, { version }]) => version - (before.get(id)?.version ?? 0))).toEqual(
    Array.from({ length: 8 }, () => 1),
  );
});

test('one date for all says what becomes shorter, and "Stop" leaves the rest as it is', async () => {
  await connect(60);
  await sortByExpiryDownwards();
  const before = await keysOfPlatform();
  await keys.tickFirst(20, 'Set expiry…');
  const day = new Date(Date.now() + 2 * 24 * 60 * 60 * 1000);
  await keys.fillExpiry(keys.expiry, {
    year: day.getFullYear(),
    month: day.getMonth() + 1,
    day: day.getDate(),
  });
  await expect(keys.expiry.getByRole('note')).toContainText('20 keys would expire earlier');
  proxy.always.set('Edit', late(700));
  await keys.expiry.getByRole('button', { name: 'Set expiry of 20 keys', exact: true }).click();
  await expect(keys.expiry.getByRole('status').filter({ hasText: 'done' })).toContainText(/^[48] of 20 done/);
  await keys.expiry.getByRole('button', { name: 'Stop' }).click();
  await expect(keys.expiry.getByRole('alert')).toContainText('keys were not changed. They stay selected.');
  const after = await keysOfPlatform();
  const changed = [...after].filter(([id, { expiry }]) => expiry !== before.get(id)?.expiry).length;
  expect(changed).toBe(edits().length);
  expect(changed).toBeLessThan(20);
  await expect(keys.expiry.getByRole('alert')).toContainText(`${20 - changed} keys were not changed.`);
});

test('more than five keys are deleted only once their number is typed; they can be retired instead', async () => {
  await connect(60);
  await sortByExpiryDownwards();
  await keys.tickFirst(12, 'Delete');
  const confirm = keys.confirmation.getByRole('button', { name: 'Delete 12 keys', exact: true });
  await expect(keys.confirmation.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(confirm).toBeDisabled();
  await confirm.locator('..').hover();
  await expect(app.page.getByRole('tooltip')).toContainText('Type 12 into the field');
  const field = keys.confirmation.getByRole('textbox', { name: /^Type .?12.? to confirm$/ });
  await field.fill('1');
  await field.press('Enter');
  await expect(confirm).toBeDisabled();
  await field.fill('12');
  await expect(confirm).toBeEnabled();
  await keys.confirmation.getByRole('button', { name: 'Retire instead' }).click();
  await keys.retirement.getByRole('button', { name: 'Retire 12 keys', exact: true }).click();
  await expect(keys.retirement).toBeHidden();
  expect(proxy.calls).not.toContain('Delete');
  expect((await keysOfPlatform()).size).toBe(60);
});
