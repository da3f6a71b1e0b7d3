import { expect, test } from '@playwright/test';
import { english, russian } from '../../renderer/i18n/i18n.ts';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import { launchApp, type RunningApp } from './launchApp.ts';

const WORDS = { en: english, ru: russian } as const;

test.describe.configure({ timeout: 120_000 });

let keyring: Keyring;
let app: RunningApp;

test.beforeAll(async () => {
  keyring = await startKeyring();
});

test.afterAll(() => keyring.stop());

test.afterEach(() => app.close());

for (const language of ['en', 'ru'] as const) {
  test(`in ${language} the line of the selection fits into the smallest window, and the menu is reached by keyboard`, async () => {
    app = await launchApp({ keyring, language, width: 1024, height: 700 });
    const { page } = app;
    const grid = page.getByRole('grid');
    await grid.getByRole('checkbox').first().click();
    const clear = page.getByRole('button', { name: language === 'en' ? 'Clear selection' : 'Снять выбор' });
    const right = async (): Promise<number> => {
      const box = await clear.boundingBox();
      return (box?.x ?? 0) + (box?.width ?? 0);
    };
    const frame = await grid.boundingBox();
    expect(await right()).toBeLessThanOrEqual((frame?.x ?? 0) + (frame?.width ?? 0));
    const total = Number(await grid.getAttribute('aria-rowcount')) - 1;

    await page.getByRole('button', { name: language === 'en' ? 'More actions' : 'Другие действия' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(
      page.getByRole('status').filter({ hasText: language === 'en' ? 'tokens copied' : /Скопирован/ }),
    ).toBeVisible();
    const tokens = (await app.readClipboard()).split('\n');
    expect(tokens).toHaveLength(total);
    expect(tokens.every((token) => /^[\da-f]{32}$/.test(token))).toBe(true);
  });

  test(`in ${language} the dialogs ask for the count, retire, restore, and say what a date does`, async () => {
    app = await launchApp({ keyring, language });
    const { page } = app;
    const { keys: words, bulk, app: shared } = WORDS[language];
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    const grid = page.getByRole('grid');
    const rows = () => grid.getByRole('row').allTextContents();
    await grid.getByRole('checkbox').nth(1).waitFor();
    const before = await rows();
    await grid.getByRole('checkbox').first().click();
    const total = Number(await grid.getAttribute('aria-rowcount')) - 1;

    await press(words.delete);
    const deletion = page.getByRole('dialog', { name: bulk.delete.title });
    await expect(deletion.getByRole('button', { name: shared.cancel })).toBeFocused();
    await expect(deletion.getByRole('button', { name: new RegExp(`^\\S+ ${total} \\S+$`) })).toBeDisabled();
    const field = deletion.getByRole('textbox', {
      name: new RegExp(`^${bulk.delete.typeCount.replace('{{text}}', `.?${total}.?`)}$`),
    });
    await field.fill(String(total));
    await expect(deletion.getByRole('button', { name: new RegExp(`^\\S+ ${total} \\S+$`) })).toBeEnabled();
    await press(bulk.delete.retireInstead);

    const retirement = page.getByRole('dialog', { name: bulk.retirement.title });
    await expect(retirement.getByRole('note')).toContainText(bulk.retirement.warning_other);
    await retirement
      .getByRole('button', { name: language === 'en' ? /^Retire \d+ keys?$/ : /^Отозвать \d+ ключ/ })
      .click();
    await expect(retirement).toBeHidden();
    const note = page.getByRole('note').filter({ hasText: bulk.retirement.text });
    expect(await rows()).not.toEqual(before);
    await note.getByRole('button', { name: bulk.retirement.restore }).click();
    await expect(note).toBeHidden();
    await expect.poll(rows).toEqual(before);

    await grid.getByRole('checkbox').first().click();
    await press(bulk.actions.setExpiry);
    const expiry = page.getByRole('dialog', { name: bulk.setExpiry.title });
    await expect(expiry.getByRole('note')).toContainText(language === 'en' ? 'would work again' : 'снова заработа');
    await expect(
      expiry.getByRole('button', { name: language === 'en' ? /^Set expiry of \d+ keys$/ : /^Изменить срок \d+ ключ/ }),
    ).toBeEnabled();
  });
}
