import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { ApiKey } from '../../electron/ports.ts';
import { english } from '../../renderer/i18n/i18n.ts';
import { DEFAULT_POLICY } from '../../shared/model/hygienePolicy.ts';
import { DAY_MS } from '../../shared/model/instant.ts';
import { AppError } from '../../shared/result.ts';
import type { MemoryPorts } from '../fakes/memoryPorts.ts';
import { readTable } from '../fakes/memoryTables.ts';
import { press } from './keyboard.ts';
import { openKeys } from './openWindow.tsx';
import { button, field, focusOn, goTo, text } from './pages/appWindow.ts';

/** Opens the page over the sample data. */
async function openHygiene(prepare: (memory: MemoryPorts) => void = () => {}) {
  const opened = await openKeys({ prepare });
  await goTo('Clean up');
  await expect.element(page.getByRole('heading', { name: 'Clean up', level: 1 })).toBeVisible();
  return opened;
}

/** The button of a finding. */
const finding = (name: string) =>
  page.getByRole('group', { name: 'Findings' }).getByRole('button', { name, exact: false });

/** The rows of a finding, without the titles. */
const rows = (name: string) => page.getByRole('table', { name }).getByRole('row');

/** Number of keys that a finding has, as its button says. */
async function countOf(name: string): Promise<number> {
  return Number(/\d+$/.exec((await finding(name).findElement()).textContent ?? '')?.[0]);
}

/** Chooses a finding and selects its only or all its keys. */
async function selectAll(name: string): Promise<void> {
  await finding(name).click();
  await page.getByRole('table', { name }).getByRole('checkbox').first().click();
}

const usernames = (memory: MemoryPorts) => [...memory.adminApi.keys.values()].map(({ username }) => username);

