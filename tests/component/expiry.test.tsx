import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { AppError } from '../../shared/result.ts';
import { CONNECTION_FORM } from '../fakes/connectionForm.ts';
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

const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString();

/** Gives an account of the installation a second key. @param days until its expiry, counted from now. */
function addKey({ adminApi }: MemoryPorts, username: string, days: number): void {
  const account = adminApi.accounts.find((one) => one.username === username);
  void adminApi.createKey(account?.id ?? '', inDays(days));
}

/** The first key of an account. */
function keyOf({ adminApi }: MemoryPorts, username: string) {
  const key = [...adminApi.keys.values()].find((one) => one.username === username);
  if (key === undefined) {
    throw new Error(`${username} has no key.`);
  }
  return key;
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

test('the menu of a row rotates its key, opens a rotation under way, and creates a key for the account', async () => {
  const { memory } = await openExpiry();
  const choose = async (username: string, item: string): Promise<void> => {
    await rowOf(username)
      .getByRole('button', { name: /^Actions for/ })
      .click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await choose('admin', 'New key…');
  const newKey = page.getByRole('dialog', { name: 'New key' });
  await expect.element(newKey.getByRole('combobox', { name: 'User name' })).toHaveValue('Admin User (admin)');
  await press('Escape');
  await choose('admin', 'Rotate…');
  const rotate = page.getByRole('dialog', { name: 'Rotate' });
  await rotate.getByRole('checkbox', { name: /^The new key expires on / }).click();
  await rotate.getByRole('button', { name: 'Create 1 new key' }).click();
  await expect.element(page.getByRole('dialog', { name: 'Rotations' })).toBeVisible();
  expect([...memory.adminApi.keys.values()].filter(({ username }) => username === 'admin')).toHaveLength(2);
  await page.getByRole('dialog', { name: 'Rotations' }).getByRole('button', { name: 'Close' }).click();
  await expect.element(rowOf('admin')).toMatchTextContent(/Has access/);
  await choose('admin', 'Open rotation');
  await expect.element(page.getByRole('dialog', { name: 'Rotations' })).toBeVisible();
});

test('a row with many keys is expanded by keyboard, and all of them are reached', async () => {
  await openExpiry({
    prepare: (memory) => {
      for (let key = 1; key <= 6; key += 1) {
        addKey(memory, 'svc.erp', 30 + key);
      }
    },
  });
  const row = rowOf('svc.erp');
  const bars = row.getByRole('button', { name: /^Key / });
  await expect.element(bars).toHaveLength(4);
  await focusOn(row);
  await press('ArrowRight');
  const expand = row.getByRole('button', { name: 'Show 3 more keys, which expire sooner' });
  await expect.element(expand).toHaveFocus();
  await expect.element(expand).toHaveAttribute('aria-expanded', 'false');
  await press('Enter');
  await expect.element(bars).toHaveLength(7);
  const fewer = row.getByRole('button', { name: 'Show fewer keys' });
  await expect.element(fewer).toHaveFocus();
  for (let place = 0; place < 7; place += 1) {
    await press('ArrowRight');
    await expect.element(bars.nth(place)).toHaveFocus();
  }
  await press('ArrowRight');
  await expect.element(row.getByRole('button', { name: /^Actions for/ })).toHaveFocus();
  // No row covers another one, and none is cut off.
  const places = grid
    .getByRole('row')
    .elements()
    .slice(1)
    .map((element) => element.getBoundingClientRect())
    .sort((one, other) => one.top - other.top);
  for (const [index, { bottom }] of places.entries()) {
    expect(Math.abs((places[index + 1]?.top ?? bottom) - bottom)).toBeLessThan(2);
  }
  const { top, bottom } = row.element().getBoundingClientRect();
  for (const bar of bars.elements()) {
    expect(bar.getBoundingClientRect().top).toBeGreaterThan(top);
    expect(bar.getBoundingClientRect().bottom).toBeLessThan(bottom);
  }
  await press('Home');
  await press('ArrowRight');
  await press('Enter');
  await expect.element(bars).toHaveLength(4);
  await expect.element(expand).toHaveFocus();
});

const badge = page.getByRole('navigation').getByRole('img', { name: /within 30 days/ });
const quickFilter = page.getByRole('group', { name: 'Quick filters' }).getByRole('button', { name: /not replaced/ });

test('badge and quick filter have one number: the expiring keys that need a new one, which the filter shows', async () => {
  const { keys, services, memory } = await openWindow({
    connections: [CONNECTION_FORM],
    prepare: (ports) => addKey(ports, 'svc.erp', 200),
  });
  const text =
    '1 key expires within 30 days, and no other key of its account works longer. 1 key expires within 30 days, but another key of its account works longer';
  await expect.element(page.getByRole('img', { name: text })).toHaveTextContent('1');
  await expect.element(quickFilter).toHaveTextContent('Expiring, not replaced · 1');
  await expect.element(quickFilter).toHaveAttribute('title', text);
  await quickFilter.click();
  await expect.element(keys.search).toHaveValue('status:unreplaced');
  await expect.element(keys.grid).toHaveAttribute('aria-rowcount', '2');
  await expect.element(keys.grid.getByRole('row').nth(1)).toMatchTextContent(/Admin User/);

  const adopted = { label: 'Partner', token: 'f'.repeat(32), secretKey: 'B'.repeat(86), expirationDate: inDays(5) };
  await services.adoptedKeys.add(services.connections.stored[0]?.id ?? '', adopted);
  await expect.element(badge).toHaveTextContent('2');
  await expect.element(quickFilter).toHaveTextContent('Expiring, not replaced · 2');
  // It is in the list by now, as the key that outlives that of the administrator: it counts once.
  const created = await memory.adminApi.createKey(keyOf(memory, 'admin').accountId, inDays(9));
  memory.adminApi.keys.set(created.id, { ...created, token: adopted.token });
  await keys.press('Refresh');
  await expect.element(keys.grid.getByRole('row').nth(1)).toMatchTextContent(/Admin User.*in 9 days/);
  await expect.element(badge).toHaveTextContent('1');
  await expect.element(quickFilter).toHaveTextContent('Expiring, not replaced · 1');
});

test('a key that is being rotated does not need attention, although its new key is not there yet', async () => {
  const { memory, services, keys } = await openWindow({ connections: [CONNECTION_FORM] });
  await expect.element(quickFilter).toHaveTextContent('Expiring, not replaced · 2');
  const { id, token, version } = keyOf(memory, 'admin');
  memory.adminApi.createKey = async () => {
    throw new AppError('TIMEOUT', 'No response.');
  };
  await services.rotations.start(services.connections.stored[0]?.id ?? '', {
    keys: [{ id, token, version }],
    newExpiry: inDays(300),
    overlapDays: 7,
    acceptsYoungerKey: false,
  });
  await expect.element(badge).toHaveTextContent('1');
  await expect.element(badge).toHaveAccessibleName(/1 key expires within 30 days and is being rotated$/);
  await expect.element(quickFilter).toHaveTextContent('Expiring, not replaced · 1');
  await keys.search.fill('status:rotating');
  await expect.element(keys.grid.getByRole('row').nth(1)).toMatchTextContent(/Admin User/);
});
