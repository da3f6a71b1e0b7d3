import { afterAll, beforeEach, expect, test } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { installationIn } from './installationIn.ts';
import { openKeys, openWindow } from './openWindow.tsx';
import { text } from './pages/appWindow.ts';

const setTimeZone = (timezoneId: string) => cdp().send('Emulation.setTimezoneOverride', { timezoneId });

beforeEach(() => setTimeZone('Asia/Vladivostok'));
afterAll(() => setTimeZone(''));

/** Midnight of 21 February in Vladivostok. */
const MIDNIGHT = '2027-02-20T14:00:00.000Z';

test('the expiry is shown in the time of the computer and in that of the platform, for one key and for many', async () => {
  const { keys } = await openKeys({ prepare: installationIn('Europe/Moscow', MIDNIGHT, MIDNIGHT) });
  await keys.rowAt(1).dblClick();
  await expect.element(text('Stops working at 00:00 on 21 Feb 2027 (Asia/Vladivostok, UTC+10)')).toBeVisible();
  await expect.element(text('On the platform: 17:00 on 20 Feb 2027 (Europe/Moscow, UTC+3)')).toBeVisible();
  await keys.fillExpiry(keys.properties, { year: 2027, month: 7, day: 2 });
  await expect.element(text('On the platform: 17:00 on 01 Jul 2027 (Europe/Moscow, UTC+3)')).toBeVisible();
  await keys.closeProperties();

  await keys.press('Create');
  await expect.element(text(/^On the platform: \d\d:\d\d.* \(Europe\/Moscow, UTC\+3\)$/, keys.newKey)).toBeVisible();
  await keys.press('Cancel', keys.newKey);

  await keys.selectFirst(2, 'Set expiry…');
  await keys.fillExpiry(keys.expiry, { year: 2027, month: 7, day: 2 });
  await expect.element(text('On the platform: 17:00 on 01 Jul 2027 (Europe/Moscow, UTC+3)')).toBeVisible();
  await keys.press('Cancel', keys.expiry);

  await keys.press('More actions');
  await page.getByRole('menuitem', { name: 'Rotate…' }).click();
  await expect.element(text(/^On the platform: \d\d:\d\d.* \(Europe\/Moscow, UTC\+3\)$/)).toBeVisible();
});

test('the day of the platform is left out where it is the same, in Russian', async () => {
  await openWindow({ language: 'ru', prepare: installationIn('Europe/Moscow', '2027-02-20T08:00:00.000Z') });
  await page.getByRole('row').nth(1).dblClick();
  await expect.element(text('Перестанет действовать 20.02.2027 в 18:00 (Asia/Vladivostok, UTC+10)')).toBeVisible();
  await expect.element(text('На платформе: 11:00 (Europe/Moscow, UTC+3)')).toBeVisible();
});

test('one time is shown where both clocks show the same at that instant, and where the zone is not known', async () => {
  await setTimeZone('Europe/Berlin');
  const [winter, summer] = ['2027-02-20T23:00:00.000Z', '2027-07-20T22:00:00.000Z'];
  const { keys, memory, services, refetch } = await openKeys({
    prepare: installationIn('Europe/Kaliningrad', summer, winter),
  });
  await keys.sort('Expires', 'ascending');
  await keys.rowAt(1).dblClick();
  await expect.element(text('On the platform: 01:00 (Europe/Kaliningrad, UTC+2)')).toBeVisible();
  await keys.closeProperties();
  await keys.rowAt(2).dblClick();
  await expect.element(text('Stops working at 00:00 on 21 Jul 2027 (Europe/Berlin, UTC+2)')).toBeVisible();
  expect(page.getByText('On the platform').length).toBe(0);
  await keys.closeProperties();

  await keys.rowAt(1).dblClick();
  await expect.element(text('On the platform: 01:00 (Europe/Kaliningrad, UTC+2)')).toBeVisible();
  memory.adminApi.server = { version: '6.0', timeZone: 'Mars/Olympus', databaseId: null, clockDifferenceMs: 0 };
  await services.installationFacts.read('sample');
  await refetch();
  await expect.element(page.getByText('On the platform')).not.toBeInTheDocument();
});
