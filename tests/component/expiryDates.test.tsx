import dayjs from 'dayjs';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { forcedColorStyles } from '../../renderer/components/forcedColors.ts';
import type { MemoryPorts } from '../fakes/memoryPorts.ts';
import { readTable } from '../fakes/memoryTables.ts';
import { openKeys } from './openWindow.tsx';
import type { KeysPage } from './pages/keysPage.ts';

/**
 * Instants in the order of time, and how Berlin reads them. Its clocks go from 02:00 to 03:00 on 28 March 2027, and from
 * 03:00 back to 02:00 on 31 October 2027.
 */
const EDGES = [
  { instant: '2027-03-27T23:00:00.000Z', day: '28 Mar 2027', time: '00:00', offset: 'UTC+1' },
  { instant: '2027-03-28T00:59:59.999Z', day: '28 Mar 2027', time: '01:59', offset: 'UTC+1' },
  { instant: '2027-03-28T01:00:00.000Z', day: '28 Mar 2027', time: '03:00', offset: 'UTC+2' },
  { instant: '2027-03-28T21:59:59.000Z', day: '28 Mar 2027', time: '23:59', offset: 'UTC+2' },
  { instant: '2027-10-30T22:00:00.000Z', day: '31 Oct 2027', time: '00:00', offset: 'UTC+2' },
  { instant: '2027-10-31T00:30:00.000Z', day: '31 Oct 2027', time: '02:30', offset: 'UTC+2' },
  { instant: '2027-10-31T01:30:00.000Z', day: '31 Oct 2027', time: '02:30', offset: 'UTC+1' },
  { instant: '9999-12-31T00:00:00.000Z', day: '31 Dec 9999', time: '01:00', offset: 'UTC+1' },
  { instant: '9999-12-31T23:59:59.999Z', day: '01 Jan 10000', time: '00:59', offset: 'UTC+1' },
] as const;

const setTimeZone = (timezoneId: string) => cdp().send('Emulation.setTimezoneOverride', { timezoneId });

let keys: KeysPage;
let memory: MemoryPorts;
let tokens: readonly string[];

beforeAll(() => setTimeZone('Europe/Berlin'));
afterAll(() => setTimeZone(''));

beforeEach(async () => {
  ({ keys, memory } = await openKeys({
    prepare: ({ adminApi }) => {
      adminApi.keys.clear();
      for (const { instant } of EDGES) {
        void adminApi.createKey('account.2', instant);
      }
      tokens = [...adminApi.keys.values()].map(({ token }) => token);
    },
  }));
});

/** The expiry that the installation has for a key. */
const expiryOf = (token: string | undefined) =>
  [...memory.adminApi.keys.values()].find((key) => key.token === token)?.expirationDate;

/** Opens the properties of the key with one of the edges as its expiry. */
async function open(instant: (typeof EDGES)[number]['instant']): Promise<string> {
  const token = tokens[EDGES.findIndex((edge) => edge.instant === instant)] ?? '';
  await keys.openProperties(token);
  return token;
}

test('each expiry is shown in the time of the zone, as soon as the window has the focus, and sorted by the instant', async () => {
  for (const zone of ['Asia/Vladivostok', 'Europe/Berlin']) {
    await setTimeZone(zone);
    window.dispatchEvent(new Event('focus'));
    await expect.element(page.getByText(`Times in ${zone} (UTC+`)).toBeVisible();
  }
  for (const order of ['ascending', 'descending'] as const) {
    await keys.sort('Expires', order);
    const edges = order === 'ascending' ? [...EDGES.entries()] : [...EDGES.entries()].reverse();
    for (const [place, [index, { day, time }]] of edges.entries()) {
      await expect.element(keys.rowAt(place + 1)).toMatchTextContent(tokens[index]?.slice(-4) ?? 'no token');
      await expect.element(keys.rowAt(place + 1)).toMatchTextContent(`${day} ${time}`);
    }
  }
});

test('the properties say the exact moment, find no fault with it, and shift nothing that was not touched', async () => {
  for (const { instant, day, time, offset } of EDGES) {
    const token = await open(instant);
    await expect
      .element(keys.properties)
      .toMatchTextContent(`Stops working at ${time} on ${day} (Europe/Berlin, ${offset})`);
    const field = keys.properties.getByRole('group', { name: 'Expires' });
    // With five digits no other year could be typed into it.
    const year = Math.min(9999, Number(day.split(' ')[2]));
    await expect.element(field.getByRole('spinbutton', { name: 'Year' })).toHaveTextContent(year);
    await expect.element(field).not.toHaveAttribute('aria-invalid', 'true');
    expect(keys.properties.getByText('This is not a date').length).toBe(0);
    await expect.element(keys.properties.getByRole('button', { name: 'Save' })).toBeDisabled();
    await keys.closeProperties();
    expect(expiryOf(token)).toBe(instant);
  }
});

test('a chosen day in the past is announced to end the key at once', async () => {
  await open('2027-03-28T01:00:00.000Z');
  await keys.fillExpiry(keys.properties, { year: 2020, month: 1, day: 2 });
  await expect.element(keys.properties.getByRole('alert')).toMatchTextContent('This moment is in the past');
});

test('the exported table has each instant as it is', async () => {
  await keys.press('Export…');
  await keys.press('Export', keys.exportDialog);
  await expect.element(page.getByText('Saved 9 keys to chosen.xlsx in the folder user')).toBeVisible();
  const rows = readTable(memory.userFiles.files.get('/home/user/chosen.xlsx'))?.rows ?? [];
  for (const [index, { instant }] of EDGES.entries()) {
    expect(rows.find((row) => row.includes(tokens[index] ?? ''))).toContain(instant);
  }
});

