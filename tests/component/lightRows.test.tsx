import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import {
  checkBox,
  commanded,
  copyButton,
  copyButtonIn,
  EVERY_COMMAND,
  expectFocused,
  find,
  focused,
  NOT_YET,
  nameOf,
  openTable,
  row,
  selected,
} from './tableOfNames.tsx';

const MANY = Array.from({ length: 500 }, (_, place) => `Key ${place}`);
const focusedRow = () => Number(document.activeElement?.getAttribute('aria-rowindex')) - 2;

test('a row at rest has at most ten elements, and its buttons come with the pointer or the focus', async () => {
  await openTable(MANY);
  const elements = (name: string) => row(name).querySelectorAll('*').length + 1;
  expect(elements('Key 5')).toBeLessThanOrEqual(10);
  expect(row('Key 5').querySelector('button, svg')).toBeNull();
  // Another font in the first line would be shaped in addition to that of the cell, for all of the text.
  const cells = [...row('Key 5').querySelectorAll('.table-two-lines')];
  expect(cells.length).toBeGreaterThan(0);
  for (const cell of cells) {
    expect(getComputedStyle(cell, '::first-line').font).toBe(getComputedStyle(cell).font);
  }
  await copyButton('Key 5');
  await copyButton('Key 2');
  await expect.poll(() => copyButtonIn('Key 5')).toBeNull();
  await userEvent.unhover(row('Key 2'));
  await expect.poll(() => copyButtonIn('Key 2')).toBeNull();
  row('Key 5').focus();
  await userEvent.keyboard('{Tab}');
  expect(document.activeElement).toBe(checkBox('Key 5'));
  await userEvent.keyboard('{Tab}');
  expect(document.activeElement).toBe(copyButtonIn('Key 5'));
  expect(getComputedStyle(document.activeElement?.parentElement ?? document.body).opacity).toBe('1');
});

test('after a jump the focus is in its row, and every row shows its own key, in order for screen readers', async () => {
  await openTable(MANY);
  for (const [key, place] of [
    ['{PageDown}', 10],
    ['{End}', 499],
    ['{ArrowUp}', 498],
    ['{PageUp}', 488],
    ['{Home}', 0],
    ['{ArrowDown}', 1],
  ] as const) {
    await userEvent.keyboard(key);
    await expectFocused(`Key ${place}`);
    expect(focusedRow()).toBe(place);
    const rows = [...document.querySelectorAll('.key-row')];
    expect(rows.map(nameOf)).toEqual(rows.map((one) => `Key ${Number(one.getAttribute('aria-rowindex')) - 2}`));
    const owned = document.querySelector('[role="rowgroup"]')?.getAttribute('aria-owns')?.split(' ') ?? [];
    const read = owned.map((id) => Number(document.getElementById(id)?.getAttribute('aria-rowindex')));
    expect(read).toEqual(rows.map((one) => Number(one.getAttribute('aria-rowindex'))).toSorted((a, b) => a - b));
  }
});

test('the row with the focus keeps its element while others scroll past', async () => {
  await openTable(MANY);
  const element = document.activeElement;
  const grid = page.getByRole('grid').element();
  for (const top of [3_000, 12_000, 400]) {
    grid.scrollTop = top;
    await expect.poll(() => find(`Key ${Math.ceil(top / 48) + 1}`)).toBeDefined();
    expect([document.activeElement, focused()]).toEqual([element, 'Key 0']);
  }
});

test('a key that has not arrived yet has a row that shows nothing and can be left, and gets its key in place', async () => {
  const show = await openTable(['Anna', NOT_YET, 'Clara']);
  const waiting = () => page.getByRole('row').nth(2).element();
  expect(waiting().textContent).toBe('');
  expect(waiting().getAttribute('aria-busy')).toBe('true');
  expect(waiting().querySelector('input, button')).toBeNull();
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(focusedRow).toBe(1);
  await userEvent.keyboard(EVERY_COMMAND);
  expect([...commanded(), ...selected]).toEqual([]);
  await userEvent.keyboard('{ArrowDown}');
  await expectFocused('Clara');
  await userEvent.keyboard('{ArrowUp}');
  await expect.poll(focusedRow).toBe(1);
  show(['Anna', 'Boris', 'Clara']);
  await expectFocused('Boris');
  expect(waiting().hasAttribute('aria-busy')).toBe(false);
});
