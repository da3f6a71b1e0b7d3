import { expect, type Locator, test } from '@playwright/test';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import { launchApp, type RunningApp } from './launchApp.ts';
import { KeysPage } from './pages/keysPage.ts';

const UNKNOWN_TOKEN = '0123456789abcdef0123456789abcdef';

let keyring: Keyring;
let app: RunningApp;
let keys: KeysPage;

test.beforeAll(async () => {
  keyring = await startKeyring();
  app = await launchApp({ keyring, language: 'en', width: 1024, height: 720 });
  keys = new KeysPage(app.page);
  await keys.waitForList();
});

test.afterAll(async () => {
  await app.close();
  await keyring.stop();
});

test.beforeEach(() => keys.search.fill(''));

const filter = (name: RegExp | string) =>
  app.page.getByRole('group', { name: 'Quick filters' }).getByRole('button', { name });
const chip = (term: string) => app.page.getByRole('button', { name: `Remove filter ${term}`, exact: true });
const suggestions = () => app.page.getByRole('listbox', { name: 'Suggestions for the search' });

/** Pastes a text into the field, as the browser tells a page of it. Gives whether the page took it. */
function paste(field: Locator, text: string): Promise<boolean> {
  return field.evaluate((input, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    return !input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** The whole token of the first row, out of its properties. */
async function firstToken(): Promise<string> {
  await keys.grid.getByRole('row').nth(1).dblclick();
  const token = (await keys.properties.getByText(/^[\da-f]{32}$/).textContent()) ?? '';
  await keys.closeProperties();
  return token;
}

test('what is wrong is told below the field, which moves nothing, and restricts nothing', async () => {
  const count = await keys.count();
  const before = await keys.grid.boundingBox();
  await keys.search.fill('stauts:expired');
  await expect(keys.search).toHaveAccessibleDescription(/There is no field “stauts:”. Did you mean “status:”/);
  await expect(keys.search).toHaveAttribute('aria-invalid', 'true');
  expect(await keys.count()).toBe(count);
  expect(await keys.grid.boundingBox()).toEqual(before);

  await keys.search.fill('expires:<2026-02-30');
  await expect(keys.search).toHaveAccessibleDescription(/“<2026-02-30” is no time. “expires:” takes/);
  await keys.search.fill('status:expired');
  await expect(keys.search).toHaveAttribute('aria-invalid', 'false');
  await expect(keys.search).toHaveAccessibleDescription('');
  await expect.poll(() => keys.count()).toBeLessThan(count);
});

test('what a search has found, or what is wrong with it, is told to those who do not see the table', async () => {
  const told = (text: RegExp) => app.page.getByRole('status').filter({ hasText: text });
  const count = await keys.count();
  await keys.search.fill('svc');
  await expect.poll(() => keys.count()).toBeLessThan(count);
  await expect(told(new RegExp(`^${await keys.count()} of ${count}`))).toHaveCount(1);
  await keys.search.fill('stauts:expired');
  await expect(told(/^There is no field “stauts:”/)).toHaveCount(1);
  await keys.search.fill('');
  await expect(told(/There is no field|^\d+ of/)).toHaveCount(0);
});

test('the quick filters are terms of the text, and other terms are chips', async () => {
  const before = await keys.grid.boundingBox();
  await keys.search.fill('svc created:>2020-01-01');
  await filter(/^Expired/).click();
  await expect(keys.search).toHaveValue('svc created:>2020-01-01 status:expired');
  await expect(filter(/^Expired/)).toHaveAttribute('aria-pressed', 'true');
  await filter(/^Account problems/).click();
  await expect(keys.search).toHaveValue('svc created:>2020-01-01 status:disabled,inactive,noright');
  await filter(/^Account problems/).click();
  await expect(keys.search).toHaveValue('svc created:>2020-01-01');
  await keys.search.fill('status:expiring svc');
  await expect(filter(/^Expiring/)).toHaveAttribute('aria-pressed', 'true');
  await filter('All').click();
  await expect(keys.search).toHaveValue('svc');

  // More of them than the line is wide.
  await keys.search.fill(
    'created:>2020-01-01 -role:nothing account:svc -account:nobody -token:ffffffff expires:>2020-01',
  );
  await chip('-role:nothing').click();
  await expect(keys.search).toHaveValue(
    'created:>2020-01-01 account:svc -account:nobody -token:ffffffff expires:>2020-01',
  );
  await expect(keys.search).toBeFocused();
  await expect(chip('-role:nothing')).toHaveCount(0);
  expect(await keys.grid.boundingBox()).toEqual(before);
  await chip('expires:>2020-01').click();
  await expect(keys.search).toHaveValue('created:>2020-01-01 account:svc -account:nobody -token:ffffffff');
});

test('a header that is pasted leads to the row of its key, one of no key is told', async () => {
  const token = await firstToken();
  await keys.search.fill('no key has this name');
  await expect(keys.grid).toHaveCount(0);
  const header = `Authorization: HMAC-SHA256 Credential=${token.toUpperCase()}&SignedHeaders=date&Signature=abc=`;
  expect(await paste(keys.search, header)).toBe(true);
  await expect(keys.search).toHaveValue(`token:${token}`);
  await expect(keys.grid.getByRole('row').nth(1)).toBeFocused();
  expect(await keys.count()).toBe(1);

  expect(await paste(keys.search, `refused ${UNKNOWN_TOKEN} at 12:30`)).toBe(true);
  await expect(keys.search).toHaveValue(`token:${UNKNOWN_TOKEN}`);
  await expect(keys.search).toHaveAccessibleDescription(
    'No key of this connection has this token: it never existed here, or was deleted.',
  );
  await expect(keys.search).toHaveAttribute('aria-invalid', 'false');

  for (const text of ['ERP connector', `status:expired token:${token}`]) {
    expect(await paste(keys.search, text)).toBe(false);
  }
});

test('suggestions are chosen with the keyboard, and stand in nobody’s way', async () => {
  const { page } = app;
  const before = await keys.grid.boundingBox();
  await keys.search.click();
  await expect(suggestions()).toHaveCount(0);
  await page.keyboard.type('s');
  await expect(suggestions().getByRole('option')).toHaveText(['status: · what state the key is in']);
  expect(await keys.grid.boundingBox()).toEqual(before);
  // Nothing is chosen until an arrow key says so.
  await page.keyboard.press('Enter');
  await expect(keys.search).toHaveValue('s');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(keys.search).toHaveValue('status:');
  await expect(keys.search).toHaveAttribute('aria-invalid', 'false');
  await expect(suggestions().getByRole('option')).toHaveCount(6);
  await page.keyboard.type('ex');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(keys.search).toHaveValue('status:expired ');
  await expect(suggestions()).toHaveCount(0);

  await page.keyboard.type('-account:');
  const option = suggestions().getByRole('option').first();
  await expect(option).toContainText(' · ');
  expect(await suggestions().getByRole('option').count()).toBeLessThanOrEqual(8);
  await page.keyboard.press('Escape');
  await expect(suggestions()).toHaveCount(0);
  await expect(keys.search).toHaveValue('status:expired -account:');
  await page.keyboard.press('ArrowDown');
  await expect(keys.grid.getByRole('row').nth(1)).toBeFocused();
  await keys.search.focus();
  await expect(suggestions()).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(keys.search).toHaveValue('');
});

test('a suggestion in the middle of the text leaves the caret behind it', async () => {
  const { page } = app;
  await keys.search.fill('ex svc');
  await keys.search.evaluate((input: HTMLInputElement) => input.setSelectionRange(1, 1));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(keys.search).toHaveValue('expires: svc');
  await page.keyboard.type('>1y');
  await expect(keys.search).toHaveValue('expires:>1y svc');
});

test('a search that finds nothing offers to clear it, and the field has the focus then', async () => {
  const count = await keys.count();
  await keys.search.fill('no key has this name status:expired');
  await app.page.getByRole('button', { name: 'Show all keys' }).click();
  await expect(keys.search).toHaveValue('');
  await expect(keys.search).toBeFocused();
  await expect.poll(() => keys.count()).toBe(count);
});
