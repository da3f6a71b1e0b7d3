import { beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { ApiKey } from '../../electron/ports.ts';
import type { MemoryAdminApi } from '../fakes/memoryAdminApi.ts';
import { openWindow } from './openWindow.tsx';
import type { KeysPage } from './pages/keysPage.ts';

const COUNT = 90;
const LATER = '2031-03-04T00:00:00.000Z';

let keys: KeysPage;
let api: MemoryAdminApi;

beforeEach(async () => {
  const { memory, ...opened } = await openWindow({ count: COUNT });
  ({ keys } = opened);
  api = memory.adminApi;
  await keys.waitForList();
});

/** What another administrator does. */
const others = {
  delete: (...gone: readonly ApiKey[]) => gone.map(({ id }) => api.keys.delete(id)),
  extend: ({ id, version }: ApiKey) => api.editKey(id, LATER, version),
  create: () => api.createKey('account.14', LATER),
};

/** Shows the expired keys, and gives those of the first four rows. */
async function firstExpired(): Promise<readonly [ApiKey, ApiKey, ApiKey, ApiKey]> {
  await keys.search.fill('status:expired');
  await expect.poll(() => keys.count()).toBeLessThan(COUNT);
  const rows = keys.grid.getByRole('row').elements().slice(1, 5);
  const shown = rows.map(({ textContent }) =>
    [...api.keys.values()].find(({ token }) => textContent.includes(`${token.slice(0, 8)}…${token.slice(-4)}`)),
  );
  return shown as unknown as readonly [ApiKey, ApiKey, ApiKey, ApiKey];
}

test('a filtered list changes under a selection: that stays with the keys that are there, and what is gone leaves it', async () => {
  const [gone, extended, remaining, alsoRemaining] = await firstExpired();
  const shown = keys.count();
  await keys.selectRows(1, 4);
  await expect.element(keys.status(`4 of ${COUNT} selected`)).toBeVisible();

  others.delete(gone);
  await others.extend(extended);
  const created = await others.create();
  await keys.press('Refresh');
  // The deleted key is gone; the extended one is not expired any more, and still selected.
  await expect.element(keys.status(`3 of ${COUNT} selected · 1 hidden by the filter`)).toBeVisible();
  await expect.element(keys.search).toHaveValue('status:expired');
  await expect.poll(() => keys.count()).toBe(shown - 2);
  for (const { token } of [remaining, alsoRemaining]) {
    await expect.element(keys.row(token).getByRole('checkbox')).toBeChecked();
  }
  expect(keys.grid.getByRole('checkbox', { checked: true }).length).toBe(2);

  await keys.search.fill(`token:${extended.token}`);
  await expect.element(keys.row(extended.token).getByRole('checkbox')).toBeChecked();
  await keys.search.fill(`token:${created.token}`);
  await expect.element(keys.row(created.token).getByRole('checkbox')).not.toBeChecked();
  await keys.search.fill(`token:${gone.token}`);
  await expect.element(keys.search).toHaveAccessibleDescription(/No key of this connection has this token/);
  expect(page.getByRole('alert').length).toBe(0);
});

test('of the keys to delete one is changed and one deleted before "Delete": the changed one is left alone, and both are reported', async () => {
  const [gone, changed, ...rest] = await firstExpired();
  const deletion = vi.spyOn(api, 'deleteKeys');
  await keys.selectRows(1, 4);
  await keys.press('Delete');
  await expect.element(keys.confirmation).toBeVisible();
  others.delete(gone);
  await others.extend(changed);
  await keys.confirmDeletion(4);
  const outcome = keys.confirmation.getByRole('alert');
  await expect.element(outcome).toMatchTextContent('1 key was not deleted. It stays selected.');
  await expect.element(outcome.getByRole('listitem')).toMatchTextContent(changed.token.slice(0, 8));
  await expect
    .element(outcome.getByRole('listitem'))
    .toMatchTextContent('someone else changed it in the meantime, so it was left unchanged');
  await expect.element(page.getByText(/2 keys deleted.*1 had already been deleted by someone else/)).toBeVisible();

  expect(api.keys.has(changed.id)).toBe(true);
  expect(api.keys.size).toBe(COUNT - 4 + 1);
  const asked = deletion.mock.calls.flatMap(([ids]) => ids);
  expect(asked).not.toContain(changed.id);
  expect(asked).toEqual(expect.arrayContaining(rest.map(({ id }) => id)));
  await keys.press('Close', keys.confirmation);
  await expect.element(keys.status(`1 of ${COUNT - 3} selected`)).toBeVisible();

  // Who has seen the change may go on: the key is as it is shown now.
  await keys.press('Delete');
  await keys.confirmDeletion(1);
  await expect.element(keys.confirmation).not.toBeInTheDocument();
  expect(api.keys.size).toBe(COUNT - 4);
});
