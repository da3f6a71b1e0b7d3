import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './fixtures.ts';
import { ConnectionDialog } from './pages/connections.ts';
import { KeysPage } from './pages/keysPage.ts';

/** The painted colors of an element, or of what it shows before its content. */
const colors = (locator: Locator, pseudo?: '::before') =>
  locator.evaluate((element, part) => {
    const { color, backgroundColor, borderTopColor, borderTopWidth } = getComputedStyle(element, part);
    return { color, background: backgroundColor, border: `${borderTopWidth} ${borderTopColor}` };
  }, pseudo);

/** The system colors of the background and of selected items. */
const systemColors = (page: Page): Promise<Record<'Canvas' | 'Highlight' | 'HighlightText', string>> =>
  page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.forcedColorAdjust = 'none';
    const read = (name: string): string => {
      probe.style.color = name;
      return getComputedStyle(probe).color;
    };
    const result = { Canvas: read('Canvas'), Highlight: read('Highlight'), HighlightText: read('HighlightText') };
    probe.remove();
    return result;
  });

for (const theme of ['light', 'dark'] as const) {
  test(`fault 103: with forced colors, selection and edges are visible: ${theme}`, async ({ launch }) => {
    const { page } = await launch({ theme });
    const keys = new KeysPage(page);
    await keys.waitForList();
    await page.emulateMedia({ forcedColors: 'active', colorScheme: theme });
    const { Canvas, Highlight, HighlightText } = await systemColors(page);
    const button = (name: string | RegExp) => page.getByRole('button', { name });
    const navigation = page.getByRole('navigation');
    /** Expects the first of two elements to look selected, and the other one not. */
    const expectSelected = async (selected: Locator, other: Locator): Promise<void> => {
      await expect.poll(async () => (await colors(selected)).background).toBe(Highlight);
      expect((await colors(selected)).color).toBe(HighlightText);
      expect((await colors(other)).background).not.toBe(Highlight);
    };
    /** Expects a visible border, which may appear with a transition. */
    const expectEdge = async (locator: Locator): Promise<void> => {
      await expect.poll(async () => (await colors(locator)).border).not.toMatch(/^0|rgba\(.*, 0(\.\d+)?\)/);
      expect((await colors(locator)).border).not.toContain(Canvas);
    };

    await expectSelected(button('All'), button(/^Expired/));
    await button(/^Expired/).click();
    await expectSelected(button(/^Expired/), button('All'));
    await button('All').click();
    await expectSelected(
      navigation.getByRole('button', { name: 'Authentication keys' }),
      navigation.getByRole('button', { name: 'Activity' }),
    );
    await expectEdge(button('Create'));
    await expectEdge(page.locator('.status-chip').first());
    expect((await colors(button(/^Connection: /), '::before')).background).not.toBe(Canvas);

    const [first, second] = [keys.grid.getByRole('row').nth(1), keys.grid.getByRole('row').nth(2)];
    await first.getByRole('checkbox').click();
    await expectSelected(first, second);
    const textColors = await first
      .locator('.table-cell, .table-cell *')
      .evaluateAll((cells) => [...new Set(cells.map((cell) => getComputedStyle(cell).color))]);
    expect(textColors).toEqual([HighlightText]);
    await first.focus();
    await page.keyboard.press('ArrowUp');
    expect(await first.evaluate((row) => getComputedStyle(row).outlineColor)).toBe(HighlightText);

    await button('Delete').click();
    await expectEdge(keys.confirmation.getByRole('note').first());
    await expectEdge(keys.confirmation.getByRole('button', { name: 'Delete 1 key' }));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Shift+C');
    await expectEdge(page.getByRole('status').filter({ hasText: 'Token copied' }));
    await button('Clear selection').click();

    await page.getByRole('combobox', { name: 'Search keys' }).fill('status:');
    await page.keyboard.press('ArrowDown');
    await expectSelected(page.getByRole('option').first(), page.getByRole('option').nth(1));
    await page.getByRole('combobox', { name: 'Search keys' }).fill('');

    await button('Create').click();
    const days = (text: string) => keys.newKey.getByRole('button', { name: text });
    await expectSelected(days('90 days'), days('30 days'));
    await expectEdge(keys.newKey.getByRole('button', { name: 'Save' }));
    await keys.newKey.getByRole('button', { name: /^Choose date/ }).click();
    const day = (selected: boolean) => page.getByRole('gridcell', { selected }).first();
    await expectSelected(day(true), day(false));
    await page.keyboard.press('Escape');
    await keys.newKey.getByRole('button', { name: 'Cancel' }).click();

    await navigation.getByRole('button', { name: 'Activity' }).click();
    const scope = page.getByRole('group', { name: 'Connections shown' }).getByRole('button');
    await expectSelected(scope.first(), scope.last());
    await navigation.getByRole('button', { name: 'Settings' }).click();
    for (const group of await page.locator('main [role="group"]').all()) {
      await expectSelected(group.locator('[aria-pressed="true"]'), group.locator('[aria-pressed="false"]').first());
    }

    const dialog = new ConnectionDialog(page);
    await dialog.openNew();
    await dialog.fill({ name: 'Live', address: 'http://127.0.0.1:9', username: 'admin', password: 'password' });
    await dialog.adding.getByRole('combobox', { name: 'Environment' }).click();
    await page.getByRole('option', { name: 'Production' }).click();
    await dialog.save();
    await expect(dialog.adding).toBeHidden();
    const productionLine = page.locator('div:has(> nav) > [aria-hidden="true"]').first();
    expect((await productionLine.boundingBox())?.height).toBe(4);
    expect((await colors(productionLine)).background).not.toBe(Canvas);
  });
}
