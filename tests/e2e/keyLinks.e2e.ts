import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

test('the application opens the key of the link with which it is started', async ({ launch }) => {
  const { page } = await launch({ link: 'keydesk://sample/authkey.3' });
  await expect(page.getByRole('dialog', { name: 'Key properties' })).toBeVisible();
});
