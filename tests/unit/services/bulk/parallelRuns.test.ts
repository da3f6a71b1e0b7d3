import { expect, it, vi } from 'vitest';
import type { AdminApi } from '../../../../electron/ports.ts';
import { bulkChangesOver } from '../../../fakes/bulkChangesOver.ts';
import { MemoryAdminApi, shownKey } from '../../../fakes/memoryAdminApi.ts';
import { EXPIRY, idsOf, tally } from './bulkBench.ts';

/** Two connections to installations of their own; the calls of each wait until the test lets them go. */
function createTwo(keyCount: number) {
  const ids = idsOf(keyCount);
  const installations = { one: new MemoryAdminApi(ids), other: new MemoryAdminApi(ids) };
  const bench = bulkChangesOver((connectionId) => installations[connectionId as keyof typeof installations]);
  const waiting = { one: heldEdits(installations.one), other: heldEdits(installations.other) };
  return {
    ...bench,
    waiting,
    run: (connectionId: keyof typeof installations) =>
      bench.bulkChanges.setExpiry(
        connectionId,
        ids.map((id) => ({ ...shownKey(id), version: 1, expirationDate: EXPIRY })),
        async () => {},
      ),
  };
}

/** Holds back the edits of an installation. */
function heldEdits(api: MemoryAdminApi) {
  const { promise, resolve: release } = Promise.withResolvers<void>();
  const edit = api.editKey.bind(api);
  const calls = vi.fn<AdminApi['editKey']>(async (...change) => {
    await promise;
    return edit(...change);
  });
  api.editKey = calls;
  return { calls, release };
}

it('changes the keys of different connections at the same time', async () => {
  const { bulkChanges, waiting, run } = createTwo(2);
  const [first, second] = [run('one'), run('other')];
  await vi.waitFor(() =>
    expect([waiting.one.calls, waiting.other.calls].map((calls) => calls.mock.calls)).toEqual([
      [expect.anything(), expect.anything()],
      [expect.anything(), expect.anything()],
    ]),
  );
  const facts = { kind: 'setExpiry', total: 2, finished: 0, failed: 0, isStopping: false };
  expect(bulkChanges.state.running).toEqual([
    { ...facts, connectionId: 'one' },
    { ...facts, connectionId: 'other' },
  ]);
  waiting.other.release();
  expect(tally(await second)).toEqual({ done: 2 });
  expect(bulkChanges.state.running).toEqual([{ ...facts, connectionId: 'one' }]);
  waiting.one.release();
  expect(tally(await first)).toEqual({ done: 2 });
  expect(bulkChanges.state.running).toEqual([]);
});

it('stops the runs of one connection only, also those that wait for it', async () => {
  const { bulkChanges, waiting, run } = createTwo(20);
  const stopped = [run('one'), run('one')];
  const other = run('other');
  await vi.waitFor(() => expect(bulkChanges.state.running).toHaveLength(2));
  bulkChanges.stop('one');
  expect(bulkChanges.state.running.map(({ connectionId, isStopping }) => [connectionId, isStopping])).toEqual([
    ['one', true],
    ['other', false],
  ]);
  waiting.one.release();
  waiting.other.release();
  expect(tally(await other)).toEqual({ done: 20 });
  const [active, enqueued] = await Promise.all(stopped);
  expect(tally(active as never).notTried).toBeGreaterThanOrEqual(16);
  expect(tally(enqueued as never).done).toBeUndefined();
});

it('stops and waits for the runs of all connections when it is closed', async () => {
  const { bulkChanges, waiting, run } = createTwo(20);
  const runs = [run('one'), run('other')];
  await vi.waitFor(() => expect(bulkChanges.state.running).toHaveLength(2));
  const closed = bulkChanges.close();
  waiting.one.release();
  waiting.other.release();
  await closed;
  expect(bulkChanges.state.running).toEqual([]);
  for (const report of await Promise.all(runs)) {
    expect(tally(report).notTried).toBeGreaterThanOrEqual(16);
  }
});
