import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { english } from '../../renderer/i18n/i18n.ts';
import { DEFAULT_POLICY } from '../../shared/model/hygienePolicy.ts';
import { AppError } from '../../shared/result.ts';
import { readTable } from '../fakes/memoryTables.ts';
import { press } from './keyboard.ts';
import { button, field, focusOn, text } from './pages/appWindow.ts';
import { countOf, finding, openHygiene, rows, usernames } from './pages/hygienePage.ts';

test('the policy is edited by keyboard, takes over a benchmark, and says what is wrong with a value', async () => {
  const { memory } = await openHygiene();
  await focusOn(button('Policy…'));
  await press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Clean-up policy' });
  await expect.element(field('Unused for, days', dialog)).toHaveFocus();
  await field('Maximum age, days', dialog).fill('0');
  await expect.element(text('A whole number from 1 to 3,650, or empty.', dialog)).toBeVisible();
  await press('Enter');
  await expect.element(dialog).toBeVisible();
  await field('Maximum age, days', dialog).fill('400');
  await field('Unused for, days', dialog).fill('');
  await expect.element(text('Not checked', dialog)).toBeVisible();
  await button('CIS GCP Foundation 4.0.0', dialog).click();
  await expect.element(field('Maximum age, days', dialog)).toHaveValue('90');
  await field('User names of service accounts', dialog).fill('svc.*\n\n*.ivanov');
  await button('Save', dialog).click();
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.element(finding('Unused keys')).toMatchTextContent('off');
  await expect.element(text('The policy meets: CIS GCP Foundation 4.0.0')).toBeVisible();
  expect(memory.settingsStore.stored.hygienePolicies).toEqual({
    sample: { ...DEFAULT_POLICY, unusedDays: null, serviceAccounts: ['svc.*', '*.ivanov'] },
  });
  await finding('Unused keys').click();
  await button('Policy…').first().click();
  await expect.element(dialog).toBeVisible();
});

test('the keys of an account are shown in the list, and a key in its properties', async () => {
  const { memory } = await openHygiene();
  await finding('Accounts in the archive').click();
  const row = rows('Accounts in the archive').nth(1);
  await row.getByRole('button', { name: 'Open the key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Key properties' });
  await expect.element(dialog).toBeVisible();
  await press('Escape');
  await expect.element(dialog).not.toBeInTheDocument();
  await row.getByRole('button', { name: 'Show the keys of p.sidorov in the list' }).click();
  await expect.element(page.getByRole('grid', { name: 'Authentication keys' })).toBeVisible();
  await expect.element(page.getByRole('combobox', { name: 'Search keys' })).toHaveValue('account:"p.sidorov"');
  const own = usernames(memory).filter((name) => name === 'p.sidorov').length;
  await expect.element(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(own + 1));
});

test('findings are exported, and the report is saved with its table beside it', async () => {
  const { memory } = await openHygiene();
  const count = await countOf('Old keys');
  memory.fileDialogs.choice = '/home/user/old.xlsx';
  await button('Export…').click();
  const dialog = page.getByRole('dialog', { name: 'Export findings' });
  await dialog.getByRole('radio', { name: 'Old keys' }).click();
  await button('Export', dialog).click();
  await expect.element(text(`Saved ${count} keys to old.xlsx`)).toBeVisible();
  const table = readTable(memory.userFiles.files.get('/home/user/old.xlsx'));
  expect(table?.titles[0]).toBe('Finding');
  expect(new Set(table?.rows.map(([name]) => name))).toEqual(new Set(['Old keys']));

  memory.fileDialogs.choice = '/home/user/audit.pdf';
  await focusOn(button('Report…'));
  await press('Enter');
  await expect.element(text('Saved the report to audit.pdf and its rows to audit.csv')).toBeVisible();
  expect(memory.printer.documents).toHaveLength(1);
  expect(memory.printer.documents[0]?.body).toContain('Sample platform');

  const write = memory.userFiles.write.bind(memory.userFiles);
  vi.spyOn(memory.userFiles, 'write').mockImplementation(async (file, content) => {
    memory.userFiles.isReadOnly = file.endsWith('.pdf');
    await write(file, content);
  });
  await button('Report…').click();
  await expect.element(text(english.hygiene.reportIncomplete.title)).toBeVisible();
  await expect.element(text('audit (2).csv in the folder user could not be removed again')).toBeVisible();

  memory.printer.isBroken = true;
  await button('Report…').click();
  await expect.element(text(english.errors.FILE_NOT_SAVED.title)).toBeVisible();
});

test('fault 201: says what is not known while the installation does not report the states of accounts', async () => {
  await openHygiene((memory) => {
    memory.adminApi.listEligibleAccounts = () => Promise.reject(new AppError('NOT_PERMITTED', 'Not for this account.'));
  });
  await expect.element(finding('Accounts in the archive')).toMatchTextContent('not known');
  await finding('Accounts in the archive').click();
  await expect.element(text('so nothing is proposed here')).toBeVisible();
});
