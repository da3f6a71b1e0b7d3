import { afterAll, beforeEach, expect, test } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { installationIn } from './installationIn.ts';
import { openKeys, openWindow } from './openWindow.tsx';
import { button, text } from './pages/appWindow.ts';
import type { KeysPage } from './pages/keysPage.ts';

const setTimeZone = (timezoneId: string) => cdp().send('Emulation.setTimezoneOverride', { timezoneId });

beforeEach(() => setTimeZone('Asia/Vladivostok'));
afterAll(() => setTimeZone(''));

/** Midnight of 21 February in Vladivostok, a minute after it, and midnight of that day in Moscow. */
const EXPIRIES = ['2027-02-20T14:00:00.000Z', '2027-02-20T14:01:00.000Z', '2027-02-20T21:00:00.000Z'] as const;
const installation = installationIn('Europe/Moscow', ...EXPIRIES);

async function follow(keys: KeysPage, choice: string): Promise<void> {
  await keys.press('Columns and rows');
  await page.getByRole('radio', { name: choice }).click();
  await expect.element(page.getByRole('radio', { name: choice })).toBeChecked();
  await page.getByRole('dialog', { name: 'Columns and rows' }).getByRole('radio', { name: 'Comfortable' }).click();
  (document.activeElement as HTMLElement).dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
}

/** The expiries as the list shows them, in its order. */
const shown = (keys: KeysPage) =>
  EXPIRIES.map((_, index) => /\d\d Feb 2027 \d\d:\d\d/.exec(keys.rowAt(index + 1).element().textContent ?? '')?.[0]);

test('the times of the list follow this computer or, for a connection, its installation', async () => {
  const { keys, memory, close } = await openKeys({ prepare: installation });
  await keys.sort('Expires', 'ascending');
  expect(shown(keys)).toEqual(['21 Feb 2027 00:00', '21 Feb 2027 00:01', '21 Feb 2027 07:00']);
  await expect.element(text('Times in Asia/Vladivostok (UTC+10)')).toBeVisible();
  await expect.element(keys.header('Expires')).toHaveAttribute('title', 'Times in Asia/Vladivostok');

  await follow(keys, 'Of the platform (Europe/Moscow)');
  await expect.element(text('Times of the platform: Europe/Moscow (UTC+3)')).toBeVisible();
  await expect.element(keys.header('Expires')).toHaveAttribute('title', 'Times in Europe/Moscow');
  expect(shown(keys)).toEqual(['20 Feb 2027 17:00', '20 Feb 2027 17:01', '21 Feb 2027 00:00']);

  await keys.press('Export…');
  await keys.press('Export', keys.exportDialog);
  await expect.poll(() => memory.tables.layouts.map(({ timeZone }) => timeZone)).toEqual(['Europe/Moscow']);

  // Kept for the next start.
  await close();
  const next = await openKeys({ memory });
  await expect.element(text('Times of the platform: Europe/Moscow (UTC+3)')).toBeVisible();
  await follow(next.keys, 'Of this computer (Asia/Vladivostok)');
  await expect.element(text('Times in Asia/Vladivostok (UTC+10)')).toBeVisible();
  expect(shown(next.keys)).toEqual(['21 Feb 2027 00:00', '21 Feb 2027 00:01', '21 Feb 2027 07:00']);
});

test('a search by day means days of the time zone that the list shows', async () => {
  const { keys } = await openKeys({ prepare: installation });
  const finds = async (search: string, count: number): Promise<void> => {
    await keys.search.fill(search);
    await expect.poll(() => keys.count()).toBe(count);
  };
  await finds('expires:21.02.2027', 3);
  await keys.search.fill('expires:20.02.2027');
  await expect.element(page.getByRole('heading', { name: 'No matching keys' })).toBeVisible();
  await keys.search.fill('');
  await follow(keys, 'Of the platform (Europe/Moscow)');
  await finds('expires:21.02.2027', 1);
  await finds('expires:20.02.2027', 2);
  await finds('expires:"20 Feb 2027 17:01"', 1);
});

test('where the time zone of the installation is not known, the times are those of this computer', async () => {
  const { keys, memory, services, refetch } = await openKeys({ prepare: installationIn(null, ...EXPIRIES) });
  await keys.press('Columns and rows');
  await expect.element(page.getByRole('radio', { name: 'Compact' })).toBeVisible();
  expect(page.getByRole('radiogroup', { name: 'Times' }).length).toBe(0);
  services.keyViews.set('sample', { ...services.keyViews.get('sample'), timesOf: 'installation' });
  await refetch();
  await expect.element(page.getByRole('radio', { name: 'Of the platform (not known)' })).toBeChecked();
  await expect.element(text('Times in Asia/Vladivostok (UTC+10)')).toBeVisible();
  memory.adminApi.account = { timeZone: 'Asia/Omsk', passwordExpiresAt: null };
  await services.installationFacts.read('sample');
  await refetch();
  await expect.element(text('Times of the platform: Asia/Omsk (UTC+6)')).toBeVisible();
});

test('in Russian', async () => {
  await openWindow({ language: 'ru', prepare: installation });
  await button('Столбцы и строки').click();
  await page.getByRole('radio', { name: 'Платформы (Europe/Moscow)' }).click();
  await expect.element(text('Время платформы: Europe/Moscow (UTC+3)')).toBeVisible();
});
