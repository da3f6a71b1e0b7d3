import { expect } from '@playwright/test';
import { english } from '../../renderer/i18n/i18n.ts';
import { test } from './fixtures.ts';
import { KeysPage } from './pages/keysPage.ts';
import { callBridge } from './pages/windowCalls.ts';

test('a key is tested by the keyboard, then all of the list, and the journal has what was found', async ({
  launch,
}) => {
  const { page, readClipboard } = await launch();
  const keys = new KeysPage(page);
  await keys.waitForList();
  const count = await keys.count();

  await test.step('one key, in its row', async () => {
    await keys.create('ERP');
    const token = await keys.copyToken(readClipboard);
    await keys.closeProperties();
    await keys.row(token).focus();
    await page.keyboard.press('Control+T');
    await expect(keys.row(token).getByText(/^Works · \d\d:\d\d$/)).toBeVisible();
    await keys.row(token).press('Enter');
    await expect(keys.properties.getByRole('group', { name: 'Test' })).toContainText('accepted a call');
    await keys.saveExpiry({ year: 2026, month: 1, day: 5 });
    await expect(keys.properties.getByRole('group', { name: 'Test' })).toContainText('Not tested');
    await keys.properties.getByRole('button', { name: 'Test the key' }).click();
    await expect(keys.properties.getByRole('group', { name: 'Test' })).toContainText(/Expired.*Extend it/);
    await keys.closeProperties();
    await expect(keys.row(token).getByText(/^Expired · \d\d:\d\d$/)).toBeVisible();
  });

  await test.step('all of the list', async () => {
    await keys.grid.getByRole('row').nth(1).focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Control+T');
    const dialog = page.getByRole('dialog', { name: 'Test keys' });
    await dialog.getByRole('button', { name: `Test ${count + 1} keys` }).press('Enter');
    const summary = dialog.getByRole('status', { name: 'Results' });
    await expect(summary).toContainText(/Works: \d+ keys/);
    await expect(summary).toContainText('Account archived: 1 key');
    await expect(summary).toContainText('No permission “API calls”: 1 key');
    await expect(summary).toContainText(/Expired: \d keys?/);
    await expect(summary).not.toContainText('Not tested');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  await test.step('the journal', async () => {
    const { total } = await callBridge(page, 'activity:list', {
      connectionId: 'sample',
      search: 'Key tested',
      actions: english.activity.actions,
      skip: 0,
      take: 100,
    });
    expect(total).toBe(count + 3);
  });
});