describe('each finding has its keys and its action', () => {
  for (const [name, username] of [
    ['Accounts in the archive', 'p.sidorov'],
    ['Deactivated accounts', 'd.nguyen'],
    ['Accounts without “API calls”', 'svc.legacy'],
  ] as const) {
    test(`${name}: deleted`, async () => {
      const { memory } = await openHygiene((ports) => giveKeyTo(ports, username));
      await selectAll(name);
      await expect.element(rows(name).nth(1)).toMatchTextContent(username);
      await button('Delete…').click();
      const dialog = page.getByRole('dialog', { name: 'Delete keys' });
      await button('Delete 1 key', dialog).click();
      await expect.element(dialog).not.toBeInTheDocument();
      await expect.element(finding(name)).toMatchTextContent('0');
      expect(usernames(memory)).not.toContain(username);
    });
  }

  test('Keys of persons: disabled, with the accounts that lose access', async () => {
    const { memory } = await openHygiene();
    const name = 'Keys of persons';
    const count = await countOf(name);
    await selectAll(name);
    await expect.element(page.getByRole('status').filter({ hasText: `${count} of ${count}` })).toBeVisible();
    await button('Disable now…').click();
    const dialog = page.getByRole('dialog', { name: 'Disable keys' });
    await expect.element(text('lose', dialog).first()).toBeVisible();
    await button(`Disable ${count} keys`, dialog).click();
    await expect.element(finding(name)).toMatchTextContent('0');
    const working = [...memory.adminApi.keys.values()].filter(
      ({ expirationDate }) => Date.parse(expirationDate) > Date.now(),
    );
    const problems = new Map(memory.adminApi.accounts.map(({ id, problem }) => [id, problem]));
    expect(
      working.filter(({ accountId, username }) => problems.get(accountId) === null && !username.startsWith('svc.')),
    ).toEqual([]);
  });

  test('Several valid keys: all but the one that lasts longest are selected at once, and disabled', async () => {
    const { memory } = await openHygiene((ports) => giveSecondKey(ports, 'svc.erp'));
    const name = 'Several valid keys';
    await finding(name).click();
    await button('Select all but the one that lasts longest of each account').click();
    await button('Disable now…').click();
    const dialog = page.getByRole('dialog', { name: 'Disable keys' });
    await button('Disable 1 key', dialog).click();
    await expect.element(finding(name)).toMatchTextContent('0');
    const left = [...memory.adminApi.keys.values()].filter(
      ({ username, expirationDate }) => username === 'svc.erp' && Date.parse(expirationDate) > Date.now(),
    );
    expect(left.map(({ id }) => id)).toEqual(['authkey.second']);
  });

  test('Old keys and Long lifetimes: an earlier expiry is set', async () => {
    const { memory } = await openHygiene();
    const name = 'Long lifetimes';
    const before = await countOf(name);
    expect(before).toBeGreaterThan(0);
    await selectAll(name);
    await button('Set expiry…').click();
    await expect.element(page.getByRole('dialog', { name: 'Set expiry of keys' })).toBeVisible();
    await press('Escape');
    await finding('Old keys').click();
    await expect.element(rows('Old keys').nth(1)).toBeVisible();
    expect(await countOf('Old keys')).toBeGreaterThan(0);
    await expect.element(button('Set expiry…')).toBeDisabled();
    expect(memory.adminApi.keys.size).toBeGreaterThan(0);
  });

  test('Unused keys: disabled', async () => {
    const { memory } = await openHygiene((ports) =>
      changeKeys(ports, 'svc.erp', { lastUsedDate: ago(60), creationDate: ago(80) }),
    );
    const name = 'Unused keys';
    await finding(name).click();
    await rows(name).filter({ hasText: 'svc.erp' }).getByRole('checkbox').click();
    await button('Disable now…').click();
    const dialog = page.getByRole('dialog', { name: 'Disable keys' });
    await button('Disable 1 key', dialog).click();
    await expect.element(rows(name).filter({ hasText: 'svc.erp' })).not.toBeInTheDocument();
    const key = [...memory.adminApi.keys.values()].find(({ username }) => username === 'svc.erp');
    expect(Date.parse(key?.expirationDate ?? '')).toBeLessThanOrEqual(Date.now());
  });

  test('Unused keys: nothing is proposed where the installation reports no use', async () => {
    await openHygiene((ports) => changeKeys(ports, null, { lastUsedDate: null, creationDate: ago(80) }));
    await expect.element(finding('Unused keys')).toMatchTextContent('not known');
    await finding('Unused keys').click();
    await expect
      .element(text('are not known, because the installation does not report it').or(text('is not known')))
      .toBeVisible();
    await expect.element(text('KeyDesk proposes nothing')).toBeVisible();
    await expect.element(button('Disable now…')).not.toBeInTheDocument();
  });

  test('Expired long ago: deleted', async () => {
    const { memory } = await openHygiene((ports) => changeKeys(ports, 'a.bobrov', { expirationDate: ago(120) }));
    const total = memory.adminApi.keys.size;
    const name = 'Expired long ago';
    const count = await countOf(name);
    await selectAll(name);
    await button('Delete…').click();
    const dialog = page.getByRole('dialog', { name: 'Delete keys' });
    await button(`Delete ${count} key${count === 1 ? '' : 's'}`, dialog).click();
    await expect.element(finding(name)).toMatchTextContent('0');
    expect(memory.adminApi.keys.size).toBe(total - count);
  });
});

const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

/** Changes the keys of an account, or of all. */
function changeKeys({ adminApi }: MemoryPorts, username: string | null, change: Partial<ApiKey>): void {
  for (const [id, key] of adminApi.keys) {
    if (username === null || key.username === username) {
      adminApi.keys.set(id, { ...key, ...change });
    }
  }
}

/** Gives an account a key if it has none. */
function giveKeyTo({ adminApi }: MemoryPorts, username: string): void {
  const account = adminApi.accounts.find((one) => one.username === username);
  const [key] = [...adminApi.keys.values()];
  if (account === undefined || key === undefined) {
    throw new Error(`The sample data has no account ${username}.`);
  }
  if (!usernames({ adminApi } as MemoryPorts).includes(username)) {
    const { id: accountId, fullName } = account;
    adminApi.keys.set('authkey.given', {
      ...key,
      id: 'authkey.given',
      token: 'f'.repeat(32),
      accountId,
      username,
      fullName,
    });
  }
}

/** Gives an account a second key that lasts longer than its first. */
function giveSecondKey({ adminApi }: MemoryPorts, username: string): void {
  const keys = [...adminApi.keys.values()].filter((one) => one.username === username);
  for (const { id } of keys.slice(1)) {
    adminApi.keys.delete(id);
  }
  const [key] = keys;
  if (key !== undefined) {
    const expirationDate = new Date(Date.parse(key.expirationDate) + DAY_MS).toISOString();
    adminApi.keys.set('authkey.second', { ...key, id: 'authkey.second', token: 'e'.repeat(32), expirationDate });
  }
  // The other accounts with several keys are not part of the test.
  for (const other of [...adminApi.keys.values()]) {
    const same = [...adminApi.keys.values()].filter((one) => one.accountId === other.accountId);
    if (other.username !== username && same.length > 1) {
      adminApi.keys.delete(other.id);
    }
  }
}

