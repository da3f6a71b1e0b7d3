import { expect } from '@playwright/test';
import { filesWith } from '../harness/filesWith.ts';
import { test } from './fixtures.ts';
import { connect } from './pages/windowCalls.ts';

test('a secret that was used is available while the installation cannot be reached, and never readable on disk', async ({
  app,
  keyring,
  platform,
  faultProxy,
}) => {
  const form = { ...platform, name: 'Moscow', address: faultProxy.address };
  const keys = await connect(app.page, form, { keepsKeySecrets: true });
  await keys.grid.getByRole('row').nth(1).dblclick();
  const secret = await keys.copySecret(app.readClipboard);
  // Replaces the secret on the clipboard, so that the next copy must come from the keychain.
  await keys.copyToken(app.readClipboard);
  await faultProxy.refuseConnections();
  expect(await keys.copySecret(app.readClipboard)).toBe(secret);
  await keys.properties.getByRole('button', { name: 'Reveal secret' }).click();
  await expect(keys.properties.getByText(secret)).toBeVisible();
  await keys.closeProperties();

  // A secret that was not used before is not available.
  await keys.grid.getByRole('row').nth(2).dblclick();
  await keys.properties.getByRole('button', { name: 'Reveal secret' }).click();
  await expect(keys.properties.getByText('The installation cannot be reached')).toBeVisible();
  for (const folder of [app.userDataFolder, keyring.folder]) {
    expect(filesWith(folder, secret)).toEqual([]);
  }
});
