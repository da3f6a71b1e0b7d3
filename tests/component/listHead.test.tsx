import { afterEach, expect, test, vi } from 'vitest';
import { type Locator, page, userEvent } from 'vitest/browser';
import type { CachedKeyListLookup } from '../../electron/ports.ts';
import { AppError } from '../../shared/result.ts';
import { CONNECTION_FORM } from '../fakes/connectionForm.ts';
import { openKeys } from './openWindow.tsx';

const COUNT = 300;
const READING = 'Reading the list…';
const FOLLOWS = 'Reading the list. What you chose follows when it is complete.';

afterEach(() => {
  vi.restoreAllMocks();
});

/** What the window shows of the list as a whole. */
const facts = () => ({
  heading: page.getByRole('heading', { level: 1 }).element().parentElement?.textContent,
  filters: page.getByRole('group', { name: 'Quick filters' }).element().textContent,
  badge: page
    .getByRole('navigation')
    .getByRole('img', { name: /expire/ })
    .element().textContent,
  rows: document.querySelector('[role=grid]')?.getAttribute('aria-rowcount'),
});
/** The texts of the rows in view. */
const rowTexts = () => [...document.querySelectorAll('[role=grid] [role=row]')].map(({ textContent }) => textContent);

/**
 * Uses KeyDesk once and starts it again while the installation cannot be reached. The list on the disk is read only when
 * the test lets it be.
 */
async function startAgain(inspect: (ofList: ReturnType<typeof facts>, rows: string[]) => void = () => {}) {
  const first = await openKeys({ count: COUNT, connections: [CONNECTION_FORM] });
  inspect(facts(), rowTexts());
  await first.close();
  const { memory } = first;
  memory.adminApi.failure = new AppError('UNREACHABLE', 'no');
  const reading = Promise.withResolvers<CachedKeyListLookup | null>();
  const read = memory.keyListStore.read.bind(memory.keyListStore);
  vi.spyOn(memory.keyListStore, 'read').mockImplementation(async (id) => (await reading.promise) ?? read(id));
  const { keys } = await openKeys({ memory });
  expect(document.querySelectorAll('[role=grid] [role=row]').length).toBeGreaterThan(5);
  return { memory, keys, read: (lookup: CachedKeyListLookup | null = null) => reading.resolve(lookup) };
}

/** What shows that the order of a column waits. */
const progressOf = (header: Locator) => header.getByRole('progressbar', { includeHidden: true });

const listIsThere = (keys: Awaited<ReturnType<typeof startAgain>>['keys']) =>
  expect
    .element(page.getByText(/^Offline · as of/))
    .toBeVisible()
    .then(() => keys.waitForList());

test('the first rows, all counts and the age of a list are there before the list, which replaces them without a trace', async () => {
  let [ofList, rowsOfList]: [unknown, string[]] = [null, []];
  const { keys, read } = await startAgain((shown, rows) => {
    [ofList, rowsOfList] = [shown, rows];
  });
  expect(facts()).toEqual(ofList);
  expect(rowTexts()).toEqual(rowsOfList);
  await expect.element(page.getByText(/ · as of /)).toBeVisible();

  const grid = keys.grid.element();
  const focused = document.querySelector<HTMLElement>('[role=grid] [aria-rowindex="4"]');
  focused?.focus();
  grid.scrollTop = 30;
  read();
  await listIsThere(keys);
  expect(facts()).toEqual(ofList);
  expect([document.activeElement, grid.scrollTop, keys.grid.element()]).toEqual([focused, 30, grid]);
});

test('a key of the first rows can be opened and its token copied before the list is there', async () => {
  const { memory, keys, read } = await startAgain();
  await keys.rowAt(2).dblClick();
  const token = await keys.properties.getByText(/^[\da-f]{32}$/).findElement();
  await expect.element(keys.properties.getByText('no longer exists')).not.toBeInTheDocument();
  const shown = token.textContent;
  await keys.closeProperties();
  await keys.rowAt(2).hover();
  await keys
    .rowAt(2)
    .getByRole('button', { name: /Copy token/ })
    .click();
  await expect.poll(() => memory.clipboard.text).toBe(shown);
  read();
  await listIsThere(keys);
});

test('a search waits for the list: nothing is shown as its result before', async () => {
  const { keys, read } = await startAgain();
  await keys.search.fill('status:expired');
  await expect.element(keys.search).toHaveAttribute('aria-busy', 'true');
  await expect.element(page.getByRole('main')).toMatchTextContent(READING);
  await expect.element(keys.grid).toHaveAttribute('aria-busy', 'true');
  expect(keys.grid.element().getAttribute('aria-rowcount')).toBe('-1');
  expect(rowTexts().slice(1).join('')).not.toMatch(/[\da-f]{8}…/);
  read();
  await expect.element(keys.grid).toHaveAttribute('aria-busy', 'false');
  await expect.element(keys.search).toHaveAttribute('aria-busy', 'false');
  await expect
    .poll(() =>
      rowTexts()
        .slice(1)
        .every((text) => text.includes('Expired')),
    )
    .toBe(true);
  expect(keys.count()).toBeLessThan(COUNT);
});

