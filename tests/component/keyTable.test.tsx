import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { press, type } from './keyboard.ts';
import { boxOf } from './layout.ts';
import { openKeys, openWindow } from './openWindow.tsx';
import { hold, script } from './scriptedApi.ts';

test('columns, widths, density, order and saved filters are there after the next start', async () => {
  let { keys, memory, close } = await openKeys();
  await keys.press('Columns and rows');
  await page.getByRole('checkbox', { name: 'Created' }).click();
  await page.getByRole('radio', { name: 'Compact' }).click();
  await press('Escape');
  await expect.element(keys.header('Created')).not.toBeInTheDocument();
  await keys.header('Expires').click();
  await expect.element(keys.header('Expires')).toHaveAttribute('aria-sort', 'ascending');

  const expires = keys.header('Expires').element();
  expires.focus();
  await press('Enter');
  await expect.element(expires).toHaveAttribute('aria-sort', 'descending');
  await press(' ');
  await expect.element(expires).toHaveAttribute('aria-sort', 'ascending');

  const token = keys.header('Authentication token');
  const width = () => Math.round(boxOf(token.element()).width);
  const before = width();
  token.element().focus();
  await press('Shift+ArrowRight');
  await expect.poll(width).toBe(before + 16);
  const edge = page.elementLocator(token.element().querySelector('[data-column-edge]') ?? document.body);
  const { left, top, width: edgeWidth, height } = boxOf(edge.element());
  await userEvent.pointer([
    { keys: '[MouseLeft>]', target: edge },
    { coords: { x: left + edgeWidth / 2 + 60, y: top + height / 2 } },
    { keys: '[/MouseLeft]' },
  ]);
  await expect.poll(width).toBe(before + 76);
  // The drag was none of the clicks that sort.
  await expect.element(keys.header('Expires')).toHaveAttribute('aria-sort', 'ascending');

  await keys.search.fill('status:expired');
  await keys.press('Saved filters');
  await page.getByRole('textbox', { name: 'Name of this search' }).fill('Dead ones');
  await press('Enter');
  await expect.element(page.getByRole('button', { name: 'Delete the filter “Dead ones”' })).toBeVisible();
  await close();

  ({ keys, memory, close } = await openKeys({ memory }));
  await expect.element(keys.header('Expires')).toHaveAttribute('aria-sort', 'ascending');
  expect(keys.header('Created').length).toBe(0);
  expect(width()).toBe(before + 76);
  expect(boxOf(keys.rowAt(1).element()).height).toBe(36);
  const all = keys.count();
  await keys.press('Saved filters');
  await page.getByRole('button', { name: /^Dead ones/ }).click();
  await expect.poll(() => keys.count()).toBeLessThan(all);
  await expect.element(keys.search).toHaveValue('status:expired');

  await keys.press('Columns and rows');
  await keys.press('Reset the view');
  await expect.element(keys.header('Created')).toBeVisible();
});

test('rows are found by typing a name, selected as a range, and all that is shown is selected with its number', async () => {
  const { keys } = await openKeys();
  const all = keys.count();

  keys.rowAt(1).element().focus();
  await type('erp');
  await expect.element(keys.grid.getByRole('row').filter({ hasText: 'ERP connector' })).toHaveFocus();

  keys.rowAt(2).element().focus();
  await press('Space');
  await press('ArrowDown');
  await press('ArrowDown');
  await press('Shift+Space');
  await expect.element(keys.status(`3 of ${all} selected`)).toBeVisible();
  await press('Control+A');
  await expect.element(keys.status(`${all} of ${all} selected`)).toBeVisible();
  await keys.press('Clear selection');

  await keys.search.fill('status:expired,archived');
  await expect.poll(() => keys.count()).toBeLessThan(all);
  const some = keys.count();
  const everything = keys.grid.getByRole('checkbox').first();
  await expect.element(everything).toHaveAccessibleName(new RegExp(`^Select (all )?${some} keys? `));
  await everything.click();
  await expect.element(keys.status(`${some} of ${all} selected`)).toBeVisible();
  await keys.search.fill('');
  await expect.poll(() => keys.count()).toBe(all);
  await expect.element(keys.status(`${some} of ${all} selected`)).toBeVisible();
  await expect.element(everything).not.toBeChecked();
});

test('the shortcuts are listed with a question mark, but not while text is entered', async () => {
  const { keys } = await openKeys();
  await press('Control+F');
  await type('?');
  await expect.element(keys.search).toHaveValue('?');
  expect(page.getByRole('dialog').length).toBe(0);
  await press('Escape');
  keys.rowAt(1).element().focus();
  await type('?');
  await expect.element(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
});

test('the placeholder rows have columns while the first list is loading', async () => {
  const first = hold();
  await openWindow({ prepare: ({ adminApi }) => script(adminApi, 'listChanges', first.step) });
  const loading = page.getByRole('status', { name: 'Loading keys' });
  await expect.element(loading).toBeVisible();
  const rows = [...(loading.element().lastElementChild?.children ?? [])].map((row) => [...row.children].map(boxOf));
  expect(rows.length).toBeGreaterThan(5);
  for (const [box, ...cells] of rows) {
    expect(cells).toHaveLength(5);
    let end = box?.right ?? 0;
    for (const { left, right, top, bottom, width } of cells) {
      expect(left).toBeGreaterThanOrEqual(end);
      expect(width).toBeGreaterThan(100);
      expect(top + bottom).toBeCloseTo((box?.top ?? 0) + (box?.bottom ?? 0), -1);
      end = right;
    }
  }
});

test('keys are selected while the search stays, and the table does not move', async () => {
  const { keys } = await openKeys();
  const before = boxOf(keys.grid.element());
  await keys.rowAt(1).getByRole('checkbox').click();
  await expect.element(keys.status(/^1 of \d+ selected$/)).toBeVisible();
  expect(boxOf(keys.grid.element())).toEqual(before);
  await keys.search.fill('ERP');
  const [header, footer] = ['header', 'footer'].map((name) => () => document.querySelector(name)?.textContent);
  await expect.poll(() => header?.()).toMatch(/\d+ of \d+ shown/);
  await expect.poll(() => footer?.()).toMatch(/1 of \d+ selected · \d+ of \d+ shown/);
});

test('the order of the list outlives a search that finds nothing', async () => {
  const { keys } = await openKeys();
  await keys.header('Status').click();
  await keys.search.fill('no key has this name');
  await expect.element(keys.grid).not.toBeInTheDocument();
  await keys.press('Show all keys');
  await expect.element(keys.header('Status')).toHaveAttribute('aria-sort', 'ascending');
});

test('until the first list arrives, placeholder rows say that it is loading', async () => {
  const first = hold();
  const { keys } = await openWindow({ prepare: ({ adminApi }) => script(adminApi, 'listChanges', first.step) });
  const placeholder = page.getByRole('status', { name: 'Loading keys' });
  // The page is there, so the placeholder is its own.
  await expect.element(keys.search).toBeVisible();
  await expect.element(placeholder).toBeVisible();
  first.release();
  await keys.waitForList();
  await expect.element(placeholder).not.toBeInTheDocument();
});

test('a double click opens the properties and selects no text of the row', async () => {
  const { keys } = await openKeys();
  await keys.rowAt(1).dblClick();
  await expect.element(page.getByRole('dialog', { name: 'Key properties' })).toBeVisible();
  expect(getSelection()?.toString()).toBe('');
});
