import { expect } from '@playwright/test';
import { createKeySchema, eligibleAccountPageSchema } from '../../shared/adminApi/keyService.ts';
import { pass } from '../harness/faults.ts';
import { test } from './fixtures.ts';
import { connect } from './pages/windowCalls.ts';

test('fault 99: a name and Enter before the platform has responded choose nobody; the key goes to whoever was shown', async ({
  app: { page },
  platform,
  faultProxy,
}) => {
  const keys = await connect(page, { ...platform, name: 'Moscow', address: faultProxy.address });
  const { Items } = eligibleAccountPageSchema.parse(await platform.call('ListEligibleAccounts', {}));
  const [account] = Items.filter(({ IsEligible }) => IsEligible).slice(-1);
  const username = account?.Username ?? '';
  const created = () =>
    faultProxy.calls.flatMap((method, call) =>
      method === 'Create' ? [createKeySchema.parse(JSON.parse(String(faultProxy.bodies[call]))).AccountId] : [],
    );
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  const field = keys.newKey.getByRole('combobox', { name: 'User name' });
  await field.press('ArrowDown');
  await expect(page.getByRole('option').first()).toBeVisible();

  const searched = Promise.withResolvers<void>();
  faultProxy.always.set('ListEligibleAccounts', async (call) => {
    await searched.promise;
    await pass(call);
  });
  await page.keyboard.type(username);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Searching…')).toBeVisible();
  await expect(page.getByRole('option')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue(username);
  expect(created()).toEqual([]);

  searched.resolve();
  await expect(page.getByRole('option', { name: username })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option').first()).toBeHidden();
  expect(created()).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(keys.properties).toContainText(username);
  expect(created()).toEqual([account?.Id]);
});
