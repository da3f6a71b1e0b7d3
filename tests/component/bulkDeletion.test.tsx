import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { bulkResult } from '../../shared/model/bulkChange.ts';
import { AppError } from '../../shared/result.ts';
import type { MemoryAdminApi } from '../fakes/memoryAdminApi.ts';
import type { MemoryPorts } from '../fakes/memoryPorts.ts';
import { press } from './keyboard.ts';
import { dropWindow, openKeys, openWindow } from './openWindow.tsx';
import type { KeysPage } from './pages/keysPage.ts';
import { hold, pass, reject, script } from './scriptedApi.ts';

let keys: KeysPage;
let memory: MemoryPorts;
let api: MemoryAdminApi;

async function open(count: number): Promise<void> {
  ({ keys, memory } = await openWindow({ count }));
  api = memory.adminApi;
  await keys.waitForList();
}

/** Begins to delete all keys but the first of the table. */
async function deleteAllButOne(): Promise<void> {
  const count = keys.count() - 1;
  await keys.selectAllButOne('Delete');
  await keys.confirmDeletion(count);
}

/** The line with the numbers; a message of the window is in the dialog as well. */
const progress = () => keys.confirmation.getByRole('status').filter({ hasText: /done|Checking/ });
const outcome = () => keys.confirmation.getByRole('alert');
const expectOutcome = (text: string | RegExp) => expect.element(outcome()).toMatchTextContent(text);
const selected = (text: string) => expect.element(page.getByText(text).first()).toBeVisible();

/**
 * Deletes 300 keys and stops in the middle: 100 are done, 100 wait for a response, 100 are left. `breakConnection` ends the network
 * once half of those that wait were deleted.
 */
async function deleteToTheMiddle() {
  await open(301);
  const waiting = hold();
  const calls = script(api, 'deleteKeys', pass, pass, pass, pass, waiting.step);
  await deleteAllButOne();
  await expect.poll(() => calls.mock.calls.length).toBe(8);
  await expect.element(progress()).toMatchTextContent(/^100 of 300 done/);
  return {
    calls,
    breakConnection: () => {
      for (const id of calls.mock.calls.slice(4, 6).flatMap(([ids]) => ids)) {
        api.keys.delete(String(id));
      }
      api.failure = new AppError('UNREACHABLE', 'There is no network.');
      waiting.breakConnection();
    },
  };
}

test('fault 30: three of 200 keys are rejected; they are listed with reasons, stay selected, and are retried alone', async () => {
  await open(201);
  const first = keys.rowAt(1).element().textContent;
  const chosen = [...api.keys.values()].filter(({ token }) => !first.includes(token.slice(0, 8)));
  const reasons = ['Used by a running job.', 'Locked by another user.', 'The database was busy.'];
  const rejected = new Map([3, 90, 180].map((place, index) => [chosen[place]?.id ?? '', reasons[index] ?? '']));
  const rest = hold();
  const deleteKeys = api.deleteKeys.bind(api);
  api.deleteKeys = async (ids, tokens) => {
    const isRejected = (id: string): boolean => rejected.has(id);
    const results = await deleteKeys(
      ids.filter((id) => !isRejected(id)),
      tokens?.filter((_token, index) => !isRejected(ids[index] ?? '')),
    );
    const done = new Map(results.map((result) => [result.id, result]));
    return ids.map((id) => done.get(id) ?? bulkResult(id, 'failed', { detail: rejected.get(id) ?? '' }));
  };
  // The first four calls get a response at once, the others once their progress was checked.
  const calls = script(api, 'deleteKeys', pass, pass, pass, pass, rest.step);
  await deleteAllButOne();
  await expect.element(progress()).toMatchTextContent(/^100 of 200 done/);
  await expect.element(keys.confirmation.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '50');
  rest.release();
  await expectOutcome('3 keys were not deleted. They stay selected.');
  const lines = outcome().getByRole('listitem');
  expect(lines.length).toBe(3);
  for (const [id, reason] of rejected) {
    await expect
      .element(lines.filter({ hasText: (api.keys.get(id)?.token ?? id).slice(0, 8) }))
      .toMatchTextContent(reason);
  }
  expect(calls.mock.calls.flatMap(([ids]) => ids).toSorted()).toEqual(chosen.map(({ id }) => id).toSorted());

  calls.mockClear();
  const ids = [...rejected.keys()];
  rejected.clear();
  await keys.press('Try 3 keys again', keys.confirmation);
  await expect.element(keys.confirmation).not.toBeInTheDocument();
  expect(calls.mock.calls.flatMap(([tried]) => tried).toSorted()).toEqual(ids.toSorted());
  expect(api.keys.size).toBe(1);
  await expect.poll(() => keys.count()).toBe(1);
});

