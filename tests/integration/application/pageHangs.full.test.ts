import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startApplication, waitForList } from './startApplication.ts';

it('ends a page that hangs and loads it again, with its state from main', async () => {
  const app = await startApplication();
  await waitForList(app.page);
  await app.page.getByRole('button', { name: 'Settings' }).click();
  await app.page.getByRole('button', { name: 'Dark', exact: true }).click();
  await app.page.locator('html[data-color-scheme=dark]').waitFor();
  const next = app.page.context().waitForEvent('page', { timeout: 600_000 });
  const hanging = app.page.evaluate(() => {
    for (;;) {
      // For ever.
    }
  });
  hanging.catch(() => {});
  const again = await next;
  await waitForList(again);
  await again.locator('html[data-color-scheme=dark]').waitFor();
  const log = readFileSync(join(app.userDataFolder, 'logs', 'keydesk.log'), 'utf8');
  expect(log).toContain('The page does not respond and is ended');
  await app.close();
  app.clean();
});
