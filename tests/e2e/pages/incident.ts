import type { Locator, Page } from '@playwright/test';
import { english, russian } from '../../../renderer/i18n/i18n.ts';
import type { Language } from '../../../shared/model/language.ts';

/**
 * Shows the page "Incident": its form, what is found in the sample platform and a connection that is down, and the report.
 * Restores what it disabled, and removes the incident.
 * @param shown called with the name of a state and an element that it has.
 */
export async function visitIncident(
  page: Page,
  language: Language,
  shown: (name: string, element: Locator) => Promise<void>,
): Promise<void> {
  const { incident } = { en: english, ru: russian }[language];
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await page.getByRole('navigation').getByRole('button', { name: incident.title }).click();
  await shown('incident', page.getByRole('textbox', { name: incident.tokens.label }));
  await button(incident.kinds.period).click();
  await shown('incidentPeriod', page.getByRole('group', { name: incident.period.from }));
  await button(incident.kinds.account).click();
  const account = page.getByRole('combobox', { name: incident.account.label });
  await account.fill('svc');
  await shown('incidentNames', page.getByRole('option', { name: /svc\.erp/ }).first());
  await account.fill('svc.erp');
  await account.press('Escape');
  for (const box of await page.getByRole('group', { name: incident.where }).getByRole('checkbox').all()) {
    await box.check();
  }
  await button(incident.search).click();
  const found = page.getByRole('region', { name: incident.findings.title });
  await shown('incidentFindings', found);
  await found.getByText(incident.leaveOut.title).last().click();
  await shown('incidentKeys', found.getByRole('searchbox'));
  await found.getByText(incident.leaveOut.title).last().click();
  const count = found.getByRole('textbox');
  if (await count.isVisible()) {
    const label = await count.evaluate((field) => (field as HTMLInputElement).labels?.[0]?.textContent ?? '');
    await count.fill(/\d+/.exec(label)?.[0] ?? '');
  }
  // The report takes the place of what is under the mouse, which must not bring up the hint of a button.
  await page.mouse.move(0, 0);
  await found.locator('button[type=submit]').press('Enter');
  await shown('incidentReport', button(incident.report.restore));
  await button({ en: english, ru: russian }[language].tables.export).click();
  await shown('incidentExport', page.getByRole('dialog'));
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await button(incident.report.restore).click();
  await page.getByText(incident.report.states.restored, { exact: true }).first().waitFor();
  await button(incident.report.dismiss).click();
  await button(incident.report.dismiss).waitFor({ state: 'hidden' });
}
