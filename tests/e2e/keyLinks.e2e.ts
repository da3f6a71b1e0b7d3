import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

test('a link that the application is started with opens its key', async ({ launch }) => {
  const { page } = await launch({ link: 'keydesk://sample/authkey.3' });
  await expect(page.getByRole('dialog', { name: 'Key properties' })).toBeVisible();
});
