import { expect, type Page } from '@playwright/test';
import { filesWith } from '../harness/filesWith.ts';
import { test } from './fixtures.ts';
import { KeysPage } from './pages/keysPage.ts';
import { callBridge } from './pages/windowCalls.ts';

const PASSPHRASE = 'four words make one';

const lockScreen = (page: Page) => page.getByRole('main', { name: 'KeyDesk is locked' });

test('locking with the screen removes list and secrets from the window and the clipboard', async ({ app }) => {
  const { page } = app;
  const keys = new KeysPage(page);
  await keys.grid.getByRole('row').nth(1).dblclick();
  const secret = await keys.copySecret(app.readClipboard);
  await keys.properties.getByRole('button', { name: 'Reveal secret' }).click();
  await expect(keys.properties.getByText(secret)).toBeVisible();
  await app.emitPowerEvent('lock-screen');
  await expect(lockScreen(page)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Unlock' })).toBeFocused();
  await expect.poll(app.readClipboard).toBe('');
  await expect.poll(app.isContentProtected).toBe(false);
  await expect(keys.grid).toBeHidden();
  await expect(keys.properties).toBeHidden();
  await expect(page).toHaveTitle('KeyDesk');
  const content = await page.content();
  expect(content).not.toContain(secret);
  expect(content).not.toMatch(/ERP|svc\.|Sample platform/);
  await expect(callBridge(page, 'keys:list', { connectionId: 'sample' })).rejects.toThrow('LOCKED');

  await page.reload();
  await expect(lockScreen(page)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Unlock' })).toBeFocused();
  await page.keyboard.press('Enter');
  await keys.waitForList();
});

test('with a passphrase the application starts locked, and only the passphrase unlocks it', async ({ launch }) => {
  let app = await launch();
  await callBridge(app.page, 'lock:setPassphrase', { current: null, next: PASSPHRASE });
  const { userDataFolder } = app;
  await app.close();
  app = await launch({ userDataFolder });
  const { page } = app;
  const field = page.getByLabel('Passphrase', { exact: true });
  await expect(lockScreen(page)).toBeVisible();
  await expect(field).toBeFocused();
  await page.keyboard.type('not the passphrase');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The passphrase is wrong')).toBeVisible();
  await expect(field).toBeFocused();
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
  await new KeysPage(page).waitForList();
  expect(filesWith(userDataFolder, PASSPHRASE)).toEqual([]);
});
