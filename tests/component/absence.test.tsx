import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { CONNECTION_FORM } from '../fakes/connectionForm.ts';
import type { MemoryPorts } from '../fakes/memoryPorts.ts';
import { openKeys, openWindow } from './openWindow.tsx';
import { button } from './pages/appWindow.ts';

const DAY = 24 * 60 * 60 * 1000;
const NAME = 'Production of the north';
const note = page.getByRole('note').filter({ hasText: 'when KeyDesk was last open' });

/** Uses KeyDesk once, so that it has a list, and lets it look as if that was days ago. */
async function comeBack(change: (memory: MemoryPorts) => void = () => {}): Promise<MemoryPorts> {
  const first = await openKeys({
    connections: [{ ...CONNECTION_FORM, name: NAME }],
    prepare: ({ adminApi }) => {
      // The only key of an account that has expired two days ago.
      const [key] = [...adminApi.keys.values()].filter(({ username }) => username === 'svc.erp');
      if (key !== undefined) {
        adminApi.keys.set(key.id, { ...key, expirationDate: new Date(Date.now() - 2 * DAY).toISOString() });
      }
    },
  });
  const { memory } = first;
  await first.close();
  const { stored } = memory.settingsStore;
  memory.settingsStore.write({ ...stored, lastSeenAt: new Date(Date.now() - 5 * DAY).toISOString() } as never);
  change(memory);
  return memory;
}

test('after days the window says once what has happened, and leads to the accounts that need attention', async () => {
  const memory = await comeBack();
  await openWindow({ memory });
  await expect
    .element(note)
    .toMatchTextContent(
      /Production of the north: 1 account has lost its last valid key; 1 key has expired; 1 key expires in the next 30 days and is not replaced/,
    );
  await button(`Show the expiry of ${NAME}`).click();
  await expect.element(page.getByRole('heading', { name: 'Expiry' })).toBeVisible();
  const filters = page.getByRole('group', { name: 'Accounts to show' });
  await expect
    .element(filters.getByRole('button', { name: /^Need attention/ }))
    .toHaveAttribute('aria-pressed', 'true');
  await expect.element(button('30 days')).toHaveAttribute('aria-pressed', 'true');
  await expect.element(page.getByRole('grid').getByRole('row').filter({ hasText: 'svc.erp' })).toBeVisible();
  await expect.element(note).not.toBeInTheDocument();

  const { keys: again } = await openWindow({ memory });
  await again.waitForList();
  await expect.element(note).not.toBeInTheDocument();
});

test('the summary is closed, also for a window that is opened again in this run', async () => {
  const { services, refetch, keys } = await openWindow({ memory: await comeBack() });
  await note.getByRole('button', { name: 'Close' }).click();
  await expect.element(note).not.toBeInTheDocument();
  await refetch();
  await keys.waitForList();
  await expect.element(note).not.toBeInTheDocument();
  expect(await services.absences.summary()).toBeNull();
});
