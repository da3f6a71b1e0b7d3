import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { press, type } from './keyboard.ts';
import { openWindow } from './openWindow.tsx';
import { button, focusOn } from './pages/appWindow.ts';

/** Enough for a letter of the search to take a moment. */
const COUNT = 3_000;

test('fault 99: what is pressed right after typing or pasting is done to the rows of this search', async () => {
  const { keys, memory } = await openWindow({ count: COUNT });
  await expect.poll(() => keys.count()).toBe(COUNT);
  await focusOn(keys.rowAt(1));
  await press('End');
  await expect.poll(() => document.activeElement?.getAttribute('aria-rowindex')).toBe(`${COUNT + 1}`);
  const item = keys.confirmation.getByRole('listitem');
  for (const username of ['user.00107', 'user.02121']) {
    await focusOn(keys.search);
    await press('Control+A');
    await type(username);
    await press('ArrowDown');
    await press('Delete');
    await expect.element(item).toMatchTextContent(username);
    await press('Escape');

    await focusOn(keys.search);
    await press('Control+A');
    await type(`${username} `);
    await press('ArrowDown');
    await press('Control+A');
    await expect.element(page.getByRole('status').filter({ hasText: /selected/ })).toMatchTextContent(/^1 of/);
    await button('Clear selection').click();
  }
  const { token = '', username = '' } = [...memory.adminApi.keys.values()][2134] ?? {};
  await focusOn(keys.search);
  const clipboardData = new DataTransfer();
  clipboardData.setData('text', token);
  const field = keys.search.element() as HTMLInputElement;
  field.select();
  field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  await press('Enter');
  await expect.element(keys.properties.getByText(token, { exact: true })).toBeVisible();
  await press('Escape');
  await press('Delete');
  await expect.element(item).toMatchTextContent(username);
  await press('Escape');
  expect(memory.adminApi.keys.size).toBe(COUNT);
});
