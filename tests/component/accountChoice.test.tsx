import { beforeEach, expect, type MockInstance, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { AppError } from '../../shared/result.ts';
import type { MemoryAdminApi } from '../fakes/memoryAdminApi.ts';
import { press, submitTwice, type } from './keyboard.ts';
import { openKeys } from './openWindow.tsx';
import { button, text } from './pages/appWindow.ts';
import { hold, reject, script } from './scriptedApi.ts';

const person = (username: string, fullName: string) => ({
  ...{ id: `account.${username}`, username, fullName, systemRoles: [], problem: null },
});
const PEOPLE = [
  person('a.bobrov', 'Alexey Bobrov'),
  person('boris', 'Boris Petrov'),
  person('anna.so', 'Anna Sokolova'),
];

let { keys, refetch }: Awaited<ReturnType<typeof openKeys>> = {} as never;
let api: MemoryAdminApi;
let created: MockInstance<MemoryAdminApi['createKey']>;
/** The searches that were sent; each waits until it is released. */
let searches: Map<string, ReturnType<typeof hold>>;

const field = () => keys.newKey.getByRole('combobox', { name: 'User name' });
const options = page.getByRole('option');
const highlighted = () =>
  document.getElementById(field().element().getAttribute('aria-activedescendant') ?? '')?.textContent ?? null;
const searching = () => expect.element(text('Searching…')).toBeVisible();

/** The dialog of a new key with everybody listed, of whom the first is highlighted. */
beforeEach(async () => {
  const opened = await openKeys();
  ({ keys, refetch } = opened);
  api = opened.memory.adminApi;
  api.accounts = [...PEOPLE];
  created = vi.spyOn(api, 'createKey');
  searches = new Map();
  const list = api.listEligibleAccounts.bind(api);
  api.listEligibleAccounts = (search, range) => {
    const waiting = hold();
    searches.set(search, waiting);
    return search === '' ? list(search, range) : waiting.step(() => list(search, range));
  };
  await keys.press('Create');
  await field().click();
  await expect.poll(highlighted).toContain('Bobrov');
});

async function release(search: string): Promise<void> {
  await expect.poll(() => searches.has(search)).toBe(true);
  searches.get(search)?.release();
}

async function pressEach(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await press(name);
  }
}

test('fault 99: Enter before the response chooses nobody from the earlier list, and a second one creates no key', async () => {
  await type('anna.so');
  await searching();
  expect([options.length, highlighted()]).toEqual([0, null]);
  await pressEach('Enter', 'Enter', 'ArrowDown', 'Enter');
  await expect.element(field()).toHaveValue('anna.so');
  await expect.element(text('Choose an account')).not.toBeInTheDocument();
  await release('anna.so');
  await expect.poll(highlighted).toContain('Anna Sokolova');
  await press('Enter');
  await expect.element(field()).toHaveValue('Anna Sokolova (anna.so)');
  expect(created).not.toHaveBeenCalled();
  await press('Enter');
  await expect.element(keys.properties).toBeVisible();
  expect(created.mock.calls.map(([accountId]) => accountId)).toEqual(['account.anna.so']);
});

test('fault 99: a late response to an earlier search is not shown', async () => {
  await type('a');
  await release('a');
  await expect.element(options.first()).toMatchTextContent('Bobrov');
  await type('n');
  await searching();
  expect(options.length).toBe(0);
  await expect.poll(() => searches.has('an')).toBe(true);
  await type('x');
  await release('anx');
  await expect.element(text('No account matches')).toBeVisible();
  await release('an');
  await press('Enter');
  await expect.element(text('Choose an account')).toBeVisible();
  expect(options.length).toBe(0);
  expect(created).not.toHaveBeenCalled();
});

test('fault 99: changing the text after the choice withdraws the choice', async () => {
  await press('Enter');
  await expect.element(field()).toHaveValue('Alexey Bobrov (a.bobrov)');
  await type('x');
  await expect.element(field()).toHaveValue('Alexey Bobrov (a.bobrov)x');
  await pressEach('Enter', 'Enter');
  await button('Save', keys.newKey).click();
  await expect.element(text('Choose an account')).toBeVisible();
  expect(created).not.toHaveBeenCalled();
});

test('fault 99: the highlight stays with its account when the list is fetched again', async () => {
  await press('ArrowDown');
  await expect.poll(highlighted).toContain('Boris Petrov');
  api.accounts.unshift(person('clara', 'Clara'));
  await refetch();
  await expect.element(options.first()).toMatchTextContent('Clara');
  await expect.poll(highlighted).toContain('Boris Petrov');
});

test('fault 118: Enter held down since before the dialog opened chooses nobody and creates no key', async () => {
  /** Gives whether it is taken, so that the browser does not send the form either. */
  const hasTaken = () =>
    !field()
      .element()
      .dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true, cancelable: true }));
  expect([hasTaken(), hasTaken(), hasTaken()]).toEqual([true, true, true]);
  await expect.element(field()).toHaveValue('');
  await press('Enter');
  await expect.element(field()).toHaveValue('Alexey Bobrov (a.bobrov)');
  expect(hasTaken()).toBe(true);
  expect(created).not.toHaveBeenCalled();
});

test('a search that failed is reported, whatever is pressed and when the field is left, and what was typed stays', async () => {
  script(api, 'listEligibleAccounts', reject('THROTTLED'));
  await type('anna');
  const failure = text(/The installation asks for a pause\. /);
  await expect.element(failure).toBeVisible();
  await pressEach('Enter', 'Enter', 'Escape', 'Tab');
  await expect.element(field()).not.toHaveFocus();
  await expect.element(field()).toHaveValue('anna');
  await expect.element(failure).toBeVisible();
  expect(created).not.toHaveBeenCalled();
});

test('fault 118: two presses of Enter right after each other create one key, also after a failure', async () => {
  created.mockRejectedValueOnce(new AppError('THROTTLED', 'wait'));
  await pressEach('Enter', 'Enter');
  await expect.element(text('The installation asks for a pause')).toBeVisible();
  await submitTwice();
  await expect.element(keys.properties).toBeVisible();
  expect(created).toHaveBeenCalledTimes(2);
});
