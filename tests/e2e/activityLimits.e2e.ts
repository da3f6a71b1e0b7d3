import { mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { sha256 } from '../../electron/adapters/system/sha256.ts';
import { CHAIN_START, chainEntries } from '../../electron/services/activity/activityChain.ts';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import { sampleEntry } from '../unit/services/activity/sampleEntry.ts';
import { launchApp, type RunningApp } from './launchApp.ts';
import { ActivityPage } from './pages/activityPage.ts';
import { KeysPage } from './pages/keysPage.ts';

const ENTRIES = 900;

let keyring: Keyring;
let app: RunningApp;
let userDataFolder: string;
let journalFile: string;

test.beforeAll(async () => {
  keyring = await startKeyring();
});

test.beforeEach(() => {
  userDataFolder = mkdtempSync(join(tmpdir(), 'keydesk-e2e-'));
  mkdirSync(join(userDataFolder, 'activity'));
  journalFile = join(userDataFolder, 'activity', 'sample.jsonl');
});

test.afterEach(async () => {
  await app.close();
  rmSync(userDataFolder, { recursive: true });
});

test.afterAll(() => keyring.stop());

test('a long journal is read to its end with the keyboard alone, page by page', async () => {
  const middle = Array.from({ length: ENTRIES - 2 }, () => sampleEntry({}));
  const entries = [sampleEntry({ username: 'svc.oldest' }), ...middle, sampleEntry({ username: 'svc.newest' })];
  writeFileSync(journalFile, chainEntries(entries, CHAIN_START, sha256).text);
  app = await launchApp({ keyring, language: 'en', userDataFolder });
  const { keyboard } = app.page;
  const activity = new ActivityPage(app.page);
  await app.page.getByRole('button', { name: 'Activity' }).focus();
  await keyboard.press('Enter');
  await expect(activity.rows('svc.newest')).toBeVisible();
  expect(await activity.count()).toBe(ENTRIES);

  await test.step('the keychain does not vouch for entries that it never heard of', async () => {
    await expect(app.page.getByText('vouches for “Sample platform” from entry 901 on')).toBeVisible();
    await expect(activity.intact).toBeHidden();
  });

  await activity.search.focus();
  for (const name of ['Export as CSV', 'Sample platform', 'All connections']) {
    await keyboard.press('Tab');
    await expect(app.page.getByRole('main').getByRole('button', { name })).toBeFocused();
  }
  await keyboard.press('Tab');
  await expect(activity.table).toBeFocused();
  await expect(async () => {
    await keyboard.press('End');
    await expect(activity.rows('svc.oldest')).toBeVisible({ timeout: 1_000 });
  }).toPass();
  expect(await activity.table.getByRole('row').count()).toBeLessThan(60);
});

test('a journal that cannot be written stops nothing, is told, and is written as soon as that is possible', async () => {
  mkdirSync(journalFile);
  app = await launchApp({ keyring, language: 'en', userDataFolder });
  const keys = new KeysPage(app.page);
  const activity = new ActivityPage(app.page);
  await keys.waitForList();
  await keys.create('ERP');
  await keys.copyToken(app.readClipboard);
  await keys.closeProperties();
  await expect(app.page.getByText('2 actions are not in the activity journal yet')).toBeVisible();

  await activity.open();
  await expect(app.page.getByRole('alert')).toContainText('The activity journal could not be read');
  rmdirSync(journalFile);
  await app.page.getByRole('button', { name: 'Retry' }).click();
  await expect(app.page.getByText('Nothing was done yet')).toBeVisible();

  await app.page.getByRole('button', { name: 'Authentication keys' }).click();
  await keys.waitForList();
  await keys.grid.getByRole('row').nth(1).dblclick();
  await keys.copyToken(app.readClipboard);
  await keys.closeProperties();
  await expect(app.page.getByText('not in the activity journal yet')).toBeHidden();
  await activity.open();
  await expect.poll(() => activity.count()).toBe(3);
  await expect(activity.intact).toBeVisible();
});
