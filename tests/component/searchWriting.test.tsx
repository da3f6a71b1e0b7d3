import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { press, type } from './keyboard.ts';
import { openKeys, openWindow } from './openWindow.tsx';
import type { KeysPage } from './pages/keysPage.ts';

let keys: KeysPage;
beforeEach(async () => {
  ({ keys } = await openKeys());
});

const suggestions = page.getByRole('listbox', { name: 'Search suggestions' });

test('fault 144: a search in another keyboard layout or alphabet offers the one that finds keys', async () => {
  const count = keys.count();
  await keys.search.fill('gtnh');
  await expect.element(keys.status('Did you mean “петр”?')).toBeVisible();
  await page.getByRole('button', { name: 'Search for that' }).click();
  await expect.element(keys.search).toHaveValue('петр');
  await expect.element(keys.search).toHaveFocus();
  await expect.element(keys.rowAt(1)).toMatchTextContent('Пётр');
  expect(keys.count()).toBeLessThan(count);

  await keys.search.fill('аdmin');
  await expect.element(keys.status('letters of another alphabet that look the same')).toBeVisible();
  await keys.search.fill('no key has this name');
  await expect.element(keys.status('Did you mean')).not.toBeInTheDocument();
  await expect.element(keys.status('No key matches the search and its filters.')).toBeVisible();
});

test('fault 144: "New key" finds an account typed in another order, with a copied label, or in another keyboard layout', async () => {
  await keys.press('Create');
  const field = keys.newKey.getByRole('combobox', { name: 'User name' });
  const options = page.getByRole('option');
  for (const text of [
    'Павлович сидоров',
    'Сидоров  Пётр',
    'Сидоров Пётр Павлович (p.sidorov)',
    'Gtnh Cbljhjd',
    'з.ышвщкщм',
  ]) {
    await field.fill(text);
    await expect.element(options).toMatchTextContent('p.sidorov');
  }
  await expect.element(field).toHaveAccessibleDescription('No account matches. These are found for “p.sidorov”.');
  await field.fill('pppp');
  await expect.element(page.getByText('No account matches', { exact: true })).toBeVisible();
});

test('Enter opens the key if it is the only one found', async () => {
  await keys.search.fill('svc');
  await expect.poll(() => keys.count()).toBeGreaterThan(1);
  await press('Enter');
  await keys.search.fill('p.sidorov');
  await expect.poll(() => keys.count()).toBe(1);
  await expect.element(keys.properties).not.toBeInTheDocument();
  await press('Enter');
  await expect.element(keys.properties).toMatchTextContent('p.sidorov');
  await press('Escape');
  await expect.element(keys.properties).not.toBeInTheDocument();
  await expect.element(keys.search).toHaveFocus();
});

test('an empty field offers frequent questions on a click or Alt+Arrow Down, not on focus', async () => {
  const options = suggestions.getByRole('option');
  await press('/');
  await expect.element(keys.search).toHaveFocus();
  await expect.element(suggestions).not.toBeInTheDocument();
  await press('Alt+ArrowDown');
  await expect.element(options.first()).toHaveTextContent('expires:<30d · not expired, within the next 30 days');
  await press('Escape');
  await expect.element(suggestions).not.toBeInTheDocument();
  await keys.search.click();
  await expect.element(options.first()).toBeVisible();
  await press('ArrowDown');
  await press('ArrowDown');
  await press('Enter');
  await expect.element(keys.search).toHaveValue(expect.stringMatching(/^expires:\d{4}-\d{2} $/));
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await expect.element(keys.search).toHaveFocus();
  await expect.element(suggestions).not.toBeInTheDocument();
});

test('the field explains the terms of a search', async () => {
  await page.getByRole('button', { name: 'How to search' }).click();
  const help = page.getByRole('dialog', { name: 'How to search' });
  await expect.element(help).toMatchTextContent('expires:<30d');
  await press('Escape');
  await expect.element(help).not.toBeInTheDocument();
  await expect.element(page.getByRole('button', { name: 'How to search' })).toHaveFocus();
});

test('a pasted log line without a token leads to the keys of its account', async () => {
  const clipboardData = new DataTransfer();
  clipboardData.setData(
    'text/plain',
    '2026-11-27 10:15:02,417 INFO 0d5f p.sidorov 10.0.0.5 /api/public OK 00:00:00.296',
  );
  keys.search.element().dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  await expect.element(keys.search).toHaveValue('account:p.sidorov');
  await expect.poll(() => keys.count()).toBe(1);
});

test('a Russian window writes and understands Russian terms, and English ones', async () => {
  await openWindow({ language: 'ru' });
  const search = page.getByRole('combobox', { name: 'Поиск ключей' });
  const filters = page.getByRole('group', { name: 'Быстрые фильтры' });
  await filters.getByRole('button', { name: /^Истекли/ }).click();
  await expect.element(search).toHaveValue('статус:истёк');
  await expect.element(filters.getByRole('button', { name: /^Истекли/ })).toHaveAttribute('aria-pressed', 'true');
  await search.fill('status:expired');
  await expect.element(filters.getByRole('button', { name: /^Истекли/ })).toHaveAttribute('aria-pressed', 'true');
  await search.fill('');
  await search.click();
  await type('ист');
  await press('ArrowDown');
  await press('Enter');
  await expect.element(search).toHaveValue('истекает:');
  await type('03/04/2027');
  await expect.element(search).toHaveAccessibleDescription(/2027-04-03 или 2027-03-04/);
});