test('fault 28: a rejected sign-in in the middle ends the deletion with the reason and the numbers of the platform', async () => {
  await open(301);
  const calls = script(api, 'deleteKeys', pass, pass, pass, pass, pass, reject('UNAUTHORIZED'));
  await deleteAllButOne();
  await expectOutcome('The deletion stopped: The account or key was not accepted.');
  const left = 300 - 5 * 25;
  const tried = calls.mock.calls.length * 25;
  expect(api.keys.size - 1).toBe(left);
  await expectOutcome(`${left} keys were not deleted`);
  await expectOutcome(`${300 - tried} keys were not processed`);
  await expectOutcome(`${tried - 5 * 25} keys: The account or key was not accepted`);
  expect(calls.mock.calls.length).toBeLessThanOrEqual(9);
  await expect.element(keys.confirmation.getByRole('button', { name: `Try ${left} keys again` })).toBeVisible();
  await keys.press('Close', keys.confirmation);
  await selected(`${left} of ${left + 1} selected`);
  expect(keys.count()).toBe(left + 1);
});

test('fault 29: when the network breaks, what cannot be looked up is reported as unknown, and found out when it is back', async () => {
  const { calls, breakConnection } = await deleteToTheMiddle();
  breakConnection();
  await expectOutcome('200 keys are not confirmed as deleted. They stay selected.');
  await expectOutcome('100 keys were not processed. The deletion stopped: The installation cannot be reached.');
  await expectOutcome('100 keys may have been deleted: no response arrived.');
  await expect.element(page.getByText(/^Offline · as of \d\d:\d\d$/)).toBeVisible();
  await keys.press('Close', keys.confirmation);
  expect(api.keys.size).toBe(151);
  expect(keys.count()).toBe(201);
  await selected('200 of 201 selected');
  await expect.element(page.getByRole('button', { name: 'Delete', exact: true })).toBeDisabled();

  calls.mockRestore();
  api.failure = null;
  await keys.press('Refresh');
  await selected('150 of 151 selected');
  await keys.press('Delete');
  await keys.confirmDeletion(150);
  await expect.element(keys.confirmation).not.toBeInTheDocument();
  expect(api.keys.size).toBe(1);
});

test('fault 32: "Stop" lets what is under way end, tries nothing more, and the numbers are those of the platform', async () => {
  await open(301);
  const rest = hold();
  const calls = script(api, 'deleteKeys', pass, pass, pass, pass, rest.step);
  await deleteAllButOne();
  await expect.element(progress()).toMatchTextContent(/^100 of 300 done/);
  // The keyboard is still in the dialog, on the button that began it.
  await press('Shift+Tab');
  await press('Enter');
  await expect.element(progress()).toMatchTextContent('stopping');
  rest.release();
  await expectOutcome('100 keys were not deleted. They stay selected.');
  await expectOutcome('100 keys were not processed.');
  expect(outcome().element().textContent).not.toContain('The deletion stopped');
  expect(calls).toHaveBeenCalledTimes(8);
  expect(api.keys.size).toBe(101);
  await keys.press('Close', keys.confirmation);
  await selected('100 of 101 selected');
});

test('fault 31: after a crash in the middle the next start says what was done, deletes nothing, and offers the rest', async () => {
  const { calls, breakConnection } = await deleteToTheMiddle();
  // The list is written behind the work, and here it is to be there at the next start.
  memory.clock.advance(60_000);
  await expect.poll(() => memory.keyListStore.writes).toBeGreaterThan(0);
  dropWindow();
  breakConnection();

  ({ keys } = await openKeys({ memory }));
  const note = keys.note('KeyDesk was closed while deleting 300 keys');
  await expect.element(note).toMatchTextContent('100 deleted, 100 unknown, 100 not processed.');
  expect(note.getByRole('button', { name: 'Select the rest' }).length).toBe(0);

  calls.mockRestore();
  api.failure = null;
  await keys.press('Refresh');
  await expect.element(note).toMatchTextContent('150 deleted, 150 remaining.');
  expect(keys.count()).toBe(151);
  await keys.press('Select the rest', note);
  await selected('150 of 151 selected');
  // Nothing has been deleted by itself.
  expect(api.keys.size).toBe(151);

  await keys.press('Delete');
  await keys.confirmDeletion(150);
  await expect.element(keys.confirmation).not.toBeInTheDocument();
  await expect.element(note).not.toBeInTheDocument();
  expect(api.keys.size).toBe(1);

  ({ keys } = await openKeys({ memory }));
  await expect.element(page.getByText('Live · updated just now')).toBeVisible();
  expect(keys.note('KeyDesk was closed while deleting').length).toBe(0);
});