test('the policy is edited by keyboard, takes over a benchmark, and says what is wrong with a value', async () => {
  const { memory } = await openHygiene();
  await focusOn(button('Policy…'));
  await press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Clean-up policy' });
  await expect.element(field('Unused for, days', dialog)).toHaveFocus();
  await field('Maximum age, days', dialog).fill('0');
  await expect.element(text('A whole number from 1 to 3,650, or empty.', dialog)).toBeVisible();
  await press('Enter');
  await expect.element(dialog).toBeVisible();
  await field('Maximum age, days', dialog).fill('400');
  await field('Unused for, days', dialog).fill('');
  await expect.element(text('Not checked', dialog)).toBeVisible();
  await button('CIS GCP Foundation 4.0.0', dialog).click();
  await expect.element(field('Maximum age, days', dialog)).toHaveValue('90');
  await field('User names of service accounts', dialog).fill('svc.*\n\n*.ivanov');
  await button('Save', dialog).click();
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.element(finding('Unused keys')).toMatchTextContent('off');
  await expect.element(text('The policy meets: CIS GCP Foundation 4.0.0')).toBeVisible();
  expect(memory.settingsStore.stored.hygienePolicies).toEqual({
    sample: { ...DEFAULT_POLICY, unusedDays: null, serviceAccounts: ['svc.*', '*.ivanov'] },
  });
  await finding('Unused keys').click();
  await button('Policy…').first().click();
  await expect.element(dialog).toBeVisible();
});

test('the keys of an account are shown in the list, and a key in its properties', async () => {
  const { memory } = await openHygiene();
  await finding('Accounts in the archive').click();
  const row = rows('Accounts in the archive').nth(1);
  await row.getByRole('button', { name: 'Open the key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Key properties' });
  await expect.element(dialog).toBeVisible();
  await press('Escape');
  await expect.element(dialog).not.toBeInTheDocument();
  await row.getByRole('button', { name: 'Show the keys of p.sidorov in the list' }).click();
  await expect.element(page.getByRole('grid', { name: 'Authentication keys' })).toBeVisible();
  await expect.element(page.getByRole('combobox', { name: 'Search keys' })).toHaveValue('account:"p.sidorov"');
  const own = usernames(memory).filter((name) => name === 'p.sidorov').length;
  await expect.element(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(own + 1));
});

test('findings are exported, and the report is saved with its table beside it', async () => {
  const { memory } = await openHygiene();
  const count = await countOf('Old keys');
  memory.fileDialogs.choice = '/home/user/old.xlsx';
  await button('Export…').click();
  const dialog = page.getByRole('dialog', { name: 'Export findings' });
  await dialog.getByRole('radio', { name: 'Old keys' }).click();
  await button('Export', dialog).click();
  await expect.element(text(`Saved ${count} keys to old.xlsx`)).toBeVisible();
  const table = readTable(memory.userFiles.files.get('/home/user/old.xlsx'));
  expect(table?.titles[0]).toBe('Finding');
  expect(new Set(table?.rows.map(([name]) => name))).toEqual(new Set(['Old keys']));

  memory.fileDialogs.choice = '/home/user/audit.pdf';
  await focusOn(button('Report…'));
  await press('Enter');
  await expect.element(text('Saved the report to audit.pdf and its rows to audit.csv')).toBeVisible();
  expect(memory.printer.documents).toHaveLength(1);
  expect(memory.printer.documents[0]?.body).toContain('Sample platform');

  memory.printer.isBroken = true;
  await button('Report…').click();
  await expect.element(text(english.errors.FILE_NOT_SAVED.title)).toBeVisible();
});

test('says what is not known while the installation does not report the states of accounts', async () => {
  await openHygiene((memory) => {
    memory.adminApi.listEligibleAccounts = () => Promise.reject(new AppError('NOT_PERMITTED', 'Not for this account.'));
  });
  await expect.element(finding('Accounts in the archive')).toMatchTextContent('not known');
  await finding('Accounts in the archive').click();
  await expect.element(text('so nothing is proposed here')).toBeVisible();
});