test('fault 103: the chosen year of the calendar is among what the colors of the system show as chosen', async () => {
  await open('2027-03-28T01:00:00.000Z');
  await keys.press(/^Choose date/, keys.properties);
  await page.getByRole('button', { name: /switch to year view/ }).click();
  await expect.element(page.getByRole('radio', { name: '2027' })).toBeVisible();
  const [chosen = ''] = Object.keys(forcedColorStyles['@media (forced-colors: active)']);
  const years = page.getByRole('radio').elements();
  expect(years.filter((year) => year.matches(chosen)).map(({ textContent }) => textContent)).toEqual(['2027']);
});

test('a day on which the clocks change, and the day after, are saved as midnight there', async () => {
  const token = await open('2027-03-28T01:00:00.000Z');
  for (const [day, saved] of [
    [{ year: 2027, month: 10, day: 31 }, '2027-10-30T22:00:00.000Z'],
    [{ year: 2027, month: 11, day: 1 }, '2027-10-31T23:00:00.000Z'],
    [{ year: 2027, month: 3, day: 28 }, '2027-03-27T23:00:00.000Z'],
    [{ year: 2027, month: 3, day: 29 }, '2027-03-28T22:00:00.000Z'],
  ] as const) {
    await keys.saveExpiry(day);
    await expect.poll(() => expiryOf(token)).toBe(saved);
    await expect.element(keys.properties).toMatchTextContent('Stops working at 00:00');
  }
  await keys.press(/extend by 90 days/i, keys.properties);
  await keys.press('Save', keys.properties);
  await expect.poll(() => expiryOf(token)).toBe('2027-06-26T22:00:00.000Z');
});

test('fault 145: an extension and the lifetime of a new key are no shorter than stated, and keep the time of day', async () => {
  const token = await open('2027-03-28T00:59:59.999Z');
  await keys.press(/extend by 1 year/i, keys.properties);
  await expect.element(keys.properties).toMatchTextContent('Stops working at 01:59 on 28 Mar 2028');
  await keys.press('Save', keys.properties);
  await expect.poll(() => expiryOf(token)).toBe('2028-03-27T23:59:59.999Z');
  await keys.closeProperties();

  await keys.press('Create');
  await keys.newKey.getByRole('combobox', { name: 'User name' }).fill('svc.erp');
  await page.getByRole('option', { name: 'svc.erp' }).first().click();
  await keys.press('30 days', keys.newKey);
  const before = dayjs().add(30, 'day').valueOf();
  await keys.press('Save', keys.newKey);
  await expect.element(keys.properties).toBeVisible();
  const created = [...memory.adminApi.keys.values()].at(-1)?.expirationDate ?? '';
  expect(Date.parse(created)).toBeGreaterThanOrEqual(before);
  expect(Date.parse(created)).toBeLessThan(dayjs().add(30, 'day').add(1, 'minute').valueOf());
});

test('fault 146: the time zone changes while a search by day is shown', async () => {
  const found = async (zone: string, count: number): Promise<void> => {
    await setTimeZone(zone);
    window.dispatchEvent(new Event('focus'));
    await expect.poll(() => keys.count()).toBe(count);
  };
  await keys.search.fill('expires:28.03.2027');
  await found('Europe/Berlin', 4);
  await found('Asia/Vladivostok', 3);
  await expect.element(page.getByText('Times in Asia/Vladivostok (UTC+10)')).toBeVisible();
  await found('Europe/Berlin', 4);
  await found('Europe/Kiev', 3);
  await expect.element(page.getByText('Times in Europe/Kyiv (UTC+2)')).toBeVisible();
  await found('Europe/Berlin', 4);
});

test('fault 147: a time zone without a name that Intl accepts is shown by its offset', async () => {
  const { resolvedOptions } = Intl.DateTimeFormat.prototype;
  const read = vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions');
  read.mockImplementation(function (this: Intl.DateTimeFormat) {
    return { ...resolvedOptions.call(this), timeZone: 'Etc/Unknown' };
  });
  window.dispatchEvent(new Event('focus'));
  await expect.element(page.getByText(/^Times in UTC\+[12] \(UTC\+[12]\)$/)).toBeVisible();
  await open('2027-03-28T01:00:00.000Z');
  await expect.element(keys.properties).toMatchTextContent('Stops working at 03:00 on 28 Mar 2027');
  read.mockRestore();
  window.dispatchEvent(new Event('focus'));
  await expect.element(keys.properties).toMatchTextContent('(Europe/Berlin, UTC+2)');
});

test('a key of the last day there is can be ended sooner, and is left as it is where more days are given to many', async () => {
  await page.getByRole('checkbox', { name: /^Select all/ }).click();
  await keys.press('Set expiry…');
  await keys.press('365 days', keys.expiry);
  await expect
    .element(keys.expiry.getByRole('note').filter({ hasText: 'beyond' }))
    .toMatchTextContent('2 keys would be valid beyond 2099');
  await keys.press('Set expiry of 7 keys', keys.expiry);
  await expect.element(keys.expiry).not.toBeInTheDocument();
  expect(expiryOf(tokens[7])).toBe('9999-12-31T00:00:00.000Z');
  expect(expiryOf(tokens[8])).toBe('9999-12-31T23:59:59.999Z');

  const token = await open('9999-12-31T23:59:59.999Z');
  await keys.press(/extend by 1 year/i, keys.properties);
  await expect.element(keys.properties.getByText('Choose a day up to the end of 2099')).toBeVisible();
  await expect.element(keys.properties.getByRole('button', { name: 'Save' })).toBeDisabled();
  await keys.saveExpiry({ year: 2099, month: 12, day: 31 });
  await expect.poll(() => expiryOf(token)).toBe('2099-12-30T23:00:00.000Z');
});
