import { expect, type Locator, test } from '@playwright/test';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import { launchApp, type RunningApp } from './launchApp.ts';
import { KeysPage } from './pages/keysPage.ts';

/** More stops than any page or dialog has. */
const MOST_STOPS = 60;

let keyring: Keyring;
let app: RunningApp;

test.beforeAll(async () => {
  keyring = await startKeyring();
});

test.afterAll(async () => {
  await app.close();
  await keyring.stop();
});

/** Goes on with Tab until something has the focus. */
async function tabTo(target: Locator): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await target.evaluate((element) => element.matches(':focus')).catch(() => false)) {
      return;
    }
    await app.page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

test('the whole job with the keyboard alone: a key is created, copied, found, extended, retired, restored and deleted', async () => {
  test.setTimeout(180_000);
  app = await launchApp({ keyring, language: 'en' });
  const { page } = app;
  const { keyboard } = page;
  const keys = new KeysPage(page);
  await keys.waitForList();
  const before = await keys.count();

  const token = await test.step('create, with the token and the secret', async () => {
    await keyboard.press('Control+N');
    await expect(keys.newKey.getByRole('combobox', { name: 'User name' })).toBeFocused();
    await keyboard.type('ERP');
    await expect(page.getByRole('option', { name: 'ERP' }).first()).toBeVisible();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await tabTo(keys.newKey.getByRole('button', { name: 'Save' }));
    await keyboard.press('Enter');
    await expect(keys.properties).toBeVisible();
    await keyboard.press('Control+Shift+C');
    await expect.poll(app.readClipboard).toMatch(/^[\da-f]{32}$/);
    const copied = await app.readClipboard();
    await keyboard.press('Control+Shift+C');
    await expect.poll(app.readClipboard).toMatch(/^[\w+/]{86}==$/);
    await keyboard.press('Escape');
    await expect(keys.properties).toBeHidden();
    return copied;
  });
  expect(await keys.count()).toBe(before + 1);

  await test.step('find it by its token, and extend it', async () => {
    await keyboard.press('/');
    await expect(keys.search).toBeFocused();
    await keyboard.type(`token:${token}`);
    await expect.poll(() => keys.count()).toBe(1);
    await tabTo(keys.row(token));
    await keyboard.press('Enter');
    await expect(keys.properties).toBeVisible();
    await tabTo(keys.properties.getByRole('button', { name: 'Extend by 1 year' }));
    await keyboard.press('Enter');
    await tabTo(keys.properties.getByRole('button', { name: 'Save' }));
    await keyboard.press('Enter');
    await expect(page.getByText('Key saved')).toBeVisible();
    await keyboard.press('Escape');
    await expect(keys.properties).toBeHidden();
  });

  await test.step('retire it, and restore it', async () => {
    await tabTo(keys.row(token));
    await keyboard.press('Space');
    await expect(page.getByRole('status').filter({ hasText: `1 of ${before + 1} selected` })).toBeVisible();
    await keyboard.press('Control+F');
    await tabTo(page.getByRole('button', { name: 'Retire now…' }));
    await keyboard.press('Enter');
    await tabTo(keys.retirement.getByRole('button', { name: 'Retire 1 key' }));
    await keyboard.press('Enter');
    await expect(keys.retirement).toBeHidden();
    await expect(keys.row(token)).toContainText('Expired');
    await keyboard.press('Control+F');
    await tabTo(page.getByRole('button', { name: 'Restore' }).first());
    await keyboard.press('Enter');
    await expect(keys.row(token)).toContainText('Valid');
  });

  await test.step('delete it', async () => {
    await keyboard.press('Control+F');
    await tabTo(keys.row(token));
    await keyboard.press('Delete');
    await expect(keys.confirmation).toBeVisible();
    await expect(keys.confirmation.getByRole('button', { name: 'Cancel' })).toBeFocused();
    const wanted = await keys.askedFor();
    if (wanted !== null) {
      await tabTo(keys.confirmation.getByRole('textbox'));
      await keyboard.type(wanted);
    }
    await tabTo(keys.confirmation.getByRole('button', { name: 'Delete 1 key' }));
    await keyboard.press('Enter');
    await expect(keys.confirmation).toBeHidden();
    await keyboard.press('Control+F');
    await keyboard.press('Escape');
    await expect.poll(() => keys.count()).toBe(before);
  });
});
