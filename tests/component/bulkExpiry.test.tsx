import { beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { english } from '../../renderer/i18n/i18n.ts';
import { shortToken } from '../../shared/model/shortToken.ts';
import { type MemoryAdminApi, OTHER_TOKEN } from '../fakes/memoryAdminApi.ts';
import { openKeys } from './openWindow.tsx';
import type { KeysPage } from './pages/keysPage.ts';
import { hold, loseResponse, pass, reject, script } from './scriptedApi.ts';

let keys: KeysPage;
let refetch: () => Promise<void>;
let api: MemoryAdminApi;
let expiriesBefore: ReadonlyMap<string, string>;

beforeEach(async () => {
  const { memory, ...opened } = await openKeys({ count: 60 });
  ({ keys, refetch } = opened);
  api = memory.adminApi;
  expiriesBefore = expiries();
  // The valid keys first.
  await keys.sort('Expires', 'descending');
});

const expiries = () => new Map([...api.keys].map(([id, { expirationDate }]) => [id, expirationDate]));
const changed = () => [...expiries()].filter(([id, expiry]) => expiry !== expiriesBefore.get(id)).map(([id]) => id);

async function disable(count: number): Promise<void> {
  await keys.selectFirst(count, 'Disable now…');
  await expect.element(keys.disableDialog.getByRole('button', { name: 'Cancel' })).toHaveFocus();
  await keys.press(`Disable ${count} keys`, keys.disableDialog);
  await expect.element(keys.status(`${count} keys disabled`)).toBeVisible();
  await expect.element(keys.disableDialog).not.toBeInTheDocument();
}

test('20 keys are disabled and restored, and every expiry is what it was', async () => {
  const edits = vi.spyOn(api, 'editKey');
  await disable(20);
  expect(changed()).toHaveLength(20);
  expect(changed().every((id) => Date.parse(expiries().get(id) ?? '') <= Date.now())).toBe(true);
  // What has just ended is shown as ended, not in a minute.
  expect(keys.grid.getByText('Expires in 1 day').length).toBe(0);

  await keys.press('Restore', keys.note('20 keys disabled'));
  await expect.element(page.getByText('20 keys restored')).toBeVisible();
  await expect.element(keys.note('20 keys disabled')).not.toBeInTheDocument();
  expect(expiries()).toEqual(expiriesBefore);
  expect(edits).toHaveBeenCalledTimes(40);

  await page.getByRole('navigation').getByRole('button', { name: 'Activity' }).click();
  await expect.element(page.getByRole('table')).toHaveAttribute('aria-rowcount', '41');
});

test('a message and a line offer to restore; a key that somebody has changed or replaced since is named and left to them', async () => {
  await disable(4);
  await expect.element(keys.status('4 keys disabled').getByRole('button', { name: 'Restore' })).toBeVisible();
  const [theirs = '', replaced = ''] = changed();
  const theirExpiry = '2031-03-04T00:00:00.000Z';
  await api.editKey(theirs, theirExpiry, 2);
  const token = shortToken(api.keys.get(replaced)?.token ?? '');
  const other = api.replaceKey(replaced);

  // The line outlives the lock screen; the message does not.
  await keys.press('Lock');
  await keys.press('Unlock');
  await expect.element(keys.note('4 keys disabled')).toBeVisible();
  await keys.press('Restore', keys.note('4 keys disabled'));
  const outcome = page.getByRole('alert').filter({ hasText: '2 keys were not restored.' });
  const line = (text: string) => outcome.getByRole('listitem').filter({ hasText: text });
  await expect.element(line('someone else changed it in the meantime')).toBeVisible();
  await expect.element(line(`${token}: ${english.bulk.replaced}`)).toBeVisible();
  await refetch();
  expect(outcome.element().textContent).not.toMatch(new RegExp(`${other.username}|${shortToken(OTHER_TOKEN)}`));
  await expect.element(page.getByText('2 keys restored')).toBeVisible();
  const left: readonly [string, string][] = [
    [theirs, theirExpiry],
    [replaced, other.expirationDate],
  ];
  expect(expiries()).toEqual(new Map([...expiriesBefore, ...left]));
  await keys.press('Close', outcome);
  await expect.element(outcome).not.toBeInTheDocument();
});

test('setting the expiry of many keys: some fail, the dialog stays open, and "Try again" changes only those', async () => {
  const busy = reject('SERVER_FAILED', 'The database was busy.');
  const edits = script(api, 'editKey', pass, pass, busy, pass, busy, pass);
  await keys.selectFirst(12, 'Set expiry…');
  await keys.press('365 days', keys.expiry);
  await expect.element(keys.expiry.getByText(/12 keys · \d+ accounts?/)).toBeVisible();
  await keys.press('Set expiry of 12 keys', keys.expiry);
  const outcome = keys.expiry.getByRole('alert');
  await expect.element(outcome).toMatchTextContent('2 keys were not changed. They stay selected.');
  await expect.element(outcome).toMatchTextContent('The database was busy.');
  expect(changed()).toHaveLength(10);
  edits.mockClear();
  await keys.press('Try 2 keys again', keys.expiry);
  await expect.element(keys.expiry).not.toBeInTheDocument();
  expect(edits).toHaveBeenCalledTimes(2);
  expect(changed()).toHaveLength(12);
});

test('responses that are lost are looked up, and no key is extended twice', async () => {
  const edits = script(api, 'editKey', loseResponse);
  await keys.selectFirst(8, 'Set expiry…');
  await keys.press('Set expiry of 8 keys', keys.expiry);
  // How many calls were under way when the first response was lost is left open.
  await expect.element(keys.expiry.getByRole('alert')).toMatchTextContent(/\d keys were not processed\./);
  edits.mockRestore();
  await keys.press(/^Try \d keys again$/, keys.expiry);
  await expect.element(keys.expiry).not.toBeInTheDocument();
  const versions = [...api.keys.values()].map(({ version }) => version).filter((version) => version !== 1);
  expect(versions).toEqual(Array.from({ length: 8 }, () => 2));
});

test('one date for all says what expires sooner, and "Stop" leaves the rest as it is', async () => {
  const rest = hold();
  const edits = script(api, 'editKey', pass, pass, pass, pass, rest.step);
  await keys.selectFirst(20, 'Set expiry…');
  const day = new Date(Date.now() + 2 * 24 * 60 * 60 * 1000);
  await keys.fillExpiry(keys.expiry, { year: day.getFullYear(), month: day.getMonth() + 1, day: day.getDate() });
  await expect.element(keys.expiry.getByRole('note')).toMatchTextContent('20 keys will expire sooner');
  await keys.press('Set expiry of 20 keys', keys.expiry);
  await expect.element(keys.expiry.getByRole('status').filter({ hasText: 'done' })).toMatchTextContent(/^4 of 20 done/);
  await keys.press('Stop', keys.expiry);
  rest.release();
  await expect
    .element(keys.expiry.getByRole('alert'))
    .toMatchTextContent('12 keys were not changed. They stay selected.');
  expect(edits).toHaveBeenCalledTimes(8);
  expect(changed()).toHaveLength(8);
});
