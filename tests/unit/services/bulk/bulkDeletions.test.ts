import { expect, it, vi } from 'vitest';
import type { BulkReport, BulkResult } from '../../../../shared/model/bulkChange.ts';
import { AppError, type ErrorCode } from '../../../../shared/result.ts';
import { bulkChangesOver } from '../../../fakes/bulkChangesOver.ts';
import { MemoryAdminApi, shownKey } from '../../../fakes/memoryAdminApi.ts';
import { MemoryJournalStore } from '../../../fakes/memoryJournalStore.ts';

const ids = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `authkey.${index + from}`);
const chosen = (keyIds: readonly string[], version = 1) => keyIds.map((id) => ({ ...shownKey(id), version }));
const ignore = async (): Promise<void> => {};

/** How many results there are of each kind. */
function tally({ results }: BulkReport): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of results) {
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

/** Has every call fail from the given one on, counted from 1. */
function failFrom(api: MemoryAdminApi, call: number, error: AppError, isCarriedOut = false): void {
  const deleteKeys = api.deleteKeys.bind(api);
  let calls = 0;
  api.deleteKeys = async (keyIds) => {
    calls += 1;
    if (calls < call) {
      return deleteKeys(keyIds);
    }
    if (isCarriedOut) {
      await deleteKeys(keyIds);
    }
    throw error;
  };
}

it('deletes in calls of a few, and tells what became of each key, in order', async () => {
  const api = new MemoryAdminApi(ids(1500));
  const sent = vi.spyOn(api, 'deleteKeys');
  const { bulkChanges, lists } = bulkChangesOver(api);
  const told: BulkResult[] = [];
  const report = await bulkChanges.delete('c', chosen(ids(1500)), async (results) => void told.push(...results));
  expect(report.results.map(({ id }) => id)).toEqual(ids(1500));
  expect(tally(report)).toEqual({ done: 1500 });
  expect(told).toHaveLength(1500);
  expect(sent).toHaveBeenCalledTimes(60);
  expect(lists.state('c')?.items).toEqual([]);
});

it('has no more than four calls under way, however many keys there are', async () => {
  const api = new MemoryAdminApi(ids(500));
  const deleteKeys = api.deleteKeys.bind(api);
  let underWay = 0;
  let most = 0;
  api.deleteKeys = async (keyIds) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setTimeout(resolve, 1));
    underWay -= 1;
    return deleteKeys(keyIds);
  };
  const { bulkChanges } = bulkChangesOver(api);
  await bulkChanges.delete('c', chosen(ids(500)), ignore);
  expect(most).toBe(4);
});

it('cuts a large deletion into no more than 200 calls', async () => {
  const api = new MemoryAdminApi(ids(30_000));
  const sent = vi.spyOn(api, 'deleteKeys');
  await bulkChangesOver(api).bulkChanges.delete('c', chosen(ids(30_000)), ignore);
  expect(sent).toHaveBeenCalledTimes(200);
  expect(api.keys.size).toBe(0);
});

it.each(['UNAUTHORIZED', 'NOT_PERMITTED', 'THROTTLED'] as const)(
  'fault 28: %s in the middle of a run stops it; what was done is kept, the rest is not tried',
  async (code) => {
    const api = new MemoryAdminApi(ids(500));
    failFrom(api, 9, new AppError(code, 'no'));
    const { bulkChanges } = bulkChangesOver(api);
    const report = await bulkChanges.delete('c', chosen(ids(500)), ignore);
    expect(report.stoppedBy).toBe(code);
    // Eight calls were answered; the ones that were under way with the ninth are refused, nothing comes after them.
    const counts = tally(report);
    expect(counts.done).toBe(200);
    expect(counts.failed).toBeLessThanOrEqual(100);
    expect((counts.failed ?? 0) + (counts.notTried ?? 0)).toBe(300);
    expect(counts.notTried).toBeGreaterThanOrEqual(200);
    expect(report.results.find(({ outcome }) => outcome === 'notTried')?.code).toBe(code);
    expect(api.keys.size).toBe(300);
  },
);

it('fault 29: calls whose answers were lost are looked up, and only what is really there is left', async () => {
  const api = new MemoryAdminApi(ids(100));
  failFrom(api, 2, new AppError('UNREACHABLE', 'reset'), true);
  const report = await bulkChangesOver(api).bulkChanges.delete('c', chosen(ids(100)), ignore);
  expect(report.stoppedBy).toBe('UNREACHABLE');
  const left = report.results.filter(({ outcome }) => outcome !== 'done').map(({ id }) => id);
  expect(left).toEqual([...api.keys.keys()]);
  expect(tally(report).unknown).toBeUndefined();
});

