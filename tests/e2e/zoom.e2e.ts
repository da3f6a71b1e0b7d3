import { expect, test } from '@playwright/test';
import { launchApp, type RunningApp } from './launchApp.ts';
import { KeysPage } from './pages/keysPage.ts';

let app: RunningApp;

test.afterEach(() => app.close());

/** Width of the page in its own pixels, of which there are fewer the larger everything is. */
const pageWidth = () => app.page.evaluate(() => window.innerWidth);

test('the keyboard makes everything larger and smaller, within bounds, and the size stays after a restart', async () => {
  app = await launchApp({ keyring: 'none', language: 'en' });
  await new KeysPage(app.page).waitForList();
  const width = await pageWidth();
  await app.page.keyboard.press('Control+=');
  await expect.poll(pageWidth).toBe(Math.round(width / 1.1));
  await app.page.keyboard.press('Control+-');
  await expect.poll(pageWidth).toBe(width);
  for (const percent of [110, 125, 150, 175, 200]) {
    await app.page.keyboard.press('Control++');
    await expect.poll(async () => Math.abs((await pageWidth()) - (width * 100) / percent)).toBeLessThan(3);
  }
  await expect(app.page.getByRole('button', { name: 'Settings' })).toBeVisible();

  const { userDataFolder } = app;
  await app.close();
  app = await launchApp({ keyring: 'none', language: 'en', userDataFolder });
  await new KeysPage(app.page).waitForList();
  await expect.poll(async () => Math.abs((await pageWidth()) - width / 2)).toBeLessThan(3);
  await app.page.keyboard.press('Control+0');
  await expect.poll(pageWidth).toBe(width);
});
