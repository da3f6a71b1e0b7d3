import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { AppError } from '../../shared/result.ts';
import { CONNECTION_FORM } from '../fakes/connectionForm.ts';
import { CANARY_SECRET, MemoryAdminApi } from '../fakes/memoryAdminApi.ts';
import type { MemoryPorts } from '../fakes/memoryPorts.ts';
import { fillInstallation } from './installation.ts';
import { press, type } from './keyboard.ts';
import { wideParts } from './layout.ts';
import { openKeys, type WindowOptions } from './openWindow.tsx';
import { button, focusOn, goTo, text } from './pages/appWindow.ts';

const TEST = { ...CONNECTION_FORM, name: 'Test', environment: 'other' } as const;
const PRODUCTION = { ...TEST, name: 'Production', address: 'https://production.example' };

const table = page.getByRole('table', { name: 'Accounts of both connections' });
const rowOf = (username: string) => table.getByRole('row').filter({ hasText: username });
const filter = (name: string | RegExp) =>
  page.getByRole('group', { name: 'Differences' }).getByRole('button', { name });
const search = page.getByRole('searchbox', { name: 'Search accounts' });

/**
 * A second installation: the keys of the first, of which svc.erp has none, petrova's last longer, bobrov's have expired,
 * and one account is there only.
 */
function changedInstallation(count: number): MemoryAdminApi {
  const api = new MemoryAdminApi();
  fillInstallation(api, count);
  for (const [id, key] of api.keys) {
    if (key.username === 'svc.erp') {
      api.keys.delete(id);
    }
    const changed = { 'm.petrova': '2031-05-06T00:00:00Z', 'a.bobrov': '2020-01-01T00:00:00Z' }[key.username];
    api.keys.set(id, { ...key, ...(changed === undefined ? {} : { expirationDate: changed }) });
    if (key.username === 'svc.erp') {
      api.keys.set(id, { ...key, username: 'only.there', fullName: 'Only There', accountId: 'account.900' });
    }
    if (key.username === 'i.ivanov') {
      api.keys.set(id, { ...key, username: 'I.Ivanov' });
    }
  }
  return api;
}

/** Opens the page with the connections "Test" and "Production". */
async function openComparison(options: WindowOptions = {}, count = 0) {
  const other = changedInstallation(count);
  const opened = await openKeys({
    connections: [PRODUCTION, TEST],
    count,
    ...options,
    prepare: (memory: MemoryPorts) => {
      const connectAdminApi: MemoryPorts['ports']['connectAdminApi'] = ({ address }) =>
        address === PRODUCTION.address ? other : memory.adminApi;
      Object.assign(memory.ports, { connectAdminApi });
      options.prepare?.(memory);
    },
  });
  await goTo('Compare');
  await expect.element(page.getByRole('heading', { name: 'Compare connections' })).toBeVisible();
  return { ...opened, other };
}

async function choose(label: string, name: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name }).click();
}

test('two connections are compared by account: who is missing, who has no valid key, whose expiry differs', async () => {
  await openComparison();
  await choose('Second connection', 'Production');
  await expect.element(table.getByRole('columnheader').nth(1)).toHaveTextContent('Test');
  await expect.element(rowOf('svc.erp')).toMatchTextContent(/No key.*Only in “Test”/);
  await expect.element(rowOf('only.there')).toMatchTextContent(/No key.*Only in “Production”/);
  await expect.element(rowOf('a.bobrov')).toMatchTextContent(/Expired · 1 key.*Valid only in “Test”/);
  await expect.element(rowOf('m.petrova')).toMatchTextContent(/06 May 2031 00:00.*Different expiry/);
  await expect.element(page.getByRole('main')).toMatchTextContent(/4 accounts differ/);
  // Matched although the letter case differs.
  await expect.element(rowOf('i.ivanov')).not.toBeInTheDocument();
  await filter('Same').click();
  await expect.element(rowOf('i.ivanov')).toMatchTextContent(/Same/);
  expect(document.body.textContent).not.toContain(CANARY_SECRET);
});