it('fault 29: what cannot be looked up either is told as unknown', async () => {
  const api = new MemoryAdminApi(ids(30));
  const listChanges = api.listChanges.bind(api);
  failFrom(api, 1, new AppError('TIMEOUT', 'gone'), true);
  let lists = 0;
  api.listChanges = (cursor, take) => {
    lists += 1;
    return lists === 1 ? listChanges(cursor, take) : Promise.reject(new AppError('UNREACHABLE', 'gone'));
  };
  const report = await bulkChangesOver(api).bulkChanges.delete('c', chosen(ids(30)), ignore);
  expect(tally(report)).toEqual({ unknown: 30 });
  expect(report.results[0]).toMatchObject({ outcome: 'unknown', code: 'TIMEOUT' });
});

it('fault 30: of 200 keys 197 are deleted, three are named with their reasons, and a second try touches those only', async () => {
  const api = new MemoryAdminApi(ids(200));
  const deleteKeys = api.deleteKeys.bind(api);
  const reasons = new Map([
    ['authkey.3', 'The key is in use'],
    ['authkey.77', 'Changed meanwhile'],
    ['authkey.150', 'Internal error 7f3a'],
  ]);
  api.deleteKeys = async (keyIds) => {
    const answers = await deleteKeys(keyIds.filter((id) => !reasons.has(id)));
    const byId = new Map(answers.map((answer) => [answer.id, answer]));
    return keyIds.map((id) => byId.get(id) ?? { id, outcome: 'failed', detail: reasons.get(id) ?? null });
  };
  const { bulkChanges } = bulkChangesOver(api);
  const report = await bulkChanges.delete('c', chosen(ids(200)), ignore);
  const failed = report.results.filter(({ outcome }) => outcome === 'failed');
  expect(failed.map(({ id, detail }) => [id, detail])).toEqual([...reasons]);
  expect(report.stoppedBy).toBeNull();
  expect(api.keys.size).toBe(3);

  const sent = vi.spyOn(api, 'deleteKeys');
  reasons.clear();
  await bulkChanges.delete('c', chosen(failed.map(({ id }) => id)), ignore);
  expect(sent.mock.calls.map(([keyIds]) => keyIds)).toEqual([failed.map(({ id }) => id)]);
  expect(api.keys.size).toBe(0);
});

it.each(['SERVER_FAILED', 'CONFLICT', 'VALIDATION'] as const)(
  'fault 30: one call that fails with %s does not stop the others',
  async (code) => {
    const api = new MemoryAdminApi(ids(100));
    const deleteKeys = api.deleteKeys.bind(api);
    api.deleteKeys = (keyIds) =>
      keyIds.includes('authkey.30') ? Promise.reject(new AppError(code, 'no')) : deleteKeys(keyIds);
    const report = await bulkChangesOver(api).bulkChanges.delete('c', chosen(ids(100)), ignore);
    expect(tally(report)).toEqual({ done: 75, failed: 25 });
    expect(report.stoppedBy).toBeNull();
  },
);

it('fault 32: stopping lets what is under way end, tries nothing more, and the counts add up', async () => {
  const api = new MemoryAdminApi(ids(500));
  const { bulkChanges } = bulkChangesOver(api);
  let calls = 0;
  const deleteKeys = api.deleteKeys.bind(api);
  api.deleteKeys = (keyIds) => {
    calls += 1;
    if (calls === 5) {
      bulkChanges.stop();
      expect(bulkChanges.state.running).toMatchObject({ connectionId: 'c', total: 500, isStopping: true });
    }
    return deleteKeys(keyIds);
  };
  const report = await bulkChanges.delete('c', chosen(ids(500)), ignore);
  const counts = tally(report);
  expect(report.stoppedBy).toBeNull();
  expect(calls).toBeLessThanOrEqual(8);
  expect(counts.done).toBe(calls * 25);
  expect((counts.done ?? 0) + (counts.notTried ?? 0)).toBe(500);
  expect(api.keys.size).toBe(500 - calls * 25);
  expect(bulkChanges.state.running).toBeNull();
});

it('fault 32: who stops while the keys are still checked, or waits for another deletion to end, deletes nothing', async () => {
  const api = new MemoryAdminApi(ids(60));
  const { bulkChanges } = bulkChangesOver(api);
  const both = [
    bulkChanges.delete('c', chosen(ids(30)), ignore),
    bulkChanges.delete('c', chosen(ids(30, 30)), ignore),
  ] as const;
  bulkChanges.stop();
  for (const report of await Promise.all(both)) {
    expect(tally(report)).toEqual({ notTried: 30 });
    expect(report.stoppedBy).toBeNull();
  }
  expect(api.keys.size).toBe(60);
  expect(tally(await bulkChanges.delete('c', chosen(ids(60)), ignore))).toEqual({ done: 60 });
});

it('fault 33: a key that somebody else has deleted is told as gone, not as failed', async () => {
  const api = new MemoryAdminApi(ids(2));
  const { bulkChanges } = bulkChangesOver(api);
  const report = await bulkChanges.delete('c', chosen(['authkey.0', 'authkey.9']), ignore);
  expect(report.results.map(({ outcome }) => outcome)).toEqual(['done', 'missing']);
});

