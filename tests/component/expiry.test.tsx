import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { MemoryPorts } from '../fakes/memoryPorts.ts';
import { press } from './keyboard.ts';
import { openWindow, type WindowOptions } from './openWindow.tsx';
import { button, focusOn, goTo } from './pages/appWindow.ts';

const DAY = 24 * 60 * 60 * 1000;
const grid = page.getByRole('grid', { name: 'Accounts and how long their keys last' });
const rowOf = (username: string) => grid.getByRole('row').filter({ hasText: username });
const filter = (name: string | RegExp) =>
  page.getByRole('group', { name: 'Accounts to show' }).getByRole('button', { name });
const search = page.getByRole('searchbox', { name: 'Search accounts' });

/** Opens the page. */
async function openExpiry(options: WindowOptions = {}) {
  const opened = await openWindow(options);
  await goTo(options.language === 'ru' ? 'Сроки действия' : 'Expiry');
  await expect.element(page.getByRole('grid').getByRole('row').nth(1)).toMatchTextContent(/ccess|доступ/i);
  return opened;
}

/** Gives an account of the installation a second key. @param days until its expiry, counted from now. */
function addKey({ adminApi }: MemoryPorts, username: string, days: number): void {
  const account = adminApi.accounts.find((one) => one.username === username);
  void adminApi.createKey(account?.id ?? '', new Date(Date.now() + days * DAY).toISOString());
}

test('accounts that lose access come first, and the header counts them', async () => {
  await openExpiry();
  await expect.element(page.getByRole('main')).toMatchTextContent(/2 accounts lose access within 90 days/);
  await expect.element(grid.getByRole('row').nth(1)).toMatchTextContent(/admin.*Loses access.*in 6 days/);
  await button('30 days').click();
  await expect.element(page.getByRole('main')).toMatchTextContent(/accounts lose access within 30 days/);
});

test('a key that another one outlives is shown calmly, and text says what the bars show', async () => {
  await openExpiry({
    prepare: (memory) => {
      addKey(memory, 'svc.erp', 200);
    },
  });
  const calm = rowOf('svc.erp');
  await expect.element(calm).toMatchTextContent(/Has access/);
  await expect
    .element(calm)
    .toHaveAccessibleName(/^ERP connector: Has access until .*; 2 keys; a valid key throughout$/);
  await expect.element(calm.getByRole('button', { name: /another key of the account works longer/ })).toBeVisible();
  await expect
    .element(rowOf('admin'))
    .toHaveAccessibleName(/^Admin User: Loses access in 6 days, .*; 1 key; no valid key from .*/);
  await expect.element(rowOf('p.sidorov')).toHaveAccessibleName(/Account archived; 1 key; Account archived$/);
  await filter('Key replaced in time · 1').click();
  await expect.element(grid).toHaveAttribute('aria-rowcount', '2');
  await expect.element(calm).toBeVisible();
});

test('filters and the search narrow the list, and everything can be shown again', async () => {
  await openExpiry();
  await filter('Need attention · 2').click();
  await expect.element(grid).toHaveAttribute('aria-rowcount', '3');
  await search.fill('admin');
  await expect.element(grid).toHaveAttribute('aria-rowcount', '2');
  await search.fill('nobody');
  await button('Show all accounts').click();
  await expect.element(grid).toHaveAttribute('aria-rowcount', '10');
});

test('the keyboard reaches every row and key, opens its properties, and the menu leads to the dialogs', async () => {
  await openExpiry({ prepare: (memory) => addKey(memory, 'admin', 4) });
  await focusOn(search);
  for (let steps = 0; steps < 12 && document.activeElement?.getAttribute('role') !== 'row'; steps += 1) {
    await press('Tab');
  }
  await expect.element(grid.getByRole('row').nth(1)).toHaveFocus();
  await press('ArrowDown');
  await expect.element(grid.getByRole('row').nth(2)).toHaveFocus();
  await press('End');
  await expect.element(grid.getByRole('row').last()).toHaveFocus();
  await press('Home');
  await expect.element(rowOf('admin')).toHaveFocus();
  await press('ArrowRight');
  await expect.element(grid.getByRole('button', { name: /^Key 0123/ })).toHaveFocus();
  await press('ArrowRight');
  await press('Enter');
  await expect.element(page.getByRole('dialog', { name: 'Properties' })).toBeVisible();
  await press('Escape');
  await expect.element(grid.getByRole('button', { name: /last valid key/ }).first()).toHaveFocus();
  await press('ArrowRight');
  await expect.element(button('Actions for Admin User')).toHaveFocus();
  await press('Enter');
  await expect.element(page.getByRole('menuitem', { name: 'Properties…' })).toHaveFocus();
  await press('ArrowDown');
  await press('Enter');
  await expect.element(page.getByRole('dialog', { name: /expiry/i })).toBeVisible();
});

test('badge and quick filter say which expiring keys need attention: one with a successor does not count', async () => {
  await openWindow({ prepare: (memory) => addKey(memory, 'svc.erp', 200) });
  const text =
    '1 key expires within 30 days, and no other key of its account works longer. 1 key expires within 30 days, but another key of its account works longer';
  await expect.element(page.getByRole('img', { name: text })).toHaveTextContent('1');
  const expiring = page.getByRole('group', { name: 'Quick filters' }).getByRole('button', { name: 'Expiring' });
  await expect.element(expiring).toHaveTextContent('Expiring within 30 days · 2');
  await expect.element(expiring).toHaveAttribute('title', text);
});
