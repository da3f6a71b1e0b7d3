import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { KeysPage } from '../../e2e/pages/keysPage.ts';
import { filesWith } from '../../harness/filesWith.ts';
import { type StartedApplication, startApplication, waitForList } from './startApplication.ts';

let app: StartedApplication;

beforeEach(async () => {
  app = await startApplication();
  await waitForList(app.page);
});

afterEach(async () => {
  await app.close();
  app.clean();
});

/** Ends the process of a page, and gives the page that the application shows after that. */
async function crash(page: Page): Promise<Page> {
  const next = page.context().waitForEvent('page', { timeout: 120_000 });
  const client = await page.context().newCDPSession(page);
  // The process does not live to answer.
  client.send('Page.crash').catch(() => {});
  return next;
}

const log = () => readFileSync(join(app.userDataFolder, 'logs', 'keydesk.log'), 'utf8');

it('loads a page that crashes again, once, and then a page without scripts offers the way back', async () => {
  const keys = new KeysPage(app.page);
  await keys.grid.getByRole('row').nth(1).dblclick();
  await keys.properties.getByRole('button', { name: 'Reveal secret' }).click();
  const secret = await keys.copySecret(app.readClipboard);

  const again = await crash(app.page);
  await waitForList(again);
  expect(await again.content()).not.toContain(secret);

  const crashed = await crash(again);
  await crashed.getByRole('heading', { name: 'The KeyDesk window has stopped working' }).waitFor();
  await crashed.getByRole('heading', { name: 'Окно KeyDesk перестало работать' }).waitFor();
  expect(await crashed.evaluate(() => document.scripts.length)).toBe(0);
  expect(await crashed.content()).not.toContain(secret);
  await crashed.getByRole('link', { name: 'Reload the window' }).click();
  await waitForList(crashed);
  expect(log().match(/The page has ended/g)).toHaveLength(2);
  expect(filesWith(app.userDataFolder, secret)).toEqual([]);
});
