import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { KeysPage } from './pages/keysPage.ts';

test('a copied secret stays on the system clipboard until it is cleared, also after a reload', async ({ app }) => {
  const { page } = app;
  const keys = new KeysPage(page);
  const countdown = page.getByRole('status').filter({ hasText: 'Secret copied' });
  await keys.grid.getByRole('row').nth(1).dblclick();
  await keys.copySecret(app.readClipboard);
  await expect(countdown).toContainText(/clears in \d+ s/);
  await page.reload();
  await expect(countdown).toContainText(/clears in \d+ s/);
  await page.getByRole('button', { name: 'Clear now' }).click();
  await expect(page.getByText('Clipboard cleared')).toBeVisible();
  expect(await app.readClipboard()).toBe('');
});

test('a revealed secret is excluded from screen captures, copied by main, and gone once hidden', async ({ app }) => {
  const { page } = app;
  const keys = new KeysPage(page);
  await keys.grid.getByRole('row').nth(1).dblclick();
  const secret = await keys.copySecret(app.readClipboard);
  await app.writeClipboard('');
  expect(await app.isContentProtected()).toBe(false);
  await keys.properties.getByRole('button', { name: 'Reveal secret' }).click();
  const value = keys.properties.getByRole('textbox', { name: 'Secret key' });
  await expect(value).toHaveText(secret);
  // Electron cannot protect a window on Linux, and the window says so; the Chromium host only stores the request.
  const isLinux = process.platform === 'linux';
  expect(await app.isContentProtected()).toBe(app.host === 'chromium' || !isLinux);
  const said = isLinux ? 'Linux cannot exclude a window from them' : 'excluded from screen captures';
  await expect(keys.properties.getByText(said)).toBeVisible();

  await page.keyboard.press('Control+KeyA');
  await value.click({ clickCount: 3 });
  expect(await page.evaluate(() => String(window.getSelection()))).not.toContain(secret.slice(0, 8));
  await page.keyboard.press('Control+KeyC');
  await expect.poll(app.readClipboard).toBe(secret);

  await keys.properties.getByRole('button', { name: 'Hide secret' }).click();
  await expect.poll(app.isContentProtected).toBe(false);
  await expect(keys.properties.getByRole('button', { name: 'Reveal secret' })).toBeVisible();
  expect(await page.content()).not.toContain(secret);
  expect(await page.locator('html').ariaSnapshot()).not.toContain(secret);

  await keys.properties.getByRole('button', { name: 'Reveal secret' }).click();
  await expect.poll(app.isContentProtected).toBe(app.host === 'chromium' || !isLinux);
  await page.reload();
  await keys.waitForList();
  await expect.poll(app.isContentProtected).toBe(false);
});