it('fault 34: a key that somebody else has changed since it was chosen is left alone', async () => {
  const api = new MemoryAdminApi(ids(2));
  await api.editKey('authkey.1', '2031-01-01T00:00:00.000Z', 1);
  const report = await bulkChangesOver(api).bulkChanges.delete('c', chosen(ids(2)), ignore);
  expect(report.results.map(({ outcome, code }) => [outcome, code])).toEqual([
    ['done', null],
    ['changed', 'CONFLICT'],
  ]);
  expect([...api.keys.keys()]).toEqual(['authkey.1']);
});

it('fault 14: nothing is deleted that could not be noted down before', async () => {
  const api = new MemoryAdminApi(ids(100));
  const { bulkChanges, journalStore } = bulkChangesOver(api);
  journalStore.problem = 'write';
  await expect(bulkChanges.delete('c', chosen(ids(100)), ignore)).rejects.toMatchObject({
    code: 'NOT_RECORDED',
    detail: 'ENOSPC',
  });
  expect(api.keys.size).toBe(100);

  journalStore.problem = null;
  const deleteKeys = api.deleteKeys.bind(api);
  api.deleteKeys = (keyIds) => {
    journalStore.problem = 'write';
    return deleteKeys(keyIds);
  };
  const report = await bulkChanges.delete('c', chosen(ids(100)), ignore);
  expect(report.stoppedBy).toBe('NOT_RECORDED' satisfies ErrorCode);
  expect(report.results.filter(({ outcome }) => outcome === 'notTried').length).toBe(api.keys.size);
});

it('fails as a whole when the installation cannot be asked before, and nothing is noted down', async () => {
  const api = new MemoryAdminApi(ids(2));
  api.failure = new AppError('UNREACHABLE', 'gone');
  const { bulkChanges, journalStore } = bulkChangesOver(api);
  await expect(bulkChanges.delete('c', chosen(ids(2)), ignore)).rejects.toMatchObject({ code: 'UNREACHABLE' });
  expect(journalStore.journals.size).toBe(0);
});

it('fault 31: after a crash at any call it is known what was done, nothing is done twice, and nothing by itself', async () => {
  for (let crashAt = 1; crashAt <= 6; crashAt += 1) {
    const api = new MemoryAdminApi(ids(150));
    const journalStore = new MemoryJournalStore();
    const crashed = bulkChangesOver(api, { journalStore });
    const deleteKeys = api.deleteKeys.bind(api);
    let calls = 0;
    // From this call on nothing comes back, as from a process that was killed: the file is what it was then.
    const { promise: crash, resolve } = Promise.withResolvers<string>();
    api.deleteKeys = async (keyIds) => {
      calls += 1;
      if (calls === crashAt) {
        await deleteKeys(keyIds);
        resolve(journalStore.noteOfRun());
      }
      return calls >= crashAt ? new Promise(() => {}) : deleteKeys(keyIds);
    };
    void crashed.bulkChanges.delete('c', chosen(ids(150)), ignore);
    const noted = await crash;

    const next = bulkChangesOver(api, { journalStore: new MemoryJournalStore() });
    next.journalStore.journals.set('deletion', `${noted}{"results":[["torn`);
    const before = api.keys.size;
    await next.bulkChanges.interrupted.load();
    const [interrupted] = next.bulkChanges.state.interrupted;
    expect(interrupted).toMatchObject({ connectionId: 'c', total: 150, left: null });
    const { done = 0, unknown = 0, notTried = 0 } = interrupted ?? {};
    expect(done + unknown + notTried).toBe(150);
    expect(unknown).toBeGreaterThanOrEqual(25);
    expect(api.keys.size).toBe(before);

    next.bulkChanges.interrupted.check('c', await next.lists.refresh('c', false));
    expect(next.bulkChanges.state.interrupted[0]?.left).toEqual([...api.keys.keys()]);
    await next.bulkChanges.interrupted.dismiss(interrupted?.id ?? '');
    expect(next.bulkChanges.state.interrupted).toEqual([]);
    expect(next.journalStore.journals.size).toBe(0);
  }
});

it('notes down identifiers and shortened tokens only', async () => {
  const api = new MemoryAdminApi(ids(3));
  const { bulkChanges, journalStore } = bulkChangesOver(api);
  const notes: string[] = [];
  const deleteKeys = api.deleteKeys.bind(api);
  api.deleteKeys = (keyIds) => {
    notes.push(journalStore.noteOfRun());
    return deleteKeys(keyIds);
  };
  await bulkChanges.delete('c', chosen(ids(3)), ignore);
  const [note = ''] = notes;
  for (const { token, username } of new MemoryAdminApi(ids(1)).keys.values()) {
    expect(note).not.toContain(token);
    expect(note).not.toContain(username);
  }
  expect(note).toContain('authkey.2');
});
