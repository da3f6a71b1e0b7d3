import { expect, type Locator } from '@playwright/test';
import { test } from './fixtures.ts';
import type { RunningApp } from './launchApp.ts';
import { ConnectionDialog } from './pages/connections.ts';
import { KeysPage } from './pages/keysPage.ts';

let app: RunningApp;

/** Colours as the browser paints them. */
interface Looks {
  readonly color: string;
  readonly background: string;
  readonly border: string;
}

const looks = (locator: Locator, pseudo?: '::before'): Promise<Looks> =>
  locator.evaluate((element, part) => {
    const { color, backgroundColor, borderTopColor, borderTopWidth } = getComputedStyle(element, part);
    return { color, background: backgroundColor, border: `${borderTopWidth} ${borderTopColor}` };
  }, pseudo);

/** What the system paints with: text on its ground, and what is chosen. */
const systemColors = (): Promise<Record<'Canvas' | 'Highlight' | 'HighlightText', string>> =>
  app.page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.forcedColorAdjust = 'none';
    const read = (name: string): string => {
      probe.style.color = name;
      return getComputedStyle(probe).color;
    };
    const colors = { Canvas: read('Canvas'), Highlight: read('Highlight'), HighlightText: read('HighlightText') };
    probe.remove();
    return colors;
  });

/** Expects that of two controls alone the first looks chosen. */
async function expectChosen(chosen: Locator, other: Locator): Promise<void> {
  const { Highlight, HighlightText } = await systemColors();
  await expect.poll(async () => (await looks(chosen)).background).toBe(Highlight);
  expect((await looks(chosen)).color).toBe(HighlightText);
  expect((await looks(other)).background).not.toBe(Highlight);
}

/** Expects an edge that can be seen. */
async function expectEdge(locator: Locator): Promise<void> {
  const { Canvas } = await systemColors();
  // Polled: it comes with a transition.
  await expect.poll(async () => (await looks(locator)).border).not.toMatch(/^0|rgba\(.*, 0(\.\d+)?\)/);
  expect((await looks(locator)).border).not.toContain(Canvas);
}

for (const theme of ['light', 'dark'] as const) {
  test(`fault 103: among the colours of the system it can be seen what is chosen, and where things end: ${theme}`, async ({
    launch,
  }) => {
    app = await launch({ theme });
    const { page } = app;
    const keys = new KeysPage(page);
    await keys.waitForList();
    await page.emulateMedia({ forcedColors: 'active', colorScheme: theme });
    const button = (name: string | RegExp) => page.getByRole('button', { name });
    const navigation = page.getByRole('navigation');

    await expectChosen(button('All'), button(/^Expired/));
    await button(/^Expired/).click();
    await expectChosen(button(/^Expired/), button('All'));
    await button('All').click();
    await expectChosen(
      navigation.getByRole('button', { name: 'Authentication keys' }),
      navigation.getByRole('button', { name: 'Activity' }),
    );
    await expectEdge(button('Create'));
    await expectEdge(page.locator('.status-chip').first());
    const { Canvas, HighlightText } = await systemColors();
    const stripe = page.getByRole('button', { name: /^Connection: / });
    expect((await looks(stripe, '::before')).background).not.toBe(Canvas);

    const [first, second] = [keys.grid.getByRole('row').nth(1), keys.grid.getByRole('row').nth(2)];
    await first.getByRole('checkbox').click();
    await expectChosen(first, second);
    // Everything in a chosen row is told in the colour that belongs to its ground.
    const inside = await first
      .locator('.table-cell, .table-cell *')
      .evaluateAll((cells) => [...new Set(cells.map((cell) => getComputedStyle(cell).color))]);
    expect(inside).toEqual([HighlightText]);
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
    await expectChosen(page.getByRole('option').first(), page.getByRole('option').nth(1));
    await page.getByRole('combobox', { name: 'Search keys' }).fill('');

    await button('Create').click();
    await expectChosen(
      keys.newKey.getByRole('button', { name: '90 days' }),
      keys.newKey.getByRole('button', { name: '30 days' }),
    );
    await expectEdge(keys.newKey.getByRole('button', { name: 'Save' }));
    await keys.newKey.getByRole('button', { name: /^Choose date/ }).click();
    const chosenDay = page.getByRole('gridcell', { selected: true });
    await expectChosen(chosenDay, page.getByRole('gridcell', { selected: false }).first());
    await page.keyboard.press('Escape');
    await keys.newKey.getByRole('button', { name: 'Cancel' }).click();

    await navigation.getByRole('button', { name: 'Activity' }).click();
    const scope = page.getByRole('group', { name: 'Connections shown' }).getByRole('button');
    await expectChosen(scope.first(), scope.last());
    await navigation.getByRole('button', { name: 'Settings' }).click();
    for (const group of await page.locator('main [role="group"]').all()) {
      await expectChosen(group.locator('[aria-pressed="true"]'), group.locator('[aria-pressed="false"]').first());
    }

    await new ConnectionDialog(page).openNew();
    const dialog = new ConnectionDialog(page);
    await dialog.fill({ name: 'Live', address: 'http://127.0.0.1:9', username: 'admin', password: 'password' });
    await dialog.adding.getByRole('combobox', { name: 'Environment' }).click();
    await page.getByRole('option', { name: 'Production' }).click();
    await dialog.save();
    await expect(dialog.adding).toBeHidden();
    const line = page.locator('#root > div > [aria-hidden="true"]').first();
    expect((await line.boundingBox())?.height).toBe(4);
    expect((await looks(line)).background).not.toBe(Canvas);
  });
}
