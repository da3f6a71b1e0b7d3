import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import {
  eligibleAccountPageSchema,
  keyPageSchema,
  type WireKey,
  wireKeySchema,
} from '../../shared/adminApi/keyService.ts';
import type { StandalonePlatform } from '../harness/platformCommand.ts';
import { test } from './fixtures.ts';
import type { KeysPage } from './pages/keysPage.ts';
import { connect } from './pages/windowCalls.ts';
import { startPlatform } from './startPlatform.ts';

const IN_A_YEAR = new Date(Date.now() + 365 * 86_400_000).toISOString();
const REFRESH_LIMIT = { timeout: 60_000 };

let platform: StandalonePlatform;
/** A copy of the platform's data folder, made at the start. */
let copy: string;
let keys: KeysPage;

const numberOf = ({ Id }: WireKey): number => Number(Id.split('.')[1]);

async function create(username: string): Promise<WireKey> {
  const { Items } = eligibleAccountPageSchema.parse(await platform.call('ListEligibleAccounts', { Search: username }));
  return wireKeySchema.parse(await platform.call('Create', { AccountId: Items[0]?.Id, ExpirationDate: IN_A_YEAR }));
}

async function keyOf(id: string): Promise<WireKey | undefined> {
  return keyPageSchema.parse(await platform.call('List')).Items.find(({ Id }) => Id === id);
}

/**
 * Makes the platform lose a key that the window shows: its data folder is restored from the copy, and of the keys created
 * since, one has the same identifier.
 */
async function loseKey(): Promise<{ readonly shown: WireKey; readonly other: WireKey }> {
  const shown = await create('admin');
  await keys.refresh(REFRESH_LIMIT);
  await expect(keys.row(shown.Token)).toBeVisible();
  await platform.stop();
  rmSync(platform.dataFolder, { recursive: true });
  cpSync(copy, platform.dataFolder, { recursive: true });
  platform = await startPlatform([], platform);
  let other = await create('svc.erp');
  while (numberOf(other) < numberOf(shown)) {
    other = await create('svc.erp');
  }
  expect([other.Id, other.Token === shown.Token]).toEqual([shown.Id, false]);
  return { shown, other };
}

/** Expects a dialog to report the lost key, and the list to show the other key unchanged and not selected. */
async function expectUntouched(dialog: Locator, { shown, other }: Awaited<ReturnType<typeof loseKey>>): Promise<void> {
  const alert = dialog.getByRole('alert');
  await expect(alert).toContainText('now belongs to another key');
  await expect(alert).toContainText('The list has been refreshed');
  expect(await keyOf(other.Id)).toEqual(other);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
  await expect(keys.row(other.Token)).toHaveCount(1);
  await expect(keys.row(shown.Token)).toHaveCount(0);
  await expect(keys.row(other.Token).getByRole('checkbox')).not.toBeChecked();
}

test.beforeAll(async () => {
  platform = await startPlatform(['--sample']);
  await platform.stop();
  copy = mkdtempSync(join(tmpdir(), 'keydesk-copy-'));
  cpSync(platform.dataFolder, copy, { recursive: true });
  platform = await startPlatform([], platform);
});

test.afterAll(async () => {
  await platform.stop();
  rmSync(copy, { recursive: true });
});

test.beforeEach(async ({ app }) => {
  keys = await connect(app.page, { ...platform, name: 'Moscow' });
});

test('fault 96: copying and revealing return the secret of no other key', async ({ app }) => {
  const copied = await loseKey();
  await keys.row(copied.shown.Token).dblclick();
  await keys.properties.getByRole('button', { name: 'Copy secret' }).click();
  await expect(keys.properties.getByRole('alert')).toContainText('This key no longer exists');
  // The dialog still shows the key for which it was opened.
  await expect(keys.properties).toContainText(copied.shown.Token);
  await expect(keys.properties.getByRole('button', { name: 'Reveal secret' })).toBeDisabled();
  await expectUntouched(keys.properties, copied);
  expect(await app.readClipboard()).toBe('');

  const revealed = await loseKey();
  await keys.row(revealed.shown.Token).dblclick();
  await keys.properties.getByRole('button', { name: 'Reveal secret' }).click();
  await expect(keys.properties.getByRole('alert')).toContainText('This key no longer exists');
  await expect(keys.properties.getByRole('textbox', { name: 'Secret key' })).toBeHidden();
  await expectUntouched(keys.properties, revealed);
});

test('fault 96: deleting and a new expiry change no other key, and none is selected instead', async ({ app }) => {
  const expiring = await loseKey();
  await keys.row(expiring.shown.Token).dblclick();
  await keys.saveExpiry({ year: new Date().getFullYear() + 2, month: 5, day: 1 });
  await expectUntouched(keys.properties, expiring);

  const deleted = await loseKey();
  await keys.row(deleted.shown.Token).getByRole('checkbox').click();
  await app.page.getByRole('button', { name: 'Delete', exact: true }).click();
  await keys.confirmDeletion(1);
  await expect(keys.confirmation.getByRole('alert')).toContainText('now belongs to another key');
  await expect(keys.confirmation.getByRole('button', { name: /^(Delete|Try) / })).toHaveCount(0);
  await expectUntouched(keys.confirmation, deleted);
  // The other key can be deleted once it is shown.
  await keys.delete([deleted.other.Token]);
  expect(await keyOf(deleted.other.Id)).toBeUndefined();
});
