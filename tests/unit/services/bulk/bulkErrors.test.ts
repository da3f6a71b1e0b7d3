import { expect, it } from 'vitest';
import type { BulkReport } from '../../../../shared/model/bulkChange.ts';
import { AppError } from '../../../../shared/result.ts';
import { bulkChangesOver } from '../../../fakes/bulkChangesOver.ts';
import { MemoryAdminApi, shownKey } from '../../../fakes/memoryAdminApi.ts';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `authkey.${index}`);
const chosen = (keyIds: readonly string[]) => keyIds.map((id) => ({ ...shownKey(id), version: 1 }));
const ignore = async (): Promise<void> => {};

/** How many results there are of each kind. */
function tally({ results }: BulkReport): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of results) {
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

it.each(['INTERCEPTED', 'HOST_NOT_ALLOWED', 'BAD_RESPONSE'] as const)(
  'fault 79: %s in the middle of a deletion stops it; the rest is not tried',
  async (code) => {
    const api = new MemoryAdminApi(ids(500));
    const deleteKeys = api.deleteKeys.bind(api);
    let calls = 0;
    api.deleteKeys = (keyIds) => {
      calls += 1;
      return calls > 4 ? Promise.reject(new AppError(code, 'no', { detail: 'HTTP 403' })) : deleteKeys(keyIds);
    };
    const report = await bulkChangesOver(api).bulkChanges.delete('c', chosen(ids(500)), ignore);
    expect(report.stoppedBy).toBe(code);
    expect(calls).toBeLessThanOrEqual(8);
    expect(tally(report)).toEqual({ done: 100, failed: (calls - 4) * 25, notTried: 400 - (calls - 4) * 25 });
  },
);

it('fault 79: a deletion whose calls are too large for a gateway goes on with fewer keys in a call', async () => {
  const api = new MemoryAdminApi(ids(1_000));
  const deleteKeys = api.deleteKeys.bind(api);
  const sizes: number[] = [];
  api.deleteKeys = (keyIds) => {
    sizes.push(keyIds.length);
    return keyIds.length > 7 ? Promise.reject(new AppError('REQUEST_TOO_LARGE', 'no')) : deleteKeys(keyIds);
  };
  const report = await bulkChangesOver(api).bulkChanges.delete('c', chosen(ids(1_000)), ignore);
  expect(tally(report)).toEqual({ done: 1_000 });
  expect(sizes.filter((size) => size > 7).length).toBeLessThanOrEqual(8);
});

it('a deletion of which not even one key may be sent stops and says so', async () => {
  const api = new MemoryAdminApi(ids(100));
  api.deleteKeys = () => Promise.reject(new AppError('REQUEST_TOO_LARGE', 'no'));
  const report = await bulkChangesOver(api).bulkChanges.delete('c', chosen(ids(100)), ignore);
  expect(report.stoppedBy).toBe('REQUEST_TOO_LARGE');
  expect(tally(report).done).toBeUndefined();
});
