import type { Locator, Page } from '@playwright/test';
import type { english } from '../../../renderer/i18n/i18n.ts';

/**
 * Opens the two dialogs of rotation on the page of the keys, for one key that works; leaves the keys as they were.
 * @param shown called with each while it is shown.
 */
export async function visitRotation(
  page: Page,
  { rotation, keys, bulk, app }: Pick<typeof english, 'rotation' | 'keys' | 'bulk' | 'app'>,
  shown: (name: string, element: Locator) => Promise<void>,
): Promise<void> {
  const button = (name: string, inside: Page | Locator = page) => inside.getByRole('button', { name, exact: true });
  const grid = page.getByRole('grid', { name: keys.title });
  const field = page.getByRole('combobox', { name: keys.search });
  const dialog = page.getByRole('dialog', { name: rotation.title });
  const panel = page.getByRole('dialog', { name: rotation.panel });
  const item = panel.getByRole('list', { name: rotation.panel }).getByRole('listitem');
  /** A step of the only rotation; its name ends with the user name. */
  const step = (name: string) => item.getByRole('button', { name: `${name}: ` });

  await field.fill('status:valid');
  await grid.getByRole('row').nth(1).getByRole('checkbox').click();
  // In a narrow window the action is in the menu.
  const more = button(bulk.actions.more);
  await button(rotation.action).or(more).first().waitFor();
  if (await more.isVisible()) {
    await more.click();
    await page.getByRole('menuitem', { name: rotation.action }).click();
  } else {
    await button(rotation.action).click();
  }
  await shown('rotateKeys', dialog);
  await dialog.getByRole('checkbox').first().click();
  await dialog.locator('button[type=submit]').click();
  await shown('rotations', item);
  await step(rotation.test).click();
  await shown('rotationOverlap', step(rotation.finish));
  await step(rotation.takeBack).click();
  await shown('rotationTakeBack', item.getByText(rotation.takeBackText));
  await button(rotation.takeBack, item).click();
  await step(rotation.dismiss).click();
  await panel.getByText(rotation.none).waitFor();
  await button(app.close, panel).click();
  await panel.waitFor({ state: 'hidden' });
  await field.fill('');
}
