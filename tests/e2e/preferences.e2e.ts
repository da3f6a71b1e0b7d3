import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { createEvidenceFolder } from './evidence/evidenceFolder.ts';
import { test } from './fixtures.ts';
import { KeysPage } from './pages/keysPage.ts';

test('language, theme and zoom are those of the system at first, and those of the user from then on', async ({
  launch,
}) => {
  let app = await launch({ language: 'ru', theme: 'dark' });
  const heading = (name: string) => app.page.getByRole('heading', { name });
  const html = () => app.page.locator('html');
  /** Width of the page in CSS pixels, which decreases with the zoom. */
  const pageWidth = () => app.page.evaluate(() => window.innerWidth);
  const difference = async (wanted: number) => Math.abs((await pageWidth()) - wanted);

  await expect(heading('Ключи аутентификации')).toBeVisible();
  await expect(html()).toHaveAttribute('lang', 'ru');
  await expect(html()).toHaveAttribute('data-color-scheme', 'dark');
  const width = await pageWidth();
  await app.page.keyboard.press('Control+=');
  await expect.poll(pageWidth).toBe(Math.round(width / 1.1));
  await app.page.keyboard.press('Control+-');
  await expect.poll(pageWidth).toBe(width);
  for (const percent of [110, 125, 150, 175, 200]) {
    await app.page.keyboard.press('Control++');
    await expect.poll(() => difference((width * 100) / percent)).toBeLessThan(3);
  }
  await app.page.getByRole('button', { name: 'Настройки' }).click();
  await app.page.getByRole('button', { name: 'English' }).click();
  await expect(heading('Settings')).toBeVisible();
  await app.page.getByRole('button', { name: 'Light' }).click();
  await expect(html()).toHaveAttribute('data-color-scheme', 'light');

  const { userDataFolder } = app;
  await app.close();
  app = await launch({ language: 'ru', theme: 'dark', userDataFolder });
  await expect(heading('Authentication keys')).toBeVisible();
  await expect(html()).toHaveAttribute('data-color-scheme', 'light');
  await expect.poll(() => difference(width / 2)).toBeLessThan(3);
  await app.page.keyboard.press('Control+0');
  await expect.poll(pageWidth).toBe(width);
});

test('the size of the window is kept for the next start', async ({ launch }) => {
  let app = await launch({ width: 1100, height: 760 });
  const size = () => app.page.evaluate(() => [window.innerWidth, window.innerHeight]);
  await expect.poll(size).toEqual([1100, 760]);
  await new KeysPage(app.page).waitForList();
  const { userDataFolder } = app;
  await app.close();
  app = await launch({ userDataFolder });
  await expect.poll(size).toEqual([1100, 760]);
});

test('a damaged settings file is set aside and reported, and the application starts', async ({ launch }) => {
  const userDataFolder = createEvidenceFolder('data');
  const damaged = '{"schemaVersion":1,"connections":[{"id":';
  writeFileSync(join(userDataFolder, 'settings.json'), damaged);
  const { page } = await launch({ userDataFolder });
  await new KeysPage(page).waitForList();
  await expect(page.getByText('The settings file could not be read')).toBeVisible();
  const [copy = ''] = readdirSync(userDataFolder).filter((name) => name.startsWith('settings.damaged-'));
  await expect(page.getByText(copy)).toBeVisible();
  expect(readFileSync(join(userDataFolder, copy), 'utf8')).toBe(damaged);
});