test('filters and the search narrow the comparison, and Swap exchanges the sides', async () => {
  await openComparison();
  await choose('Second connection', 'Production');
  await filter('Valid in one only · 1').click();
  await expect.element(table).toHaveAttribute('aria-rowcount', '2');
  await filter('All differences · 4').click();
  await search.fill('there only');
  await expect.element(table).toHaveAttribute('aria-rowcount', '2');
  await search.fill('nobody');
  await button('Show all differences').click();
  await expect.element(table).toHaveAttribute('aria-rowcount', '5');
  await button('Swap the connections').click();
  await expect.element(table.getByRole('columnheader').nth(1)).toHaveTextContent('Production');
  await expect.element(filter('Only in “Production” · 1')).toBeVisible();
  // Choosing what is on the other side exchanges them, too.
  await choose('First connection', 'Test');
  await expect.element(table.getByRole('columnheader').nth(2)).toHaveTextContent('Production');
  await goTo('Settings');
  await goTo('Compare');
  await expect.element(table.getByRole('columnheader').nth(1)).toHaveTextContent('Test');
});

test('all of it works with the keyboard alone', async () => {
  await openComparison();
  await focusOn(page.getByRole('combobox', { name: 'Second connection' }));
  await press('Enter');
  await type('prod');
  await press('Enter');
  await expect.element(rowOf('svc.erp')).toBeVisible();
  for (let steps = 0; steps < 9 && document.activeElement !== table.query(); steps += 1) {
    await press('Tab');
  }
  await expect.element(table).toHaveFocus();
});

test('an installation that cannot be reached is compared by its saved list, whose age is shown', async () => {
  const first = await openComparison();
  await choose('Second connection', 'Production');
  await expect.element(rowOf('svc.erp')).toBeVisible();
  await first.close();
  const { other } = first;
  await openKeys({
    memory: first.memory,
    prepare: (memory) => {
      other.failure = new AppError('UNREACHABLE', 'No response.');
      const connectAdminApi: MemoryPorts['ports']['connectAdminApi'] = ({ address }) =>
        address === PRODUCTION.address ? other : memory.adminApi;
      Object.assign(memory.ports, { connectAdminApi });
    },
  });
  await goTo('Compare');
  await choose('Second connection', 'Production');
  await expect.element(text(/10 keys · Offline · as of \d\d:\d\d/)).toBeVisible();
  await expect.element(rowOf('svc.erp')).toMatchTextContent(/Only in “Test”/);
});

test('keys that cannot be loaded are reported with the reason, and nothing is compared', async () => {
  const { other } = await openComparison({}, 0);
  other.failure = new AppError('NOT_PERMITTED', 'No permission.');
  await choose('Second connection', 'Production');
  const problem = page.getByRole('alert').filter({ hasText: 'The keys of “Production” could not be loaded' });
  await expect.element(problem).toBeVisible();
  await expect.element(table).not.toBeInTheDocument();
});

test('with one connection the page says what is needed, and equal lists have no differences', async () => {
  await openKeys();
  await goTo('Compare');
  await button('Add connection').click();
  await expect.element(page.getByRole('dialog', { name: 'New connection' })).toBeVisible();

  await openKeys({ connections: [TEST] });
  await goTo('Compare');
  await expect.element(text('No differences')).toBeVisible();
  await filter(/^Same · /).click();
  await expect.element(rowOf('svc.erp')).toBeVisible();
});

test('a hundred thousand keys on both sides are compared', async () => {
  await openComparison({}, 100_000);
  await choose('Second connection', 'Production');
  await expect.element(filter('All differences · 4')).toBeVisible();
  await filter(/^Same · 9\d,\d{3}/).click();
  await search.fill('generated 99990');
  await expect.element(rowOf('user.99990')).toBeVisible();
});

test.each([
  [640, 400],
  [911, 512],
  [1024, 700],
] as const)('in a window of %i×%i all columns are visible', async (...size) => {
  await openComparison({ size });
  await choose('Second connection', 'Production');
  await expect.element(rowOf('svc.erp')).toBeVisible();
  expect(wideParts(table.element())).toEqual([]);
  expect(document.documentElement.scrollWidth).toBe(size[0]);
});
