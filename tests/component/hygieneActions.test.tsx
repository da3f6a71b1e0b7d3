import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { english } from '../../renderer/i18n/i18n.ts';
import { press } from './keyboard.ts';
import { button, focusOn } from './pages/appWindow.ts';
import { finding, openHygiene, rows, selectAll } from './pages/hygienePage.ts';

const ACTIONS = [
  ['Disable now…', english.bulk.disable.title],
  ['Delete…', english.bulk.delete.title],
  ['Set expiry…', english.bulk.setExpiry.title],
  ['Rotate…', 'Rotate'],
  ['Ignore…', english.hygiene.ignore.title],
] as const;

for (const name of ['Accounts in the archive', 'Keys of persons', 'Old keys', 'Long lifetimes', 'Unused keys']) {
  test(`${name}: keys are selected and each action is opened by keyboard`, async () => {
    await openHygiene();
    await focusOn(finding(name));
    await press('Enter');
    await focusOn(rows(name).nth(1).getByRole('checkbox'));
    await press('Space');
    await expect.element(page.getByRole('status').filter({ hasText: /^1 of / })).toBeVisible();
    for (const [action, title] of ACTIONS) {
      await focusOn(button(action));
      await press('Enter');
      const dialog = page.getByRole('dialog', { name: title });
      await expect.element(dialog).toBeVisible();
      await press('Escape');
      await expect.element(dialog).not.toBeInTheDocument();
      await expect.element(button(action)).toHaveFocus();
    }
  });
}

test('Old keys: rotated by keyboard, and the old key works on', async () => {
  const { memory } = await openHygiene();
  const name = 'Old keys';
  await finding(name).click();
  await rows(name).filter({ hasText: 'svc.erp' }).getByRole('checkbox').click();
  const before = [...memory.adminApi.keys.values()].filter(({ username }) => username === 'svc.erp');
  await focusOn(button('Rotate…'));
  await press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Rotate' });
  await focusOn(dialog.getByRole('checkbox', { name: /^The new key expires on / }));
  await press('Space');
  await focusOn(button('Create 1 new key', dialog));
  await press('Enter');
  await expect.element(page.getByRole('dialog', { name: 'Rotations' })).toBeVisible();
  const after = [...memory.adminApi.keys.values()].filter(({ username }) => username === 'svc.erp');
  expect(after).toHaveLength(before.length + 1);
  expect(after).toEqual(expect.arrayContaining(before));
});

test('keys that are disabled in place of being deleted are recorded as disabled on this page', async () => {
  const { services } = await openHygiene();
  await selectAll('Keys of persons');
  await button('Delete…').click();
  await button(english.bulk.delete.disableInstead, page.getByRole('dialog', { name: 'Delete keys' })).click();
  const dialog = page.getByRole('dialog', { name: 'Disable keys' });
  await dialog.getByRole('button', { name: /^Disable \d+ keys$/ }).click();
  await expect.element(finding('Keys of persons')).toMatchTextContent('0');
  const { batches } = await services.disabledBatches.list('sample');
  expect(batches.map(({ origin }) => origin)).toEqual(['cleanUp']);
});
