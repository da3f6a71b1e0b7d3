import { expect, type Page } from '@playwright/test';
import { DEFAULT_SERVICE_PATH } from '../../shared/model/connection.ts';
import { callAsExternalSystem } from '../harness/opensslClient.ts';
import { test } from './fixtures.ts';
import { KeysPage } from './pages/keysPage.ts';

/** Address of the sample platform, from the connection switcher. */
async function sampleAddress(page: Page): Promise<string> {
  const text = await page
    .getByRole('navigation')
    .getByText(/127\.0\.0\.1:\d+/)
    .first()
    .textContent();
  return `http://${/127\.0\.0\.1:\d+/.exec(text ?? '')?.[0]}`;
}

test('a key is created, accepted, disabled and deleted, and stays deleted', async ({ launch }) => {
  let app = await launch();
  const keys = new KeysPage(app.page);
  await keys.waitForList();
  const before = await keys.count();
  const address = await sampleAddress(app.page);
  const path = `${DEFAULT_SERVICE_PATH}/GetPermissions`;

  const first = await test.step('create a key and take its token and secret', async () => {
    await keys.create('ERP');
    const token = await keys.copyToken(app.readClipboard);
    const secret = await keys.copySecret(app.readClipboard);
    await expect(app.page.getByText(secret)).toHaveCount(0);
    await keys.properties.getByRole('button', { name: 'Reveal secret' }).click();
    await expect(keys.properties.getByText(secret, { exact: true })).toBeVisible();
    return { token, secret };
  });

  await test.step('an external client is accepted', () => {
    expect(callAsExternalSystem(address, path, first)).toMatchObject({ status: 200 });
  });

  await test.step('a past expiry disables it at once', async () => {
    await keys.saveExpiry({ year: 2026, month: 1, day: 5 });
    await expect(app.page.getByText('Key saved')).toBeVisible();
    expect(callAsExternalSystem(address, path, first)).toMatchObject({
      status: 401,
      challenge: expect.stringContaining('error="invalid_token" error_description="The access token has expired"'),
    });
    await keys.closeProperties();
    await expect(keys.row(first.token)).toContainText('Expired');
  });

  const second = await test.step('a second key is accepted', async () => {
    await keys.create('ERP');
    const token = await keys.copyToken(app.readClipboard);
    const secret = await keys.copySecret(app.readClipboard);
    await keys.closeProperties();
    expect(callAsExternalSystem(address, path, { token, secret })).toMatchObject({ status: 200 });
    return { token, secret };
  });

  await test.step('both are deleted and rejected', async () => {
    expect(await keys.count()).toBe(before + 2);
    await keys.delete([first.token, second.token]);
    await expect(app.page.getByText('2 keys deleted')).toBeVisible();
    await expect.poll(() => keys.count()).toBe(before);
    for (const key of [first, second]) {
      expect(callAsExternalSystem(address, path, key)).toMatchObject({
        status: 401,
        challenge: expect.stringContaining('Invalid Credential'),
      });
    }
  });

  await test.step('they are still gone after a restart', async () => {
    const { userDataFolder } = app;
    await app.close();
    app = await launch({ userDataFolder });
    const restarted = new KeysPage(app.page);
    await restarted.waitForList();
    expect(await restarted.count()).toBe(before);
    await expect(restarted.row(first.token)).toHaveCount(0);
    await expect(restarted.row(second.token)).toHaveCount(0);
  });
});
