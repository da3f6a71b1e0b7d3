import { beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { press, submitTwice, type } from './keyboard.ts';
import { openKeys, type WindowOptions } from './openWindow.tsx';
import { button, focusOn, text } from './pages/appWindow.ts';
import { reject, script } from './scriptedApi.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
/** The accounts of the installation, each with the days for which its keys are still valid. */
const ACCOUNTS = { one: [100], soon: [0.001], both: [100, 100], expired: [-1] };

let { keys, memory, services, refetch }: Awaited<ReturnType<typeof openKeys>> = {} as never;

async function open(prepare: WindowOptions['prepare'] = () => {}): Promise<void> {
  ({ keys, memory, services, refetch } = await openKeys({
    prepare: (ports) => {
      const { adminApi } = ports;
      adminApi.keys.clear();
      adminApi.accounts = Object.keys(ACCOUNTS).map((username) => ({
        ...{ id: `account.${username}`, username, fullName: '', systemRoles: [], problem: null },
      }));
      for (const [username, expiries] of Object.entries(ACCOUNTS)) {
        for (const days of expiries) {
          void adminApi.createKey(`account.${username}`, inDays(days));
        }
      }
      prepare(ports);
    },
  }));
}

beforeEach(() => open());

const keysOf = (username: string) => [...memory.adminApi.keys.values()].filter((key) => key.username === username);
const dialog = page.getByRole('dialog');
const note = () => expect.element(dialog.getByRole('note').first());

/** Opens the dialog that deletes or disables keys of accounts, so many of each. */
async function choose(action: 'Delete' | 'Disable now…', count: number, ...usernames: readonly string[]) {
  for (const username of usernames) {
    for (const { token } of keysOf(username).slice(0, count)) {
      await keys.row(token).getByRole('checkbox').click();
    }
  }
  await keys.press(action);
  await note().toBeVisible();
}

async function cancel(): Promise<void> {
  await keys.press('Cancel', dialog);
  await keys.press('Clear selection');
}

test('fault 104: where accounts may lose access something is typed before a deletion, and nothing before keys are disabled', async () => {
  await open(({ adminApi }) => script(adminApi, 'listEligibleAccounts', reject('NOT_PERMITTED')));
  for (const [action, username, isAsked] of [
    ['Delete', 'one', true],
    ['Delete', 'both', false],
    ['Disable now…', 'one', false],
  ] as const) {
    await choose(action, 1, username);
    expect([action, username, dialog.getByRole('textbox').length]).toEqual([action, username, Number(isAsked)]);
    await cancel();
  }
});

test('fault 104: nothing is said of accounts that are not known, nor where no key is left to disable', async () => {
  await choose('Delete', 2, 'both');
  for (const { id } of keysOf('both')) {
    memory.adminApi.keys.delete(id);
  }
  await refetch();
  await note().toMatchTextContent(/^2 keys are no longer in the list/);
  await expect.element(dialog.getByRole('button', { name: /instead/ })).not.toBeInTheDocument();
  await keys.press('Cancel', dialog);
  await choose('Disable now…', 1, 'expired');
  await note().toMatchTextContent(/^1 key has already expired/);
  await expect.element(dialog.getByRole('listitem')).not.toBeInTheDocument();
});

test('a single key is deleted once its user name is typed', async () => {
  await choose('Delete', 1, 'one');
  await focusOn(dialog.getByRole('textbox', { name: /one/ }));
  await type('1');
  await press('Enter');
  await expect.element(button('Delete 1 key', dialog)).toBeDisabled();
  expect(keysOf('one')).toHaveLength(1);
  await press('Backspace');
  await type('ONE');
  await press('Enter');
  await expect.element(dialog).not.toBeInTheDocument();
  expect(keysOf('one')).toEqual([]);
});

test('fault 105: another key that has the identifier of a selected one by now is not taken for it', async () => {
  await choose('Delete', 1, 'one', 'both');
  memory.adminApi.replaceKey(keysOf('one')[0]?.id ?? '');
  await refetch();
  await expect.element(text('1 key is no longer in the list.', dialog)).toBeVisible();
  await expect.element(dialog.getByRole('listitem')).toMatchTextContent('both');
});

test('fault 104: the sentence follows the list, and keys that expire while the dialog is open', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setInterval', 'clearInterval', 'Date'] });
  try {
    await choose('Delete', 1, 'soon');
    await note().toMatchTextContent('will lose access');
    await memory.adminApi.createKey('account.soon', inDays(0.0015));
    await refetch();
    await note().toMatchTextContent('will keep access');
    vi.advanceTimersByTime(0.002 * DAY_MS);
    await note().toMatchTextContent('has no access to the API now');
  } finally {
    vi.useRealTimers();
  }
});

test.each([
  ['deletion', 'Delete', 'deleteKeys'],
  ['run that disables keys', 'Disable now…', 'setExpiry'],
] as const)('fault 118: two presses of Enter right after each other begin one %s', async (_name, action, method) => {
  const begun = vi.spyOn(services.recorded, method);
  await choose(action, 1, 'both');
  await submitTwice();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(begun).toHaveBeenCalledOnce();
});
