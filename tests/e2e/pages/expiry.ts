import type { Locator, Page } from '@playwright/test';
import type { english } from '../../../renderer/i18n/i18n.ts';

/** Opens the page "Expiry", its menu, and what it says without a match. @param shown called with each while it is shown. */
export async function visitExpiry(
  page: Page,
  { expiry }: Pick<typeof english, 'expiry'>,
  shown: (name: string, element: Locator) => Promise<void>,
): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: expiry.title }).click();
  const row = page.getByRole('grid', { name: expiry.table }).getByRole('row').nth(1);
  await shown('expiry', row);
  await row.getByRole('button').last().click();
  await shown('expiryMenu', page.getByRole('menuitem', { name: expiry.menu.newKey }));
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox', { name: expiry.search }).fill('no account has this name');
  await shown('expiryNoMatch', page.getByText(expiry.noMatch.title));
  await page.getByRole('button', { name: expiry.noMatch.action }).click();
  await row.waitFor();
}
