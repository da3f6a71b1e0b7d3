import { expect, type Locator, test } from '@playwright/test';
import { english, russian } from '../../renderer/i18n/i18n.ts';
import { type AccountName, accountsRenamed } from '../harness/accountsRenamed.ts';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import { openStand, type Stand } from './openStand.ts';
import { isCut, wideParts } from './pages/layout.ts';
import { startPlatform } from './startPlatform.ts';

const COUNT = 24;
const LENGTH = 300;
const filled = (part: string): string => part.repeat(LENGTH).slice(0, LENGTH);
/** One word that cannot be broken, words, and wide letters. */
const LONG_NAMES: readonly AccountName[] = [
  { username: filled('W'), fullName: filled('Щ') },
  { username: filled('user name of an account '), fullName: filled('Имя из многих слов ') },
];
const WORDS = { en: english, ru: russian } as const;

test.describe.configure({ timeout: 120_000 });

let keyring: Keyring;
let stand: Stand;

test.beforeAll(async () => {
  keyring = await startKeyring();
  const platform = await startPlatform(['--accounts', '3', '--keys', String(COUNT)]);
  const names = new Map(LONG_NAMES.map((name, index) => [`user.0000${index + 1}`, name]));
  stand = await openStand({
    keyring,
    platform,
    count: COUNT,
    fault: accountsRenamed((username) => names.get(username)),
    width: 1024,
    height: 720,
  });
});

test.afterAll(async () => {
  await stand.stop();
  await keyring.stop();
});

/** Nothing is wider than the dialog, and that stands in the window. */
async function expectToFit(dialog: Locator): Promise<void> {
  await expect(dialog).toBeVisible();
  const box = await dialog.boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(1024);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(720);
  expect(await wideParts(dialog)).toEqual([]);
}

/** A text is cut with an ellipsis, and a tooltip has all of it. */
async function expectToBeCut(part: Locator, { username, fullName }: AccountName): Promise<void> {
  expect(await isCut(part)).toBe(true);
  const titles = await part.evaluate((top) =>
    [top, ...top.querySelectorAll('[title]')].map((element) => element.getAttribute('title') ?? ''),
  );
  expect(titles.some((title) => title.includes(username) && title.includes(fullName))).toBe(true);
}

for (const language of ['en', 'ru'] as const) {
  for (const name of LONG_NAMES) {
    test(`in ${language} a name of 300 characters (${name.username.slice(0, 8)}…) is cut and makes nothing wider`, async () => {
      const { page } = stand.app;
      const { app, keys, bulk, search, settings } = WORDS[language];
      const press = (text: string, inside: Locator | typeof page = page) =>
        inside.getByRole('button', { name: text, exact: true }).click();
      await page
        .getByRole('navigation')
        .getByRole('button', { name: /^(Settings|Настройки)$/ })
        .click();
      await press(language === 'en' ? 'English' : 'Русский');
      await expect(page.getByRole('heading', { name: settings.title })).toBeVisible();
      await page.getByRole('navigation').getByRole('button', { name: keys.title }).click();
      const grid = page.getByRole('grid', { name: keys.title });
      const row = grid.getByRole('row').filter({ hasText: name.username }).first();
      await expect(row).toBeVisible();

      await test.step('the list', async () => {
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1024);
        expect(await wideParts(grid)).toEqual([]);
        expect((await row.boundingBox())?.height).toBe(48);
        await expectToBeCut(row.getByRole('gridcell').nth(1), name);
      });
      await test.step('the search', async () => {
        const field = page.getByRole('combobox', { name: keys.search });
        await field.fill(`account:${name.username.slice(0, 4)}`);
        const option = page
          .getByRole('listbox', { name: search.suggestions })
          .getByRole('option')
          .filter({ hasText: name.username });
        await expectToBeCut(option, name);
        await field.fill(`account:"${name.username}" stauts:x`);
        await expect(field).toHaveAttribute('aria-invalid', 'true');
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1024);
        await field.fill('');
      });
      await test.step('the properties', async () => {
        await row.dblclick();
        const dialog = page.getByRole('dialog', { name: keys.properties.title });
        await expectToFit(dialog);
        await expect(dialog).toContainText(name.fullName);
        await press(app.close, dialog);
      });
      await test.step('the deletion', async () => {
        await row.getByRole('checkbox').click();
        await press(keys.delete);
        const dialog = page.getByRole('dialog', { name: bulk.delete.title });
        await expectToFit(dialog);
        await expectToBeCut(dialog.getByRole('listitem'), name);
        await press(app.cancel, dialog);
        await press(keys.clearSelection);
      });
      await test.step('the new key', async () => {
        await press(keys.create);
        const dialog = page.getByRole('dialog', { name: keys.form.newTitle });
        await dialog.getByRole('combobox', { name: keys.userName }).click();
        const option = page.getByRole('option').filter({ hasText: name.username });
        await expectToBeCut(option, name);
        await expectToFit(dialog);
        await option.click();
        await expectToFit(dialog);
        await press(app.cancel, dialog);
      });
    });
  }
}
