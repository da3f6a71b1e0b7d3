import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { type } from './keyboard.ts';
import { openKeys } from './openWindow.tsx';
import type { KeysPage } from './pages/keysPage.ts';

/** What React keeps with an element: another object as soon as the component around the element has rendered. */
function propsOf(element: Element): unknown {
  return Object.entries(element).find(([name]) => name.startsWith('__reactProps$'))?.[1];
}

/** Types a letter. Returns the elements that were there before and that React has rendered again. */
async function renderedBy(keys: KeysPage, letter: string): Promise<readonly Element[]> {
  const text = (keys.search.element() as HTMLInputElement).value + letter;
  const before = [...document.querySelectorAll('#root *')].map((element) => ({ element, props: propsOf(element) }));
  expect(before.filter(({ props }) => props !== undefined).length).toBeGreaterThan(100);
  await type(letter);
  await expect.element(keys.search).toHaveValue(text);
  return before
    .filter(({ element, props }) => element.isConnected && propsOf(element) !== props)
    .map(({ element }) => element);
}

const isIn = (selector: string) => (element: Element) => element.closest(selector) !== null;
const isAround = (element: Element) => !isIn('[role="grid"], .key-search')(element);

test('a letter renders the rows that change and the search, and nothing around them', async () => {
  const { keys } = await openKeys();
  const count = keys.count();
  await keys.search.click();
  const ofFirst = await renderedBy(keys, 's');
  await expect.poll(() => keys.count()).toBeLessThan(count);
  expect(ofFirst.filter(isIn('[role="row"] [role="gridcell"]'))).not.toEqual([]);
  expect(ofFirst.filter(isAround)).toEqual([]);

  await type('v');
  const found = keys.count();
  const ofSame = await renderedBy(keys, 'c');
  expect(keys.count()).toBe(found);
  expect(ofSame).not.toEqual([]);
  expect(ofSame.filter(isIn('[role="rowgroup"] [role="row"]'))).toEqual([]);
  expect(ofSame.filter(isAround)).toEqual([]);
  expect(ofSame).not.toContain(keys.search.element());
});

test('with keys selected, a letter that hides none of them renders as little', async () => {
  const { keys } = await openKeys();
  await keys.search.fill('sv');
  await keys.rowAt(1).getByRole('checkbox').click();
  await expect.element(page.getByRole('button', { name: 'Clear selection' })).toBeVisible();
  await keys.search.click();
  const rendered = await renderedBy(keys, 'c');
  expect(rendered).not.toEqual([]);
  expect(rendered.filter(isAround)).toEqual([]);
});
