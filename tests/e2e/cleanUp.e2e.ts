import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { english } from '../../renderer/i18n/i18n.ts';
import { test } from './fixtures.ts';

const { hygiene, bulk } = english;

test('the keys of an archived account are cleaned up, and a report with its table is saved', async ({ app }, {
  outputDir,
}) => {
  const { page } = app;
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await page.getByRole('navigation').getByRole('button', { name: hygiene.title }).click();
  const name = hygiene.texts.findings.archived;
  const finding = page.getByRole('group', { name: hygiene.findings }).getByRole('button', { name });
  await finding.click();
  await expect(finding).toContainText('1');

  mkdirSync(outputDir, { recursive: true });
  const file = join(outputDir, 'report.pdf');
  await app.chooseFile(file);
  await button(hygiene.report).click();
  await expect(page.getByText('Saved the report to report.pdf and its rows to report.csv')).toBeVisible();
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
  const table = readFileSync(join(outputDir, 'report.csv'), 'utf8');
  expect(table).toContain('p.sidorov');

  const rows = page.getByRole('table', { name }).getByRole('row');
  await rows.nth(1).getByRole('checkbox').click();
  await button(hygiene.delete).click();
  const dialog = page.getByRole('dialog', { name: bulk.delete.title });
  await dialog.getByRole('button', { name: 'Delete 1 key' }).click();
  await expect(finding).toContainText('0');
  await expect(page.getByText(hygiene.nothing.title)).toBeVisible();
});
