import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { FULL_ACCESS } from '../fakes/memoryAdminApi.ts';
import { press } from './keyboard.ts';
import { openKeys, openWindow } from './openWindow.tsx';
import { focusOn } from './pages/appWindow.ts';

const menu = page.getByRole('menu');
const item = (name: string | RegExp) => menu.getByRole('menuitem', { name, exact: true });
const names = () =>
  menu
    .getByRole('menuitem')
    .elements()
    .map((one) => one.firstChild?.textContent);

test('Shift+F10 and the menu key open the menu of the row; Escape gives the focus back', async () => {
  const { keys } = await openKeys();
  const row = keys.rowAt(2);
  await expect.element(row).toHaveAttribute('aria-haspopup', 'menu');
  await focusOn(row);
  for (const key of ['Shift+F10', 'ContextMenu']) {
    await press(key);
    await expect.element(item('Open')).toHaveFocus();
    expect(names()).toEqual(['Open', 'Copy token', 'Copy secret', 'Hand over…', 'Test', 'Set expiry…', 'Delete']);
    await press('Escape');
    await expect.element(menu).not.toBeInTheDocument();
    await expect.element(row).toHaveFocus();
  }
});

test('every command of the menu is about the key of its row, whatever is selected', async () => {
  const { keys, memory } = await openKeys();
  await keys.selectRows(3, 4);
  const row = keys.rowAt(2);
  const label = row.getByRole('checkbox').element().getAttribute('aria-label') ?? '';
  const token = [...memory.adminApi.keys.values()].find((key) => label.endsWith(key.token.slice(-4)))?.token ?? '';
  const choose = async (name: string) => {
    await focusOn(row);
    await press('Shift+F10');
    await item(name).click();
  };
  await choose('Open');
  await expect.element(keys.properties).toMatchTextContent(token);
  await keys.closeProperties();
  await expect.element(row).toHaveFocus();

  await choose('Copy token');
  await expect.element(keys.status('Token copied')).toBeVisible();
  await choose('Hand over…');
  await expect.element(page.getByRole('dialog', { name: 'Hand over the key' })).toBeVisible();
  await press('Escape');
  await choose('Set expiry…');
  await expect.element(page.getByRole('dialog', { name: 'Set expiry of keys' })).toMatchTextContent(/1 key/);
  await press('Escape');
  await choose('Test');
  await expect.element(keys.status(/works/i)).toBeVisible();
  await choose('Delete');
  await keys.confirmDeletion(1);
  await expect.element(keys.row(token)).not.toBeInTheDocument();
  await expect.element(page.getByText(/^2 of [\d,]+ selected/).first()).toBeVisible();
});

test('the right mouse button opens it at the pointer', async () => {
  const { keys } = await openKeys();
  await userEvent.click(keys.rowAt(3), { button: 'right' });
  await expect.element(item('Copy token')).toBeVisible();
  await press('Escape');
  await expect.element(keys.rowAt(3)).toHaveFocus();
});

test('what the account may not do is there with the reason', async () => {
  const { keys } = await openKeys({
    prepare: ({ adminApi }) => {
      const denied = { canDelete: false, canReadSecret: false };
      vi.spyOn(adminApi, 'getPermissions').mockResolvedValue({ ...FULL_ACCESS, ...denied });
    },
  });
  await focusOn(keys.rowAt(1));
  await press('Shift+F10');
  for (const name of [/^Copy secret — .+/, /^Delete — .+/]) {
    await expect.element(item(name)).toHaveAttribute('aria-disabled', 'true');
  }
  await press('End');
  await expect.element(item(/^Delete — /)).toHaveFocus();
});

test('in Russian', async () => {
  await openWindow({ language: 'ru', size: [1024, 700] });
  await focusOn(page.getByRole('grid').getByRole('row').nth(1));
  await press('Shift+F10');
  await expect.element(item('Открыть')).toHaveFocus();
  expect(names()).toEqual([
    'Открыть',
    'Скопировать токен',
    'Скопировать секретный ключ',
    'Передать…',
    'Проверить',
    'Изменить срок…',
    'Удалить',
  ]);
});
