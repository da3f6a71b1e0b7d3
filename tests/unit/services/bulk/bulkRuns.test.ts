import { describe, expect, it } from 'vitest';
import type { BulkResult } from '../../../../shared/model/bulkChange.ts';
import { AppError, type ErrorCode } from '../../../../shared/result.ts';
import { bulkChangesOver } from '../../../fakes/bulkChangesOver.ts';
import { MemoryAdminApi } from '../../../fakes/memoryAdminApi.ts';
import { createBulkBench, idsOf, tally } from './bulkBench.ts';

const STOPPING_CODES: readonly ErrorCode[] = [
  'UNAUTHORIZED',
  'NOT_PERMITTED',
  'THROTTLED',
  'INTERCEPTED',
  'HOST_NOT_ALLOWED',
  'BAD_RESPONSE',
];

describe.each([
  { kind: 'delete', size: 25 },
  { kind: 'setExpiry', size: 1 },
] as const)('a run of the kind $kind', ({ kind, size }) => {
  /** Returns the keys of `calls` calls. */
  const keysFor = (calls: number) => idsOf(calls * size);

  it('makes four concurrent calls, and reports every key in order', async () => {
    const ids = keysFor(60);
    const { api, lists, calls, onCall, run } = createBulkBench(kind, ids);
    let concurrent = 0;
    let maxConcurrent = 0;
    onCall(async ({ carryOut }) => {
      concurrent += 1;
      maxConcurrent = Math.max(maxConcurrent, concurrent);
      await new Promise((resolve) => setImmediate(resolve));
      concurrent -= 1;
      return carryOut();
    });
    const reported: BulkResult[] = [];
    const report = await run(ids, async (results) => void reported.push(...results));
    expect(maxConcurrent).toBe(4);
    expect(calls).toHaveLength(60);
    const version = kind === 'delete' ? null : 2;
    expect(report).toEqual({
      results: ids.map((id) => ({ id, outcome: 'done', code: null, detail: null, version })),
      stoppedBy: null,
    });
    expect(reported).toHaveLength(ids.length);
    const facts = ({ id, expirationDate, version }: BulkKey) => [id, expirationDate, version];
    expect(lists.state('c')?.items.map(facts)).toEqual([...api.keys.values()].map(facts));
  });

  it.each(STOPPING_CODES)('fault 28: stops after %s; completed changes remain, the rest is not tried', async (code) => {
    const { calls, onCall, run, untouchedIds } = createBulkBench(kind, keysFor(20));
    onCall(({ number, carryOut }) => (number < 9 ? carryOut() : Promise.reject(new AppError(code, 'no'))));
    const report = await run();
    expect(report.stoppedBy).toBe(code);
    // The calls in progress with the ninth are rejected too; nothing is sent after them.
    expect(calls.length).toBeLessThanOrEqual(12);
    const [done, failed] = [8 * size, (calls.length - 8) * size];
    expect(tally(report)).toEqual({ done, failed, notTried: 20 * size - done - failed });
    expect(untouchedIds()).toHaveLength(12 * size);
    expect(report.results.find(({ outcome }) => outcome === 'notTried')?.code).toBe(code);
  });

  it('fault 29: determines the outcome for keys whose responses were lost', async () => {
    const { onCall, run, untouchedIds } = createBulkBench(kind, keysFor(10));
    onCall(async ({ number, carryOut }) => {
      const response = await carryOut();
      return number === 1 ? response : Promise.reject(new AppError('UNREACHABLE', 'reset'));
    });
    const report = await run();
    expect(report.stoppedBy).toBe('UNREACHABLE');
    expect(report.results.filter(({ outcome }) => outcome !== 'done').map(({ id }) => id)).toEqual(untouchedIds());
    expect(tally(report).unknown).toBeUndefined();
    if (kind === 'setExpiry') {
      const done = report.results.filter(({ outcome }) => outcome === 'done');
      expect(done.every(({ version, code }) => version === 2 && code === null)).toBe(true);
    }
  });

  it('fault 29: reports keys as unknown if the outcome cannot be determined', async () => {
    const { failListing, onCall, run } = createBulkBench(kind, keysFor(2));
    failListing(new AppError('UNREACHABLE', 'gone'));
    onCall(async ({ carryOut }) => {
      await carryOut();
      throw new AppError('TIMEOUT', 'gone');
    });
    const report = await run();
    expect(tally(report)).toEqual({ unknown: 2 * size });
    expect(report.results[0]).toMatchObject({ outcome: 'unknown', code: 'TIMEOUT' });
  });

  it.each(['SERVER_FAILED', 'VALIDATION'] as const)(
    'fault 30: goes on after a call that failed with %s; a second run touches its keys only',
    async (code) => {
      const { calls, onCall, run, untouchedIds } = createBulkBench(kind, keysFor(8));
      onCall(({ ids, carryOut }) =>
        ids.includes('authkey.3') ? Promise.reject(new AppError(code, 'no')) : carryOut(),
      );
      const report = await run();
      expect(tally(report)).toEqual({ done: 7 * size, failed: size });
      expect(report.stoppedBy).toBeNull();
      onCall(({ carryOut }) => carryOut());
      calls.length = 0;
      const failed = report.results.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
      expect(tally(await run(failed))).toEqual({ done: size });
      expect(calls.flat()).toEqual(failed);
      expect(untouchedIds()).toEqual([]);
    },
  );

  it('fault 32: completes calls in progress when it is stopped, and tries no further key', async () => {
    const { bulkChanges, calls, onCall, run, untouchedIds } = createBulkBench(kind, keysFor(20));
    onCall(({ number, carryOut }) => {
      if (number === 5) {
        bulkChanges.stop('c');
        const running = { kind, connectionId: 'c', total: 20 * size, isStopping: true };
        expect(bulkChanges.state.running).toMatchObject([running]);
      }
      return carryOut();
    });
    const report = await run();
    expect(report.stoppedBy).toBeNull();
    expect(calls.length).toBeLessThanOrEqual(8);
    expect(tally(report)).toEqual({ done: calls.length * size, notTried: (20 - calls.length) * size });
    expect(untouchedIds()).toHaveLength((20 - calls.length) * size);
    expect(bulkChanges.state.running).toEqual([]);
  });

  it('fault 32: changes nothing if it is stopped while it checks its keys or is enqueued', async () => {
    const { bulkChanges, calls, run } = createBulkBench(kind, idsOf(60));
    const both = [run(idsOf(30)), run(idsOf(30, 30))];
    bulkChanges.stop('c');
    for (const report of await Promise.all(both)) {
      expect(tally(report)).toEqual({ notTried: 30 });
      expect(report.stoppedBy).toBeNull();
    }
    expect(calls).toEqual([]);
    expect(tally(await run())).toEqual({ done: 60 });
  });

  it('fault 33: fault 34: skips keys that others deleted or changed since they were selected', async () => {
    const { api, calls, run } = createBulkBench(kind, idsOf(3));
    await api.editKey('authkey.1', '2031-01-01T00:00:00.000Z', 1);
    calls.length = 0;
    api.keys.delete('authkey.2');
    expect((await run()).results.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['done', null],
      ['changed', 'CONFLICT'],
      ['missing', null],
    ]);
    expect(calls).toEqual([['authkey.0']]);
  });

  it('fault 14: sends nothing that could not be recorded before', async () => {
    const { calls, journalStore, onCall, run, untouchedIds } = createBulkBench(kind, keysFor(8));
    journalStore.problem = 'write';
    await expect(run()).rejects.toMatchObject({ code: 'NOT_RECORDED', detail: 'ENOSPC' });
    expect(calls).toEqual([]);

    journalStore.problem = null;
    onCall(({ carryOut }) => {
      journalStore.problem = 'write';
      return carryOut();
    });
    const report = await run();
    expect(report.stoppedBy).toBe('NOT_RECORDED' satisfies ErrorCode);
    expect(tally(report).notTried).toBe(untouchedIds().length);
  });

  it('fails and leaves no record if the list cannot be fetched before', async () => {
    const { api, journalStore, run } = createBulkBench(kind, idsOf(2));
    api.failure = new AppError('UNREACHABLE', 'gone');
    await expect(run()).rejects.toMatchObject({ code: 'UNREACHABLE' });
    expect(journalStore.journals.size).toBe(0);
  });

  it('records ids and shortened tokens only, and removes the record at its end', async () => {
    const { journalStore, onCall, run } = createBulkBench(kind, idsOf(3));
    const notes: string[] = [];
    onCall(({ carryOut }) => {
      notes.push(journalStore.noteOfRun());
      return carryOut();
    });
    await run();
    expect(notes.at(-1)).toContain('authkey.2');
    for (const { token, username } of new MemoryAdminApi(idsOf(3)).keys.values()) {
      expect(notes.join()).not.toContain(token);
      expect(notes.join()).not.toContain(username);
    }
    expect(journalStore.journals.size).toBe(0);
  });

  it.each([1, 2, 4, 6])(
    'fault 31: after a crash at call %i knows what was done, and does nothing twice or by itself',
    async (crashAt) => {
      const total = 6 * size;
      const { api, journalStore, onCall, run, untouchedIds } = createBulkBench(kind, idsOf(total));
      // From this call on nothing completes, as in a killed process: the file stays as it is.
      const { promise: crash, resolve } = Promise.withResolvers<string>();
      onCall(async ({ number, carryOut }) => {
        if (number === crashAt) {
          await carryOut();
          resolve(journalStore.noteOfRun());
        }
        return number >= crashAt ? new Promise(() => {}) : carryOut();
      });
      void run();
      const noted = await crash;

      const next = bulkChangesOver(api);
      next.journalStore.journals.set('run-1', `${noted}{"results":[["torn`);
      const before = untouchedIds();
      await next.bulkChanges.interrupted.load();
      const [interrupted] = next.bulkChanges.state.interrupted;
      expect(interrupted).toMatchObject({ kind, connectionId: 'c', total, left: null });
      const { done = 0, unknown = 0, notTried = 0 } = interrupted ?? {};
      expect(done + unknown + notTried).toBe(total);
      expect(done).toBeLessThan(crashAt * size);
      expect(unknown).toBeGreaterThanOrEqual(size);

      next.bulkChanges.interrupted.check('c', await next.lists.refresh('c', false));
      expect(next.bulkChanges.state.interrupted[0]?.left).toEqual(before);
      expect(untouchedIds()).toEqual(before);
      await next.bulkChanges.interrupted.dismiss('run-1');
      expect(next.bulkChanges.state.interrupted).toEqual([]);
      expect(next.journalStore.journals.size).toBe(0);
    },
  );
});

/** The properties of a key that a run may change. */
interface BulkKey {
  readonly id: string;
  readonly expirationDate: string;
  readonly version: number;
}
