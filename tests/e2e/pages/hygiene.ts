import type { Locator, Page } from '@playwright/test';
import type { english } from '../../../renderer/i18n/i18n.ts';

/** Opens the page "Clean up" and its dialogs. @param shown called with each while it is shown. */
export async function visitHygiene(
  page: Page,
  { hygiene, tables, app }: Pick<typeof english, 'hygiene' | 'tables' | 'app'>,
  shown: (name: string, element: Locator) => Promise<void>,
): Promise<void> {
  const finding = (name: string) =>
    page.getByRole('group', { name: hygiene.findings }).getByRole('button', { name, exact: false });
  const openAndClose = async (name: string, opener: string, title: string): Promise<void> => {
    await page.getByRole('button', { name: opener, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: title });
    await shown(name, dialog);
    await dialog.getByRole('button', { name: app.cancel, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  };
  await page.getByRole('navigation').getByRole('button', { name: hygiene.title }).click();
  const name = hygiene.texts.findings.person;
  await finding(name).click();
  await page.getByRole('table', { name }).getByRole('checkbox').nth(1).click();
  await shown('hygiene', page.getByRole('table', { name }));
  await openAndClose('ignoreFinding', hygiene.ignore.action, hygiene.ignore.title);
  await page.getByRole('button', { name: hygiene.ignore.action, exact: true }).click();
  const ignoring = page.getByRole('dialog', { name: hygiene.ignore.title });
  await ignoring.getByLabel(hygiene.ignore.reason).fill('4711');
  await ignoring.getByRole('button', { name: hygiene.ignore.submit, exact: true }).click();
  await finding(hygiene.texts.ignored.title).click();
  await shown('ignoredFindings', page.getByRole('table', { name: hygiene.texts.ignored.title }));
  await finding(hygiene.texts.findings.expired).click();
  await shown('hygieneNothing', page.getByText(hygiene.nothing.title));
  await openAndClose('hygienePolicy', hygiene.policy.edit, hygiene.policy.title);
  await openAndClose('exportFindings', tables.export, hygiene.exportTitle);
}
