import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { filesWith } from '../harness/filesWith.ts';
import { createEvidenceFolder } from './evidence/evidenceFolder.ts';
import { test } from './fixtures.ts';
import { KeysPage } from './pages/keysPage.ts';
import { connect } from './pages/windowCalls.ts';

test('no secret and no password is in the window or on disk', async ({ app, platform }) => {
  const keys = await connect(app.page, { ...platform, name: 'Moscow' });
  await keys.grid.getByRole('row').nth(1).dblclick();
  const secrets = [await keys.copySecret(app.readClipboard), platform.password];
  await keys.properties.getByRole('button', { name: 'Reveal secret' }).click();
  await expect(keys.properties.getByText(secrets[0] ?? '')).toBeVisible();
  await keys.properties.getByRole('button', { name: 'Hide secret' }).click();
  await expect(keys.properties.getByRole('button', { name: 'Reveal secret' })).toBeVisible();
  await keys.closeProperties();

  const page = await app.page.evaluate(() =>
    [document.documentElement.outerHTML, JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join('\n'),
  );
  const planted = join(app.userDataFolder, 'planted.txt');
  for (const secret of secrets) {
    expect(page).not.toContain(secret);
    expect(filesWith(app.userDataFolder, secret)).toEqual([]);
    writeFileSync(planted, Buffer.from(secret).toString('base64'));
    expect(filesWith(app.userDataFolder, secret)).toEqual([planted]);
    rmSync(planted);
  }
});

test('a damaged settings file is kept and reported, and the application starts', async ({ launch }) => {
  const userDataFolder = createEvidenceFolder('data');
  const damaged = '{"schemaVersion":1,"connections":[{"id":';
  writeFileSync(join(userDataFolder, 'settings.json'), damaged);
  const { page } = await launch({ userDataFolder });
  await new KeysPage(page).waitForList();
  await expect(page.getByText('The settings file could not be read')).toBeVisible();
  const kept = readdirSync(userDataFolder).filter((name) => name.startsWith('settings.damaged-'));
  expect(kept).toHaveLength(1);
  await expect(page.getByText(kept[0] ?? '')).toBeVisible();
  expect(readFileSync(join(userDataFolder, kept[0] ?? ''), 'utf8')).toBe(damaged);
});
