import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { english, russian } from '../../renderer/i18n/i18n.ts';
import { press } from './keyboard.ts';
import { boxOf } from './layout.ts';
import { openWindow } from './openWindow.tsx';

const LABELS = { en: english, ru: russian } as const;
/** What depends on a number, so that it cannot be looked up in the texts. */
const COUNTED = {
  en: {
    copied: 'tokens copied',
    disable: /^Disable \d+ keys?$/,
    worksAgain: 'will work again',
    setExpiry: /^Set expiry of \d+ keys$/,
  },
  ru: {
    copied: /Скопирован/,
    disable: /^Приостановить \d+ ключ/,
    worksAgain: 'снова заработа',
    setExpiry: /^Изменить срок \d+ ключ/,
  },
} as const;

const grid = page.getByRole('grid');

for (const language of ['en', 'ru'] as const) {
  const { keys: labels, bulk, app } = LABELS[language];
  const counted = COUNTED[language];

  test(`in ${language} the line of the selection fits into a small window, and the menu is reached by keyboard`, async () => {
    const { memory, keys } = await openWindow({ language, size: [1024, 700] });
    await grid.getByRole('checkbox').first().click();
    const clear = page.getByRole('button', { name: labels.clearSelection });
    await expect.element(clear).toBeVisible();
    expect(boxOf(clear.element()).right).toBeLessThanOrEqual(boxOf(grid.element()).right);

    (page.getByRole('button', { name: bulk.actions.more }).element() as HTMLElement).focus();
    await press('Enter');
    await expect.element(page.getByRole('menuitem').first()).toHaveFocus();
    await press('ArrowUp');
    await expect.element(page.getByRole('menuitem', { name: bulk.actions.copyTokens })).toHaveFocus();
    await press('Enter');
    await expect.element(keys.status(counted.copied)).toBeVisible();
    const tokens = [...memory.adminApi.keys.values()].map(({ token }) => token);
    expect(memory.clipboard.text.split('\n').toSorted()).toEqual(tokens.toSorted());
  });

  test(`in ${language} the dialogs ask for the count, disable, restore, and say what a date does`, async () => {
    const { keys, memory } = await openWindow({ language });
    const total = memory.adminApi.keys.size;
    const rows = () =>
      grid
        .getByRole('row')
        .elements()
        .map(({ textContent }) => textContent);
    await expect.element(grid.getByRole('checkbox').nth(1)).toBeVisible();
    const before = rows();
    await grid.getByRole('checkbox').first().click();

    await keys.press(labels.delete);
    const deletion = page.getByRole('dialog', { name: bulk.delete.title });
    await expect.element(deletion.getByRole('button', { name: app.cancel })).toHaveFocus();
    await expect.element(deletion.getByRole('note').first()).toMatchTextContent(bulk.delete.warning);
    const confirm = deletion.getByRole('button', { name: new RegExp(`^\\S+ ${total} \\S+$`) });
    await expect.element(confirm).toBeDisabled();
    await confirm.hover({ force: true });
    const reason = bulk.delete.typeCountFirst.replace('{{total}}', `${total}`);
    await expect.element(page.getByRole('tooltip')).toMatchTextContent(reason);
    const label = new RegExp(`^${bulk.delete.typeCount.replace('{{text}}', `.?${total}.?`)}$`);
    await deletion.getByRole('textbox', { name: label }).fill(String(total));
    await expect.element(confirm).toBeEnabled();
    await keys.press(bulk.delete.disableInstead);

    const disableDialog = page.getByRole('dialog', { name: bulk.disable.title });
    await expect.element(disableDialog.getByRole('note')).toMatchTextContent(bulk.disable.warning_other);
    await keys.press(counted.disable, disableDialog);
    await expect.element(disableDialog).not.toBeInTheDocument();
    const note = keys.note(bulk.disable.text);
    await expect.element(note).toBeVisible();
    expect(rows()).not.toEqual(before);
    await keys.press(bulk.disable.restore, note);
    await expect.element(note).not.toBeInTheDocument();
    await expect.poll(rows).toEqual(before);

    await grid.getByRole('checkbox').first().click();
    await keys.press(bulk.actions.setExpiry);
    const expiry = page.getByRole('dialog', { name: bulk.setExpiry.title });
    await expect.element(expiry.getByRole('note')).toMatchTextContent(counted.worksAgain);
    await expect.element(expiry.getByRole('button', { name: counted.setExpiry })).toBeEnabled();
  });
}
