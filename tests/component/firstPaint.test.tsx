import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { LIST_LIMIT_MS, WAIT_LIMIT_MS } from '../../renderer/api/firstQueries.ts';
import { CONNECTION_FORM } from '../fakes/connectionForm.ts';
import type { MemoryPorts } from '../fakes/memoryPorts.ts';
import { openKeys, openWindow } from './openWindow.tsx';

const FIRST_ROW = '[role=grid] [role=row][aria-rowindex="2"]';

afterEach(() => {
  vi.restoreAllMocks();
});

/** The window waits as long as it takes, so that a slow machine makes no difference. */
function waitWithoutLimit(): void {
  const { setTimeout: later } = globalThis;
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((task: () => void, delay?: number) =>
    delay === WAIT_LIMIT_MS || delay === LIST_LIMIT_MS ? 0 : later(task, delay)) as typeof setTimeout);
}

/** Uses KeyDesk once, so that the list of a connection is on this computer. */
async function useOnce(): Promise<MemoryPorts> {
  const { memory, close } = await openKeys({ connections: [CONNECTION_FORM] });
  await close();
  return memory;
}

/** What each frame shows, from the first one with any content to the first one with a row. */
function watchFrames(): Promise<readonly ('row' | 'other')[]> {
  const frames: ('row' | 'other')[] = [];
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.querySelector('#root > *') !== null) {
        frames.push(document.querySelector(FIRST_ROW) === null ? 'other' : 'row');
      }
      if (frames.at(-1) === 'row') {
        resolve(frames);
      } else {
        requestAnimationFrame(look);
      }
    };
    requestAnimationFrame(look);
  });
}

test('the window is drawn once it has what it shows first: no frame without the rows of a known list', async () => {
  const memory = await useOnce();
  waitWithoutLimit();
  const frames = watchFrames();
  await openWindow({ memory });
  expect(await frames).toEqual(['row']);
});

test('what is not read in time does not keep the window from being drawn', async () => {
  const memory = await useOnce();
  const { keys } = await openWindow({
    memory,
    prepare: ({ ports }) => {
      vi.spyOn(ports.incidentStore, 'list').mockReturnValue(new Promise(() => {}));
    },
  });
  await keys.waitForList();
});

test('main reads the lists of all connections for what has happened only when the window has its own', async () => {
  const memory = await useOnce();
  // Of the connection that is shown there is no list: it has to be fetched.
  memory.keyListStore.lists.clear();
  const { promise: responds, resolve: respond } = Promise.withResolvers<void>();
  const { listChanges } = memory.adminApi;
  vi.spyOn(memory.adminApi, 'listChanges').mockImplementation(async (...request) => {
    await responds;
    return listChanges.apply(memory.adminApi, request);
  });
  const { keys, services } = await openWindow({ memory });
  const summary = vi.spyOn(services.absences, 'summary');
  await expect.element(page.getByRole('status', { name: 'Loading keys' })).toBeInTheDocument();
  expect(summary).not.toHaveBeenCalled();
  respond();
  await keys.waitForList();
  await expect.poll(() => summary.mock.calls.length).toBe(1);
});
