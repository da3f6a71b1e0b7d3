import { afterEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { ApiKey } from '../../electron/ports.ts';
import { DEFAULT_POLICY } from '../../shared/model/hygienePolicy.ts';
import { DAY_MS } from '../../shared/model/instant.ts';
import type { MemoryPorts } from '../fakes/memoryPorts.ts';
import { openKeys } from './openWindow.tsx';
import { button, goTo, text } from './pages/appWindow.ts';
import { countOf, finding, openHygiene, rows, selectAll, usernames } from './pages/hygienePage.ts';

afterEach(() => vi.useRealTimers());

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

  for (const name of ['Long lifetimes', 'Old keys'] as const) {
    test(`${name}: an earlier expiry is set`, async () => {
      const { memory, keys } = await openHygiene();
      const count = await countOf(name);
      const before = new Map([...memory.adminApi.keys].map(([id, key]) => [id, key.expirationDate]));
      await selectAll(name);
      await button('Set expiry…').click();
      const day = new Date(Date.now() + 3 * DAY_MS);
      await keys.fillExpiry(keys.expiry, {
        year: day.getFullYear(),
        month: day.getMonth() + 1,
        day: day.getDate(),
      });
      await button(`Set expiry of ${count} keys`, keys.expiry).click();
      await expect.element(keys.expiry).not.toBeInTheDocument();
      const changed = [...memory.adminApi.keys.values()].filter(
        ({ id, expirationDate }) => expirationDate !== before.get(id),
      );
      expect(changed).toHaveLength(count);
      expect(changed.every(({ expirationDate }) => Date.parse(expirationDate) <= day.getTime())).toBe(true);
      // An old key stays old until it expires.
      await expect.element(finding(name)).toMatchTextContent(name === 'Old keys' ? String(count) : '0');
    });
  }

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
    await expect.element(text('is not known: the installation does not report it')).toBeVisible();
    await expect.element(text('KeyDesk proposes nothing')).toBeVisible();
    await expect.element(button('Disable now…')).not.toBeInTheDocument();
  });

  test('Disabled long ago: a key that KeyDesk disabled is deleted', async () => {
    const { memory, services, keys } = await openKeys({
      prepare: (ports) => changeKeys(ports, 'a.bobrov', { expirationDate: ago(-90) }),
    });
    const [key] = [...memory.adminApi.keys.values()].filter(({ username }) => username === 'a.bobrov');
    if (key === undefined) {
      throw new Error('The sample data has no key of a.bobrov.');
    }
    await services.disabledBatches.disable('sample', [key], 'cleanUp');
    services.hygienePolicies.set('sample', { ...DEFAULT_POLICY, disabledDays: 1 });
    const disabledAt = Date.parse(memory.adminApi.keys.get(key.id)?.expirationDate ?? '');
    vi.useFakeTimers({ toFake: ['Date'], now: disabledAt + 2 * DAY_MS });
    await keys.press('Refresh');
    await goTo('Clean up');
    const name = 'Disabled long ago';
    await selectAll(name);
    await expect.element(rows(name).nth(1)).toMatchTextContent('a.bobrov');
    await button('Delete…').click();
    const dialog = page.getByRole('dialog', { name: 'Delete keys' });
    await button('Delete 1 key', dialog).click();
    await expect.element(finding(name)).toMatchTextContent('0');
    expect(memory.adminApi.keys.has(key.id)).toBe(false);
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
