import { expect, test } from '@playwright/test';
import { startFaultProxy } from '../harness/faultProxy.ts';
import { hang } from '../harness/faults.ts';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import { launchApp, type RunningApp } from './launchApp.ts';
import { ConnectionDialog } from './pages/connections.ts';
import { KeysPage } from './pages/keysPage.ts';

let keyring: Keyring;
let app: RunningApp;

test.beforeAll(async () => {
  keyring = await startKeyring();
});

test.afterEach(() => app.close());

test.afterAll(() => keyring.stop());

test('columns, widths, density, order and saved filters are there after the next start', async () => {
  app = await launchApp({ keyring, language: 'en' });
  let { page } = app;
  let keys = new KeysPage(page);
  await keys.waitForList();
  const header = (name: string) => keys.grid.getByRole('columnheader', { name });

  await page.getByRole('button', { name: 'Columns and rows' }).click();
  await page.getByRole('checkbox', { name: 'Created' }).click();
  await page.getByRole('radio', { name: 'Compact' }).click();
  await page.keyboard.press('Escape');
  await expect(header('Created')).toHaveCount(0);
  await header('Expires').click();
  await expect(header('Expires')).toHaveAttribute('aria-sort', 'ascending');

  const token = header('Authentication token');
  const width = async () => Math.round((await token.boundingBox())?.width ?? 0);
  const before = await width();
  await token.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(width).toBe(before + 16);
  const edge = await token.locator('[data-column-edge]').boundingBox();
  if (edge === null) {
    throw new Error('The header has no edge');
  }
  const [x, y] = [edge.x + edge.width / 2, edge.y + edge.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(width).toBe(before + 76);
  // The drag was none of the clicks that sort.
  await expect(header('Expires')).toHaveAttribute('aria-sort', 'ascending');

  await keys.search.fill('status:expired');
  await page.getByRole('button', { name: 'Saved filters' }).click();
  await page.getByRole('textbox', { name: 'Name of this search' }).fill('Dead ones');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Delete the filter “Dead ones”' })).toBeVisible();
  const { userDataFolder } = app;
  await app.close();

  app = await launchApp({ keyring, language: 'en', userDataFolder });
  ({ page } = app);
  keys = new KeysPage(page);
  await keys.waitForList();
  await expect(header('Created')).toHaveCount(0);
  await expect(header('Expires')).toHaveAttribute('aria-sort', 'ascending');
  expect(Math.round((await header('Authentication token').boundingBox())?.width ?? 0)).toBe(before + 76);
  expect((await keys.grid.getByRole('row').nth(1).boundingBox())?.height).toBe(36);
  const all = await keys.count();
  await page.getByRole('button', { name: 'Saved filters' }).click();
  await page.getByRole('button', { name: /^Dead ones/ }).click();
  await expect.poll(() => keys.count()).toBeLessThan(all);
  await expect(keys.search).toHaveValue('status:expired');

  await page.getByRole('button', { name: 'Columns and rows' }).click();
  await page.getByRole('button', { name: 'Reset the view' }).click();
  await expect(header('Created')).toBeVisible();
});

test('rows are found by typing a name, ticked as a range, and all that is shown is ticked with its number', async () => {
  app = await launchApp({ keyring, language: 'en' });
  const { page } = app;
  const keys = new KeysPage(page);
  await keys.waitForList();
  const all = await keys.count();
  const row = (index: number) => keys.grid.getByRole('row').nth(index);
  const selected = (text: string) => page.getByRole('status').filter({ hasText: text });

  await row(1).focus();
  await page.keyboard.type('erp');
  await expect(keys.grid.getByRole('row').filter({ hasText: 'ERP connector' })).toBeFocused();

  await row(2).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+Space');
  await expect(selected(`3 of ${all} selected`)).toBeVisible();
  await page.keyboard.press('Control+A');
  await expect(selected(`${all} of ${all} selected`)).toBeVisible();
  await page.getByRole('button', { name: 'Clear selection' }).click();

  await keys.search.fill('status:expired,disabled');
  await expect.poll(() => keys.count()).toBeLessThan(all);
  const some = await keys.count();
  const everything = keys.grid.getByRole('checkbox').first();
  await expect(everything).toHaveAccessibleName(new RegExp(`^Select (all )?${some} keys? `));
  await everything.click();
  await expect(selected(`${some} of ${all} selected`)).toBeVisible();
  await keys.search.fill('');
  await expect(selected(`${some} of ${all} selected`)).toBeVisible();
  await expect(everything).not.toBeChecked();
});

test('the shortcuts are listed with a question mark, but not while text is entered', async () => {
  app = await launchApp({ keyring, language: 'en' });
  const { page } = app;
  const keys = new KeysPage(page);
  await keys.waitForList();
  await page.keyboard.press('Control+F');
  await page.keyboard.type('?');
  await expect(keys.search).toHaveValue('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await keys.grid.getByRole('row').nth(1).focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
});

test('while the first list is on its way, the rows that stand in have columns', async () => {
  // It answers nothing, so no platform is needed behind it.
  const proxy = await startFaultProxy('http://127.0.0.1:9');
  proxy.always.set('*', hang);
  app = await launchApp({ keyring, language: 'en' });
  const { page } = app;
  await new KeysPage(page).waitForList();
  await new ConnectionDialog(page).add({
    name: 'Slow',
    address: proxy.address,
    username: 'admin',
    password: 'a password',
  });
  const loading = page.getByRole('status', { name: 'Loading keys' });
  await expect(loading).toBeVisible();
  const rows = await loading.evaluate((frame) =>
    [...(frame.lastElementChild?.children ?? [])].map((row) =>
      [...row.children].map((cell) => {
        const { left, right, top, bottom } = cell.getBoundingClientRect();
        return { left, width: right - left, middle: (top + bottom) / 2 };
      }),
    ),
  );
  expect(rows.length).toBeGreaterThan(5);
  for (const [box, ...cells] of rows) {
    expect(cells).toHaveLength(5);
    let end = (box?.left ?? 0) + (box?.width ?? 0);
    for (const { left, width, middle } of cells) {
      expect(left).toBeGreaterThanOrEqual(end);
      expect(width).toBeGreaterThan(100);
      expect(middle).toBeCloseTo(box?.middle ?? 0, -1);
      end = left + width;
    }
  }
  await proxy.stop();
});