test('another order waits for the list, and the header says so', async () => {
  const { keys, read } = await startAgain();
  await keys.header('Token').click();
  await expect.element(keys.header('Token')).toHaveAttribute('aria-sort', 'ascending');
  await expect.element(keys.status(FOLLOWS)).toBeInTheDocument();
  expect(rowTexts().slice(1).join('')).not.toMatch(/[\da-f]{8}…/);
  expect(keys.count()).toBe(COUNT);
  await expect.element(keys.header('Token')).toHaveFocus();
  await expect.element(progressOf(keys.header('Token'))).toBeInTheDocument();
  read();
  await expect.element(keys.status(FOLLOWS)).not.toBeInTheDocument();
  const tokens = () => rowTexts().flatMap((text) => /[\da-f]{8}(?=…)/.exec(text) ?? []);
  await expect.poll(() => tokens().length).toBeGreaterThan(5);
  expect(tokens()).toEqual(tokens().toSorted());
  await expect.element(keys.header('Token')).toHaveFocus();
});

test('“select all” waits for the list, and then concerns all of its keys', async () => {
  const { keys, read } = await startAgain();
  await keys.grid.getByRole('checkbox').first().click();
  await expect.element(keys.status(FOLLOWS)).toBeInTheDocument();
  await expect.element(page.getByText(/selected/)).not.toBeInTheDocument();
  await expect.element(progressOf(keys.header('Created'))).not.toBeInTheDocument();
  read();
  await expect.element(keys.status(`${COUNT} of ${COUNT} selected`)).toBeVisible();
});

test('an export waits for the list, and then finds what was selected before it', async () => {
  const { keys, read } = await startAgain();
  await keys.grid.getByRole('checkbox').first().click();
  await keys.press(/^Export/);
  await expect.element(keys.status(FOLLOWS)).toBeInTheDocument();
  await expect.element(keys.exportDialog).not.toBeInTheDocument();
  read();
  await expect.element(keys.exportDialog.getByRole('radio', { name: `Selected: ${COUNT} keys` })).toBeChecked();
});

test('a test started in a row waits for the list, and then concerns the rows that were checked', async () => {
  const { keys, read } = await startAgain();
  await keys.rowAt(1).getByRole('checkbox').click();
  await keys.rowAt(3).getByRole('checkbox').click();
  document.querySelector<HTMLElement>('[role=grid] [aria-rowindex="2"]')?.focus();
  await userEvent.keyboard('{Control>}t{/Control}');
  await expect.element(keys.status(FOLLOWS)).toBeInTheDocument();
  read();
  await expect.element(page.getByRole('dialog', { name: /^Test/ })).toMatchTextContent('2 keys');
});

test('End leads to the last key, which gets the focus when the list is there', async () => {
  const { keys, read } = await startAgain();
  document.querySelector<HTMLElement>('[role=grid] [aria-rowindex="2"]')?.focus();
  await userEvent.keyboard('{End}');
  read();
  const last = `[role=grid] [aria-rowindex="${COUNT + 1}"]`;
  await expect.poll(() => document.activeElement === document.querySelector(last)).toBe(true);
  await expect.poll(() => document.querySelector(last)?.textContent).toMatch(/[\da-f]{8}…/);
  await listIsThere(keys);
});

test('fault 214: the list turns out to be damaged after its first rows were shown: an earlier one replaces it, with a note', async () => {
  const { memory, keys, read } = await startAgain();
  const list = [...memory.keyListStore.lists.values()].at(-1);
  const items = list?.items.slice(0, 7) ?? [];
  read({ state: 'present', list: { ...list, items }, isRestored: true } as CachedKeyListLookup);
  await expect.element(keys.note('The list saved on this computer was damaged')).toBeVisible();
  expect(keys.count()).toBe(7);
});

test('fault 214: the list turns out to be damaged after its first rows were shown, and there is no earlier one: they are gone', async () => {
  const { keys, read } = await startAgain();
  await keys.grid.getByRole('checkbox').first().click();
  read({ state: 'damaged' });
  await expect.element(page.getByRole('main')).toMatchTextContent('is damaged and cannot be shown');
  await expect.element(keys.grid).not.toBeInTheDocument();
  await expect.element(keys.status(FOLLOWS)).not.toBeInTheDocument();
});
