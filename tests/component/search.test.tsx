import { beforeEach, expect, test } from 'vitest';
import { type Locator, page } from 'vitest/browser';
import { press, type } from './keyboard.ts';
import { openKeys } from './openWindow.tsx';
import type { KeysPage } from './pages/keysPage.ts';

const UNKNOWN_TOKEN = '0123456789abcdef0123456789abcdef';

let keys: KeysPage;

beforeEach(async () => {
  ({ keys } = await openKeys({ size: [1024, 720] }));
});

const filter = (name: RegExp | string) =>
  page.getByRole('group', { name: 'Quick filters' }).getByRole('button', { name });
const chip = (term: string) => page.getByRole('button', { name: `Remove filter ${term}`, exact: true });
const suggestions = page.getByRole('listbox', { name: 'Search suggestions' });
const place = () => keys.grid.element().getBoundingClientRect();

/** Dispatches the paste event of a text on the field; returns whether the page handled it. */
function paste(field: Locator, text: string): boolean {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  return !field
    .element()
    .dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}

test('the result of a search, or its error, is announced to users who do not see the table', async () => {
  const announcement = (text: RegExp) => page.getByRole('status').filter({ hasText: text });
  const count = keys.count();
  await keys.search.fill('svc');
  await expect.poll(() => keys.count()).toBeLessThan(count);
  await expect.element(announcement(new RegExp(`^${keys.count()} of ${count}`))).toBeInTheDocument();
  await keys.search.fill('stauts:expired');
  await expect.element(announcement(/^There is no field “stauts:”/)).toBeInTheDocument();
  await keys.search.fill('');
  await expect.element(announcement(/There is no field|^\d+ of/)).not.toBeInTheDocument();
});

test('the quick filters are terms of the text, and other terms are chips', async () => {
  const before = place();
  await keys.search.fill('svc created:>2020-01-01');
  await filter(/^Expired/).click();
  await expect.element(keys.search).toHaveValue('svc created:>2020-01-01 status:expired');
  await expect.element(filter(/^Expired/)).toHaveAttribute('aria-pressed', 'true');
  await filter(/^Account problems/).click();
  await expect.element(keys.search).toHaveValue('svc created:>2020-01-01 status:archived,deactivated,nopermission');
  await filter(/^Account problems/).click();
  await expect.element(keys.search).toHaveValue('svc created:>2020-01-01');
  await keys.search.fill('status:unreplaced svc');
  await expect.element(filter(/^Expiring/)).toHaveAttribute('aria-pressed', 'true');
  await filter('All').click();
  await expect.element(keys.search).toHaveValue('svc');

  // More of them than the line is wide.
  await keys.search.fill(
    'created:>2020-01-01 -role:nothing account:svc -account:nobody -token:ffffffff expires:>2020-01',
  );
  await chip('-role:nothing').click();
  await expect
    .element(keys.search)
    .toHaveValue('created:>2020-01-01 account:svc -account:nobody -token:ffffffff expires:>2020-01');
  await expect.element(keys.search).toHaveFocus();
  await expect.element(chip('-role:nothing')).not.toBeInTheDocument();
  expect(place()).toEqual(before);
  await chip('expires:>2020-01').click();
  await expect.element(keys.search).toHaveValue('created:>2020-01-01 account:svc -account:nobody -token:ffffffff');
});

test('a pasted header leads to the row of its key; one without a key is reported', async () => {
  const token = await keys.firstToken();
  await keys.search.fill('no key has this name');
  await expect.element(keys.grid).not.toBeInTheDocument();
  const header = `Authorization: HMAC-SHA256 Credential=${token.toUpperCase()}&SignedHeaders=date&Signature=abc=`;
  expect(paste(keys.search, header)).toBe(true);
  await expect.element(keys.search).toHaveValue(`token:${token}`);
  await expect.element(keys.rowAt(1)).toHaveFocus();
  expect(keys.count()).toBe(1);

  expect(paste(keys.search, `refused ${UNKNOWN_TOKEN} at 12:30`)).toBe(true);
  await expect.element(keys.search).toHaveValue(`token:${UNKNOWN_TOKEN}`);
  await expect
    .element(keys.search)
    .toHaveAccessibleDescription('No key of this connection has this token: it was deleted or never existed here.');
  await expect.element(keys.search).toHaveAttribute('aria-invalid', 'false');

  for (const text of ['ERP connector', `status:expired token:${token}`]) {
    expect(paste(keys.search, text)).toBe(false);
  }
});

test('suggestions are chosen with the keyboard and block nothing', async () => {
  const before = place();
  const options = suggestions.getByRole('option');
  await keys.search.click();
  await type('s');
  await expect.element(options).toHaveTextContent('status: · status of the key');
  expect(place()).toEqual(before);
  // Nothing is chosen until an arrow key says so.
  await press('Enter');
  await expect.element(keys.search).toHaveValue('s');
  await press('ArrowDown');
  await press('Enter');
  await expect.element(keys.search).toHaveValue('status:');
  await expect.element(keys.search).toHaveAttribute('aria-invalid', 'false');
  await expect.element(options).toHaveLength(8);
  await type('ex');
  await press('ArrowDown');
  await press('ArrowDown');
  await press('Enter');
  await expect.element(keys.search).toHaveValue('status:expired ');
  await expect.element(suggestions).not.toBeInTheDocument();

  await type('-account:');
  await expect.element(options.first()).toMatchTextContent(' · ');
  expect(options.length).toBeLessThanOrEqual(8);
  await press('Escape');
  await expect.element(suggestions).not.toBeInTheDocument();
  await expect.element(keys.search).toHaveValue('status:expired -account:');
  await press('ArrowDown');
  await expect.element(keys.rowAt(1)).toHaveFocus();
  await press('/');
  await expect.element(keys.search).toHaveFocus();
  await expect.element(suggestions).not.toBeInTheDocument();
  await press('Escape');
  await expect.element(keys.search).toHaveValue('');
});

test('a suggestion in the middle of the text leaves the caret behind it', async () => {
  await keys.search.fill('ex svc');
  (keys.search.element() as HTMLInputElement).setSelectionRange(1, 1);
  await press('ArrowRight');
  await press('Backspace');
  await press('ArrowDown');
  await press('Enter');
  await expect.element(keys.search).toHaveValue('expires: svc');
  await type('>1y');
  await expect.element(keys.search).toHaveValue('expires:>1y svc');
});

test('a search that finds nothing offers to clear it, and the field has the focus then', async () => {
  const count = keys.count();
  await keys.search.fill('no key has this name status:expired');
  await page.getByRole('button', { name: 'Show all keys' }).click();
  await expect.element(keys.search).toHaveValue('');
  await expect.element(keys.search).toHaveFocus();
  await expect.poll(() => keys.count()).toBe(count);
});
