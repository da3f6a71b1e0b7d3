import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { bulkResult } from '../../../../shared/model/bulkChange.ts';
import { AppError } from '../../../../shared/result.ts';
import { shownKey } from '../../../fakes/memoryAdminApi.ts';
import { createBulkBench, EXPIRY, idsOf, tally } from './bulkBench.ts';

const TOO_LARGE = new AppError('REQUEST_TOO_LARGE', 'no');

describe('a deletion', () => {
  it('makes at most 200 calls for any number of keys', async () => {
    const { api, calls, run } = createBulkBench('delete', idsOf(30_000));
    await run();
    expect(calls).toHaveLength(200);
    expect(api.keys.size).toBe(0);
  });

  it('fault 30: reports the keys that the installation did not delete, each with its reason', async () => {
    const reasons = new Map([
      ['authkey.3', 'The key is in use'],
      ['authkey.150', 'Internal error 7f3a'],
    ]);
    const { api, onCall, run } = createBulkBench('delete', idsOf(200));
    onCall(async ({ ids }) =>
      ids.map((id) => {
        const detail = reasons.get(id) ?? null;
        return bulkResult(id, detail === null && api.keys.delete(id) ? 'done' : 'failed', { detail });
      }),
    );
    const report = await run();
    const failed = report.results.filter(({ outcome }) => outcome === 'failed');
    expect(failed.map(({ id, detail }) => [id, detail])).toEqual([...reasons]);
    expect(report.stoppedBy).toBeNull();
    expect([...api.keys.keys()]).toEqual([...reasons.keys()]);
  });

  it('continues after a call that failed with CONFLICT', async () => {
    const { onCall, run } = createBulkBench('delete', idsOf(100));
    onCall(({ number, carryOut }) => (number === 2 ? Promise.reject(new AppError('CONFLICT', 'no')) : carryOut()));
    expect(tally(await run())).toEqual({ done: 75, failed: 25 });
  });

  it('fault 79: sends fewer keys per call if its calls are too large for a gateway', async () => {
    const { calls, onCall, run } = createBulkBench('delete', idsOf(1_000));
    onCall(({ ids, carryOut }) => (ids.length > 7 ? Promise.reject(TOO_LARGE) : carryOut()));
    expect(tally(await run())).toEqual({ done: 1_000 });
    expect(calls.filter((ids) => ids.length > 7).length).toBeLessThanOrEqual(8);
  });

  it('fault 79: stops if a call with one key is too large', async () => {
    const { onCall, run } = createBulkBench('delete', idsOf(100));
    onCall(() => Promise.reject(TOO_LARGE));
    const report = await run();
    expect(report.stoppedBy).toBe('REQUEST_TOO_LARGE');
    expect(tally(report).done).toBeUndefined();
  });
});

describe('a new expiry of many keys', () => {
  it('may differ between keys', async () => {
    const dates = ['2028-01-01T00:00:00.000Z', '2029-01-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z'];
    const { api, bulkChanges } = createBulkBench('setExpiry', idsOf(3));
    const changes = dates.map((expirationDate, index) => ({
      ...shownKey(`authkey.${index}`),
      version: 1,
      expirationDate,
    }));
    await bulkChanges.setExpiry('c', changes, async () => {});
    expect([...api.keys.values()].map(({ expirationDate }) => expirationDate)).toEqual(dates);
  });

  it('skips keys that others change or delete during the run', async () => {
    const failures = new Map([
      ['authkey.0', new AppError('CONFLICT', 'changed')],
      ['authkey.1', new AppError('NOT_FOUND', 'gone')],
    ]);
    const { onCall, run } = createBulkBench('setExpiry', idsOf(3));
    onCall(({ ids: [id = ''], carryOut }) =>
      failures.has(id) ? Promise.reject(failures.get(id) as AppError) : carryOut(),
    );
    const report = await run();
    expect(report.results.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['changed', 'CONFLICT'],
      ['missing', null],
      ['done', null],
    ]);
    expect(report.stoppedBy).toBeNull();
  });

  it('fault 29: distinguishes a change by others from that of the lost call', async () => {
    const { api, onCall, run } = createBulkBench('setExpiry', idsOf(3));
    const other = { ...api.keys.get('authkey.1'), expirationDate: '2040-01-01T00:00:00.000Z', version: 2 };
    onCall(async ({ ids: [id] }) => {
      if (id === 'authkey.1') {
        api.keys.set(id, other as never);
      } else if (id === 'authkey.2') {
        api.keys.delete(id);
      }
      // After the other calls have been sent too.
      await setImmediate();
      throw new AppError('TIMEOUT', 'gone');
    });
    expect((await run()).results.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['failed', 'TIMEOUT'],
      ['changed', 'CONFLICT'],
      ['missing', 'TIMEOUT'],
    ]);
  });

  it('waits for a deletion to end, and then reports its keys as missing', async () => {
    const { bulkChanges, run } = createBulkBench('setExpiry', idsOf(30));
    const chosen = idsOf(20).map((id) => ({ ...shownKey(id), version: 1 }));
    const [deletion, change] = await Promise.all([bulkChanges.delete('c', chosen, async () => {}), run()]);
    expect(tally(deletion)).toEqual({ done: 20 });
    expect(tally(change)).toEqual({ missing: 20, done: 10 });
  });

  it('records 25 keys together: 2,000 keys take 161 writes to the disk', async () => {
    const { api, journalStore, run } = createBulkBench('setExpiry', idsOf(2_000));
    const append = vi.spyOn(journalStore, 'append');
    await run();
    expect(append).toHaveBeenCalledTimes(161);
    expect([...api.keys.values()].every(({ expirationDate }) => expirationDate === EXPIRY)).toBe(true);
  });
});
