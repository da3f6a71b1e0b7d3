import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import {
  eligibleAccountPageSchema,
  keyPageSchema,
  type WireKey,
  wireKeySchema,
} from '../../shared/adminApi/keyService.ts';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import { openStand, type Stand } from './openStand.ts';
import { startPlatform } from './startPlatform.ts';

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

test.describe.configure({ timeout: 120_000 });

let keyring: Keyring;
let stand: Stand;
let tokens: readonly string[];

test.beforeAll(async () => {
  keyring = await startKeyring();
  const platform = await startPlatform(['--accounts', '2']);
  const { Items } = eligibleAccountPageSchema.parse(await platform.call('ListEligibleAccounts', {}));
  const made: WireKey[] = [];
  for (const { instant } of EDGES) {
    const body = { AccountId: Items[0]?.Id, ExpirationDate: instant };
    made.push(wireKeySchema.parse(await platform.call('Create', body)));
  }
  tokens = made.map(({ Token }) => Token);
  stand = await openStand({ keyring, platform, count: EDGES.length, timeZone: 'Europe/Berlin' });
});

test.afterAll(async () => {
  await stand.stop();
  await keyring.stop();
});

/** The expiry that the platform has for a key. */
async function expiryOf(token: string | undefined): Promise<string | undefined> {
  const { Items } = keyPageSchema.parse(await stand.platform.call('List', {}));
  return Items.find(({ Token }) => Token === token)?.ExpirationDate;
}

/** Opens the properties of the key with one of the edges as its expiry. */
async function open(instant: (typeof EDGES)[number]['instant']): Promise<string> {
  const token = tokens[EDGES.findIndex((edge) => edge.instant === instant)] ?? '';
  await stand.keys.row(token).dblclick();
  await expect(stand.keys.properties).toContainText(token);
  return token;
}

test('each expiry is shown in the time of the zone, and they are sorted by the instant', async () => {
  const { keys, app } = stand;
  await expect(app.page.getByText(/^Times in Europe\/Berlin \(UTC\+[12]\)$/)).toBeVisible();
  const header = keys.grid.getByRole('columnheader', { name: 'Expires' });
  for (const order of ['ascending', 'descending']) {
    await expect(async () => {
      await header.click();
      await expect(header).toHaveAttribute('aria-sort', order, { timeout: 1_000 });
    }).toPass();
    const edges = order === 'ascending' ? [...EDGES.entries()] : [...EDGES.entries()].reverse();
    for (const [place, [index, { day, time }]] of edges.entries()) {
      const row = keys.grid.getByRole('row').nth(place + 1);
      await expect(row).toContainText(tokens[index]?.slice(0, 8) ?? 'no token');
      await expect(row).toContainText(`${day} ${time}`);
    }
  }
});

test('the properties say the exact moment, find no fault with it, and shift nothing that was not touched', async () => {
  const { keys } = stand;
  for (const { instant, day, time, offset } of EDGES) {
    await test.step(instant, async () => {
      const token = await open(instant);
      await expect(keys.properties).toContainText(`Stops working at ${time} on ${day} (Europe/Berlin, ${offset})`);
      const field = keys.properties.getByRole('group', { name: 'Expires' });
      // With five digits no other year could be typed into it.
      const year = Math.min(9999, Number(day.split(' ')[2]));
      await expect(field.getByRole('spinbutton', { name: 'Year' })).toHaveText(String(year));
      await expect(field).not.toHaveAttribute('aria-invalid', 'true');
      await expect(keys.properties.getByText('This is not a date')).toHaveCount(0);
      await expect(keys.properties.getByRole('button', { name: 'Save' })).toBeDisabled();
      await keys.closeProperties();
      expect(await expiryOf(token)).toBe(instant);
    });
  }
});

test('the CSV has each instant as it is', async () => {
  const { app } = stand;
  const file = join(app.userDataFolder, 'edges.csv');
  await app.chooseFile(file);
  await app.page.getByRole('button', { name: 'Export as CSV' }).click();
  await expect(app.page.getByText('Saved as edges.csv')).toBeVisible();
  const lines = readFileSync(file, 'utf8').split('\r\n');
  for (const [index, { instant }] of EDGES.entries()) {
    expect(lines.find((line) => line.includes(`,${tokens[index]},`))).toContain(`,${instant},`);
  }
});

test('a day on which the clocks change, and the day after, are saved as midnight there', async () => {
  const { keys } = stand;
  const token = await open('2027-03-28T01:00:00.000Z');
  for (const [day, saved] of [
    [{ year: 2027, month: 10, day: 31 }, '2027-10-30T22:00:00.000Z'],
    [{ year: 2027, month: 11, day: 1 }, '2027-10-31T23:00:00.000Z'],
    [{ year: 2027, month: 3, day: 28 }, '2027-03-27T23:00:00.000Z'],
    [{ year: 2027, month: 3, day: 29 }, '2027-03-28T22:00:00.000Z'],
  ] as const) {
    await keys.saveExpiry(day);
    await expect.poll(() => expiryOf(token)).toBe(saved);
    await expect(keys.properties).toContainText('Stops working at 00:00');
  }
  await keys.properties.getByRole('button', { name: 'Extend by 90 days' }).click();
  await keys.properties.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => expiryOf(token)).toBe('2027-06-26T22:00:00.000Z');
  await keys.closeProperties();
});

test('a key of the last day there is can be ended sooner, and is left as it is where more days are given to many', async () => {
  const { keys, app } = stand;
  const { page } = app;
  await page.getByRole('checkbox', { name: /^Select all/ }).click();
  await page.getByRole('button', { name: 'Set expiry…', exact: true }).click();
  await keys.expiry.getByRole('button', { name: '365 days' }).click();
  await expect(keys.expiry.getByRole('note')).toContainText('2 keys would live beyond the year 2099');
  await keys.expiry.getByRole('button', { name: 'Set expiry of 7 keys', exact: true }).click();
  await expect(keys.expiry).toBeHidden();
  expect(await expiryOf(tokens[7])).toBe('9999-12-31T00:00:00.000Z');
  expect(await expiryOf(tokens[8])).toBe('9999-12-31T23:59:59.999Z');

  const token = await open('9999-12-31T23:59:59.999Z');
  await keys.properties.getByRole('button', { name: 'Extend by 1 year' }).click();
  await expect(keys.properties.getByText('Choose a day up to the end of 2099')).toBeVisible();
  await expect(keys.properties.getByRole('button', { name: 'Save' })).toBeDisabled();
  await keys.saveExpiry({ year: 2099, month: 12, day: 31 });
  await expect.poll(() => expiryOf(token)).toBe('2099-12-30T23:00:00.000Z');
  await keys.closeProperties();
});
