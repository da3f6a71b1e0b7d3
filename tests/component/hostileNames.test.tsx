import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { HOSTILE_NAMES } from '../fakes/hostileNames.ts';
import { press } from './keyboard.ts';
import { openWindow } from './openWindow.tsx';
import { button } from './pages/appWindow.ts';

test('fault 18: names that are markup, code or tricks are shown as text and do nothing', async () => {
  const [first] = HOSTILE_NAMES;
  const { keys } = await openWindow({
    prepare: ({ adminApi }) => {
      const [key] = adminApi.keys.values();
      const [account] = adminApi.accounts;
      adminApi.keys.clear();
      adminApi.accounts = [];
      for (const [index, username] of HOSTILE_NAMES.entries()) {
        const names = { username, fullName: username };
        const token = `${index}`.padStart(32, '0');
        adminApi.keys.set(`authkey.${index}`, { ...key, ...names, id: `authkey.${index}`, token } as never);
        adminApi.accounts.push({ ...account, ...names, id: `account.${index}` } as never);
      }
    },
  });
  const cellWith = (name: string) => keys.grid.getByRole('gridcell').filter({ hasText: name }).first();
  const connection = page.getByRole('button', { name: /^Connection: / });
  await expect.element(connection).toBeVisible();
  await expect.poll(() => keys.count()).toBe(HOSTILE_NAMES.length);
  for (const name of HOSTILE_NAMES.slice(0, 8)) {
    await expect.element(cellWith(name)).toBeVisible();
  }

  await cellWith(first).dblClick();
  await expect.element(keys.properties.getByText(first, { exact: false }).first()).toBeVisible();
  await keys.closeProperties();
  await keys.grid.getByRole('checkbox').first().click();
  await button('Delete').click();
  await expect.element(keys.confirmation.getByText(first, { exact: false }).first()).toBeVisible();
  await button('Cancel', keys.confirmation).click();
  await button('Create').click();
  await keys.newKey.getByRole('combobox', { name: 'User name' }).click();
  await expect.element(page.getByRole('option').filter({ hasText: first }).first()).toBeVisible();
  await press('Escape');

  expect('hasRun' in window).toBe(false);
  expect(document.querySelectorAll('#root img, #root script, [role=dialog] img, a[href]')).toHaveLength(0);
});
