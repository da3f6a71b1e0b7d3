import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { english, russian } from '../../renderer/i18n/i18n.ts';
import type { MemoryPorts } from '../fakes/memoryPorts.ts';
import { openKeys, openWindow } from './openWindow.tsx';
import { goTo } from './pages/appWindow.ts';
import type { KeysPage } from './pages/keysPage.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

async function disable(keys: KeysPage, count: number): Promise<void> {
  await keys.sort('Expires', 'descending');
  await keys.selectFirst(count, 'Disable now…');
  await keys.press(`Disable ${count} keys`, keys.disableDialog);
  await expect.element(keys.note(`${count} keys disabled`)).toBeVisible();
}

const expiries = ({ adminApi }: MemoryPorts) =>
  new Map([...adminApi.keys].map(([id, { expirationDate }]) => [id, expirationDate]));

/** Records a key as disabled some days ago. */
function disableBefore(memory: MemoryPorts, days: number, id: string): void {
  const key = memory.adminApi.keys.get(id);
  if (key === undefined) {
    throw new Error(`There is no key ${id}.`);
  }
  const at = new Date(Date.now() - days * DAY_MS).toISOString();
  const changed = { ...key, expirationDate: at, version: key.version + 1, lastUsedDate: null };
  memory.adminApi.keys.set(id, changed);
  const header = {
    format: 1,
    source: 'sample',
    at,
    origin: 'commandLine',
    keys: [[id, key.token, key.username, '2099-01-01T00:00:00.000Z']],
  };
  const lines = [header, { disabled: [[id, changed.version]] }].map((line) => `${JSON.stringify(line)}\n`);
  memory.disabledKeyStore.journals.set(`sample_${days}`, lines.join(''));
}

const dialog = page.getByRole('dialog', { name: english.bulk.disable.list.title });

test('keys disabled before the application was killed are offered to be restored, and get exactly their former expiries', async () => {
  const first = await openKeys({ count: 40 });
  const before = expiries(first.memory);
  await disable(first.keys, 5);
  // Starts again over the same files; nothing ended the run before.
  const { keys, memory } = await openKeys({ memory: first.memory });
  await expect.element(keys.note('5 keys disabled')).toBeVisible();
  await keys.press('Restore', keys.note('5 keys disabled'));
  await expect.element(page.getByText('5 keys restored')).toBeVisible();
  await expect.element(keys.note('5 keys disabled')).not.toBeInTheDocument();
  expect(expiries(memory)).toEqual(before);
});

test('a closed note does not forget the keys: by keyboard alone they are found in the list of disabled keys, restored and forgotten', async () => {
  const { keys, memory } = await openKeys({ count: 40, prepare: (ports) => disableBefore(ports, 3, 'authkey.9') });
  const before = expiries(memory);
  await disable(keys, 2);
  await keys.press('Close', keys.note('2 keys disabled'));
  await expect.element(keys.note('2 keys disabled')).not.toBeInTheDocument();
  const button = page.getByRole('button', { name: '3 disabled keys' });
  (button.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(dialog.getByRole('button', { name: 'Close' })).toHaveFocus();
  const items = dialog.getByRole('listitem');
  await expect.element(items.nth(0)).toMatchTextContent(/2 keys disabled.*Disabled in the list · Accounts: /);
  await expect.element(items.nth(1)).toMatchTextContent(/1 key disabled.*Disabled with the command line/);
  (
    items
      .nth(0)
      .getByRole('button', { name: /^Restore: 2 keys/ })
      .element() as HTMLElement
  ).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(items).toHaveLength(1);
  expect(expiries(memory)).toEqual(before);
  await items.getByRole('button', { name: /^Forget: 1 key/ }).click();
  expect(memory.disabledKeyStore.journals.size).toBe(1);
  await keys.press('Forget for good', dialog);
  await expect.element(dialog.getByRole('note')).toMatchTextContent(english.bulk.disable.list.empty);
  expect([expiries(memory), memory.disabledKeyStore.journals.size]).toEqual([before, 0]);
});

test('the deletion of keys that stayed disabled for long is proposed, and opens the dialog with just these keys', async () => {
  const { keys, memory } = await openKeys({
    count: 40,
    prepare: (ports) => {
      disableBefore(ports, 40, 'authkey.9');
      disableBefore(ports, 3, 'authkey.10');
    },
  });
  const note = keys.note('can be deleted');
  await expect.element(note).toMatchTextContent('1 of them is still disabled after 30 days or more');
  await keys.press('Delete…', note);
  await expect.element(keys.confirmation).toMatchTextContent('1 key');
  await keys.press('Delete 1 key', keys.confirmation);
  await expect.element(keys.confirmation).not.toBeInTheDocument();
  expect([memory.adminApi.keys.has('authkey.9'), memory.adminApi.keys.has('authkey.10')]).toEqual([false, true]);
  // The record of a deleted key is gone with the next list.
  await expect.poll(() => [...memory.disabledKeyStore.journals.keys()]).toEqual(['sample_3']);
});

test('after how many days the deletion is proposed is set in the policy', async () => {
  const { keys } = await openKeys({ count: 40, prepare: (ports) => disableBefore(ports, 40, 'authkey.9') });
  const setDays = async (days: string): Promise<void> => {
    await goTo('Clean up');
    await keys.press('Policy…');
    const policy = page.getByRole('dialog', { name: 'Clean-up policy' });
    await policy.getByLabelText('Disabled for, days').fill(days);
    await keys.press('Save', policy);
    await expect.element(policy).not.toBeInTheDocument();
    await goTo('Authentication keys');
    await keys.waitForList();
  };
  const note = keys.note('can be deleted');
  await expect.element(note).toBeVisible();
  await setDays('60');
  await expect.element(note).not.toBeInTheDocument();
  await setDays('39');
  await expect.element(note).toMatchTextContent('after 39 days or more');
});

test('in Russian the dialog says what it holds, and reports records that cannot be read', async () => {
  const { keys } = await openWindow({
    count: 40,
    language: 'ru',
    prepare: (ports) => {
      disableBefore(ports, 3, 'authkey.9');
      ports.disabledKeyStore.journals.set('sample_x', '{"format":2}\n');
    },
  });
  const { list } = russian.bulk.disable;
  await keys.press('1 приостановленный ключ');
  const dialogInRussian = page.getByRole('dialog', { name: list.title });
  await expect.element(dialogInRussian).toMatchTextContent('Не удаётся прочитать 1 запись о приостановленных ключах');
  await expect.element(dialogInRussian).toMatchTextContent(list.origin.commandLine);
});
