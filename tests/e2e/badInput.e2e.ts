import { expect, test } from '@playwright/test';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import { launchApp, type RunningApp } from './launchApp.ts';
import { KeysPage } from './pages/keysPage.ts';

const LONGEST_TEXT = 10_000;
const TEN_KILOBYTES = 10_240;
/** What only a program says to those who mend it. */
const INSIDE = /\bat \S+:\d+:\d+|(Type|Syntax|Range|Reference)Error|\[object |undefined|NaN/;

const filled = (part: string): string => part.repeat(Math.ceil(TEN_KILOBYTES / part.length)).slice(0, TEN_KILOBYTES);

/** Ten kilobytes each, by what they are. */
const LONG_TEXTS: Readonly<Record<string, string>> = {
  'one word': filled('x'),
  'many words': filled('svc '),
  'unfinished terms': filled('status: '),
  'one unknown field': `${'x'.repeat(5_000)}:${'y'.repeat(5_239)}`,
  'one negated term': `-account:${'x'.repeat(TEN_KILOBYTES - 9)}`,
  quotes: filled('"'),
  parentheses: filled('('),
  colons: filled(':'),
  patterns: filled('(a+)+$|[z-a]\\'),
  'marks of accents': filled('\u0301'),
  'from right to left': filled('\u202eשלום '),
  markup: filled('<img src=x onerror=alert(1)>'),
};

/** Terms that are not understood, and what is said of each. */
const BROKEN_TEXTS: readonly (readonly [string, RegExp])[] = [
  ['status:', /“status:”/],
  ['status:,', /“status:”/],
  ['-status:', /“status:”/],
  ['status:nonsense', /nonsense/],
  ['expires:<', /“<” is no time/],
  ['expires:9999-99-99', /“9999-99-99” is no time/],
  ['created:never', /“never” is no time/],
  ['used:<999999999999999999d', /is no time/],
  ['foo:bar', /no field “foo:”/],
];
const PLAIN_TEXTS: readonly string[] = [
  ...['"never closed', 'account:"never closed', '"', '-"', ':::', '-', '--'],
  ...['.*', '^.+$', '[a-z', '(((', '\\', '\\u{', '(?<=', '%00', '$t(app.name) {{count}}'],
];

test.describe.configure({ timeout: 180_000 });

let keyring: Keyring;
let app: RunningApp;
let keys: KeysPage;
const failures: string[] = [];

test.beforeAll(async () => {
  keyring = await startKeyring();
  app = await launchApp({ keyring, language: 'en', width: 1024, height: 720 });
  app.page.on('pageerror', (error) => failures.push(String(error)));
  keys = new KeysPage(app.page);
  await keys.waitForList();
});

test.afterAll(async () => {
  await app.close();
  await keyring.stop();
});

test.beforeEach(() => keys.search.fill(''));

/** The window shows keys or says that none matches, within its width, and nothing of its inside. */
async function expectUsable(): Promise<void> {
  const { page } = app;
  const noMatch = page.getByRole('button', { name: 'Show all keys' });
  await expect(keys.grid.getByRole('row').nth(1).or(noMatch)).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(await page.locator('body').innerText()).not.toMatch(INSIDE);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024);
  expect(failures).toEqual([]);
}

/** Empties the search as a user would, and waits for all the keys. */
async function expectAllBack(count: number): Promise<void> {
  await app.page.getByRole('button', { name: 'Clear the search' }).click();
  await expect(keys.search).toHaveValue('');
  await expect(keys.search).toHaveAttribute('aria-invalid', 'false');
  await expect(keys.search).toHaveAccessibleDescription('');
  await expect.poll(() => keys.count()).toBe(count);
}

test('ten kilobytes of whatever is typed or pasted leave the window usable, and all keys are back afterwards', async () => {
  const { page } = app;
  const count = await keys.count();
  for (const [what, text] of Object.entries(LONG_TEXTS)) {
    await test.step(what, async () => {
      await keys.search.fill(text);
      await expectUsable();
      await page.keyboard.press('Control+A');
      await page.keyboard.press('Control+X');
      await expect(keys.search).toHaveValue('');
      await page.keyboard.press('Control+V');
      await expect(keys.search).toHaveValue(text.slice(0, LONGEST_TEXT));
      await expectUsable();
      await expectAllBack(count);
    });
  }
});

test('a broken search is explained in place, in words, and leaves the list as it is', async () => {
  const { page } = app;
  const count = await keys.count();
  const place = await keys.grid.boundingBox();
  for (const [text, told] of BROKEN_TEXTS) {
    await test.step(text, async () => {
      await keys.search.fill(text);
      // What is being offered is not held against anybody yet.
      await page.keyboard.press('Home');
      if (await page.getByRole('listbox').isVisible()) {
        await page.keyboard.press('Escape');
      }
      await expect(keys.search).toHaveAccessibleDescription(told);
      await expect(keys.search).toHaveAttribute('aria-invalid', 'true');
      expect(await keys.count()).toBe(count);
      expect(await keys.grid.boundingBox()).toEqual(place);
      const field = await keys.search.boundingBox();
      const message = await page.getByText(told).last().boundingBox();
      expect(message?.y).toBeGreaterThanOrEqual((field?.y ?? 0) + (field?.height ?? 0));
      expect((message?.y ?? 0) + (message?.height ?? 0)).toBeLessThanOrEqual(place?.y ?? 0);
      await expectUsable();
      await expectAllBack(count);
    });
  }
});

test('what looks like a pattern or is not closed is text, and nothing is wrong with it', async () => {
  const count = await keys.count();
  for (const text of PLAIN_TEXTS) {
    await test.step(text, async () => {
      await keys.search.fill(text);
      await expect(keys.search).toHaveAttribute('aria-invalid', 'false');
      await expect(keys.search).toHaveAccessibleDescription('');
      await expectUsable();
      await expectAllBack(count);
    });
  }
});

test('a token in ten kilobytes of a log is found, and leads to its key', async () => {
  await keys.grid.getByRole('row').nth(1).dblclick();
  const token = (await keys.properties.getByText(/^[\da-f]{32}$/).textContent()) ?? '';
  await keys.closeProperties();
  const log = `${'GET / 200\t'.repeat(300)}Credential=${token}&${'x'.repeat(7_000)}`;
  await keys.search.fill(log);
  await app.page.keyboard.press('Control+A');
  await app.page.keyboard.press('Control+X');
  await app.page.keyboard.press('Control+V');
  await expect(keys.search).toHaveValue(`token:${token}`);
  await expect(keys.grid.getByRole('row').nth(1)).toBeFocused();
  expect(await keys.count()).toBe(1);
});
