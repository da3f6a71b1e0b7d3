import { expect, test } from 'vitest';
import { type Locator, page } from 'vitest/browser';
import { english, russian } from '../../renderer/i18n/i18n.ts';
import { type AccountName, renameGenerated } from './installation.ts';
import { press } from './keyboard.ts';
import { isCut, leftEdges, wideParts } from './layout.ts';
import { openWindow } from './openWindow.tsx';

const HEBREW: AccountName = { username: 'חשבון.ראשי', fullName: 'שלום וברכה' };
const ARABIC: AccountName = { username: 'خدمة.١', fullName: 'عبد الله 2027' };
/** Turns all that follows it in the same line, unless it is held in. */
const OVERRIDE: AccountName = { username: '\u202ereversed', fullName: '\u202egnp.exe' };
const TURNING = [HEBREW, ARABIC, OVERRIDE];

const filled = (part: string): string => part.repeat(300).slice(0, 300);
/** An unbreakable word, several words, and wide letters. */
const LONG_NAMES: readonly AccountName[] = [
  { username: filled('W'), fullName: filled('Щ') },
  { username: filled('user name of an account '), fullName: filled('Имя из многих слов ') },
];
const LABELS = { en: english, ru: russian } as const;

async function openWith(names: readonly AccountName[], language: 'en' | 'ru' = 'en') {
  return openWindow({
    language,
    count: 20,
    size: [1024, 720],
    prepare: ({ adminApi }) => renameGenerated(adminApi, names),
  });
}

/** The parts of a text are displayed from left to right, as written. */
async function expectInOrder(root: Locator, parts: readonly string[]): Promise<void> {
  const edges = leftEdges(await root.findElement(), parts);
  expect(edges.every(Number.isFinite)).toBe(true);
  expect(edges).toEqual(edges.toSorted((left, right) => left - right));
}

test.each(TURNING)('$fullName turns neither its row nor a dialog around', async (name) => {
  const { keys } = await openWith(TURNING);
  await keys.waitForList();
  await keys.search.fill(`account:"${name.username}"`);
  await expect.poll(() => keys.count()).toBe(1);
  const row = keys.rowAt(1);
  const headers = keys.grid.getByRole('columnheader').elements();
  const cells = row.getByRole('gridcell').elements();
  expect(cells).toHaveLength(headers.length);
  for (const [index, cell] of cells.entries()) {
    const [shown, above] = [cell.getBoundingClientRect(), headers[index]?.getBoundingClientRect() ?? new DOMRect()];
    // Not the middle: a status is only as wide as its text.
    expect(shown.left).toBeLessThan(above.right);
    expect(shown.right).toBeGreaterThan(above.left);
  }
  await expectInOrder(row, [name.username, 'API integrations']);

  await row.dblClick();
  await expectInOrder(keys.properties.getByText(/ · created /), [name.fullName, name.username, 'created', ':']);
  await keys.closeProperties();

  await row.getByRole('checkbox').click();
  await keys.press('Delete');
  await expectInOrder(keys.confirmation.getByRole('listitem'), [name.username, '1 key', 'no other valid key']);
  await keys.press('Cancel', keys.confirmation);
  await keys.press('Clear selection');

  await keys.press('Create');
  await keys.newKey.getByRole('combobox', { name: 'User name' }).click();
  await expectInOrder(page.getByRole('option').filter({ hasText: name.fullName }), [name.username, 'API integrations']);
});

/** Nothing is wider than the dialog, which is inside the window. */
async function expectToFit(dialog: Locator): Promise<void> {
  await expect.element(dialog).toBeVisible();
  const box = dialog.element().getBoundingClientRect();
  expect(box.left).toBeGreaterThanOrEqual(0);
  expect(box.right).toBeLessThanOrEqual(1024);
  expect(box.bottom).toBeLessThanOrEqual(720);
  expect(wideParts(dialog.element())).toEqual([]);
}

/** A text is cut with an ellipsis, and a tooltip has all of it. */
async function expectToBeCut(part: Locator, { username, fullName }: AccountName): Promise<void> {
  const top = await part.findElement();
  expect(isCut(top)).toBe(true);
  const titles = [top, ...top.querySelectorAll('[title]')].map((element) => element.getAttribute('title') ?? '');
  expect(titles.some((title) => title.includes(username) && title.includes(fullName))).toBe(true);
}

for (const language of ['en', 'ru'] as const) {
  test.each(LONG_NAMES)(`in ${language} a long name is cut and makes nothing wider: $username`, async (name) => {
    const { app, keys: labels, bulk, search } = LABELS[language];
    const { keys } = await openWith(LONG_NAMES, language);
    const grid = page.getByRole('grid', { name: labels.title });
    const row = grid.getByRole('row').filter({ hasText: name.username });
    const dialog = (title: string) => page.getByRole('dialog', { name: title });
    await expect.element(row).toBeVisible();

    // The list.
    expect(document.documentElement.scrollWidth).toBe(1024);
    expect(wideParts(grid.element())).toEqual([]);
    expect(row.element().getBoundingClientRect().height).toBe(48);
    await expectToBeCut(row.getByRole('gridcell').nth(1), name);

    // The search.
    const field = page.getByRole('combobox', { name: labels.search });
    await field.fill(`account:${name.username.slice(0, 4)}`);
    const suggestions = page.getByRole('listbox', { name: search.suggestions });
    await expectToBeCut(suggestions.getByRole('option').filter({ hasText: name.username }), name);
    await field.fill(`account:"${name.username}" stauts:x`);
    await expect.element(field).toHaveAttribute('aria-invalid', 'true');
    expect(document.documentElement.scrollWidth).toBe(1024);
    await field.fill('');

    // The properties.
    await row.dblClick();
    await expectToFit(dialog(labels.properties.title));
    await expect.element(dialog(labels.properties.title)).toMatchTextContent(name.fullName);
    await keys.press(app.close, dialog(labels.properties.title));

    // The deletion.
    await row.getByRole('checkbox').click();
    await keys.press(labels.delete);
    await expectToFit(dialog(bulk.delete.title));
    await expectToBeCut(dialog(bulk.delete.title).getByRole('listitem'), name);
    await keys.press(app.cancel, dialog(bulk.delete.title));
    await keys.press(labels.clearSelection);

    // The new key.
    await keys.press(labels.create);
    const newKey = dialog(labels.form.newTitle);
    await newKey.getByRole('combobox', { name: labels.userName }).click();
    const option = page.getByRole('option').filter({ hasText: name.username });
    await expectToBeCut(option, name);
    await expectToFit(newKey);
    await option.click();
    await press('Tab');
    await expectToFit(newKey);
  });
}
