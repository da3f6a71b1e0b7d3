import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { press } from './keyboard.ts';
import { openKeys } from './openWindow.tsx';
import type { KeysPage } from './pages/keysPage.ts';

const MAX_LENGTH = 10_000;
const TEN_KILOBYTES = 10_240;
/** What only a program says to those who mend it. */
const INTERNALS = /\bat \S+:\d+:\d+|(Type|Syntax|Range|Reference)Error|\[object |undefined|NaN/;

const filled = (part: string): string => part.repeat(Math.ceil(TEN_KILOBYTES / part.length)).slice(0, TEN_KILOBYTES);

/** Ten kilobytes each, by what they are. */
const LONG_TEXTS: Readonly<Record<string, string>> = {
  'one word': filled('x'),
  'many words': filled('svc '),
  'unfinished terms': filled('status: '),
  'one unknown field': `${'x'.repeat(5_000)}:${'y'.repeat(5_239)}`,
  quotes: filled('"'),
  patterns: filled('(a+)+$|[z-a]\\'),
  'marks of accents': filled('\u0301'),
  'from right to left': filled('\u202eשלום '),
  markup: filled('<img src=x onerror=alert(1)>'),
};

/** Terms that are not understood, and what is said of each. */
const BROKEN_TEXTS: readonly (readonly [string, RegExp])[] = [
  ['status:', /“status:”/],
  ['status:nonsense', /nonsense/],
  ['expires:<', /“<” is not a date or a period. Examples for “expires:”/],
  ['stauts:expired', /There is no field “stauts:”. Did you mean “status:”/],
];

let keys: KeysPage;
let count: number;
const onError = vi.fn();

beforeEach(async () => {
  ({ keys } = await openKeys({ size: [1024, 720] }));
  count = keys.count();
  window.addEventListener('error', onError);
  return () => window.removeEventListener('error', onError);
});

const box = (element: Element | null | undefined) => element?.getBoundingClientRect() ?? new DOMRect();

/** The window shows keys or says that none matches, within its width, and nothing of its internals. */
async function expectUsable(): Promise<void> {
  await expect.element(keys.rowAt(1).or(page.getByRole('button', { name: 'Show all keys' }))).toBeVisible();
  expect(page.getByRole('alert').length).toBe(0);
  expect(document.body.innerText).not.toMatch(INTERNALS);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(1024);
  expect(onError).not.toHaveBeenCalled();
}

/** Empties the search as a user would, and waits for all the keys. */
async function expectAllBack(): Promise<void> {
  await keys.press('Clear the search');
  await expect.element(keys.search).toHaveValue('');
  await expect.element(keys.search).toHaveAttribute('aria-invalid', 'false');
  await expect.element(keys.search).not.toHaveAccessibleDescription();
  await expect.poll(() => keys.count()).toBe(count);
}

async function cutAndPaste(): Promise<void> {
  await press('Control+A');
  await userEvent.cut();
  await expect.element(keys.search).toHaveValue('');
  await userEvent.paste();
}

test('any ten kilobytes typed or pasted leave the window usable, and all keys are back afterwards', async () => {
  for (const text of Object.values(LONG_TEXTS)) {
    await keys.search.fill(text);
    await expectUsable();
    await cutAndPaste();
    await expect.element(keys.search).toHaveValue(text.slice(0, MAX_LENGTH));
    await expectUsable();
    await expectAllBack();
  }
});

test('a term that is not understood is explained in place and leaves the list as it is', async () => {
  const place = box(keys.grid.element());
  for (const [text, problem] of BROKEN_TEXTS) {
    await keys.search.fill(text);
    // What is being suggested is not reported as wrong yet.
    await press('Home');
    if (page.getByRole('listbox').query() !== null) {
      await press('Escape');
    }
    await expect.element(keys.search).toHaveAccessibleDescription(problem);
    await expect.element(keys.search).toHaveAttribute('aria-invalid', 'true');
    expect(keys.count()).toBe(count);
    expect(box(keys.grid.element())).toEqual(place);
    const message = box(page.getByText(problem).last().element());
    expect(message.top).toBeGreaterThanOrEqual(box(keys.search.element()).bottom);
    expect(message.bottom).toBeLessThanOrEqual(place.top);
    await expectUsable();
    await expectAllBack();
  }
});

test('a token in ten kilobytes of a log is found, and leads to its key', async () => {
  const token = await keys.firstToken();
  await keys.search.fill(`${'GET / 200\t'.repeat(300)}Credential=${token}&${'x'.repeat(7_000)}`);
  await cutAndPaste();
  await expect.element(keys.search).toHaveValue(`token:${token}`);
  await expect.element(keys.rowAt(1)).toHaveFocus();
  expect(keys.count()).toBe(1);
});
