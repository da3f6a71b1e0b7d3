import { expect, it, vi } from 'vitest';
import type { BulkReport, BulkResult } from '../../../../shared/model/bulkChange.ts';
import { AppError } from '../../../../shared/result.ts';
import { bulkChangesOver } from '../../../fakes/bulkChangesOver.ts';
import { MemoryAdminApi, shownKey } from '../../../fakes/memoryAdminApi.ts';
import { MemoryJournalStore } from '../../../fakes/memoryJournalStore.ts';

const EXPIRY = '2030-05-01T00:00:00.000Z';
const BEFORE = '2027-01-01T00:00:00.000Z';
const ids = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `authkey.${index + from}`);
const changesOf = (keyIds: readonly string[], expirationDate = EXPIRY, version = 1) =>
  keyIds.map((id) => ({ ...shownKey(id), version, expirationDate }));
const ignore = async (): Promise<void> => {};
/** The keys that have the new expiry on the platform, whatever the report says. */
const doneAt = (api: MemoryAdminApi) => [...api.keys.values()].filter((key) => key.expirationDate === EXPIRY);

function tally({ results }: BulkReport): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of results) {
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

/** Has every edit fail from the given one on, counted from 1. */
function failFrom(api: MemoryAdminApi, call: number, error: AppError, isCarriedOut = false): () => number {
  const editKey = api.editKey.bind(api);
  let calls = 0;
  api.editKey = async (...change) => {
    calls += 1;
    if (calls < call) {
      return editKey(...change);
    }
    if (isCarriedOut) {
      await editKey(...change);
    }
    throw error;
  };
  return () => calls;
}

it('sets each key by a call of its own, four at a time, and tells its new version, in order', async () => {
  const api = new MemoryAdminApi(ids(100));
  const editKey = api.editKey.bind(api);
  let underWay = 0;
  let most = 0;
  api.editKey = async (...change) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setTimeout(resolve, 1));
    underWay -= 1;
    return editKey(...change);
  };
  const { bulkChanges, lists } = bulkChangesOver(api);
  const told: BulkResult[] = [];
  const report = await bulkChanges.setExpiry('c', changesOf(ids(100)), async (results) => void told.push(...results));
  expect(most).toBe(4);
  expect(report.stoppedBy).toBeNull();
  expect(report.results).toEqual(ids(100).map((id) => ({ id, outcome: 'done', code: null, detail: null, version: 2 })));
  expect(told).toHaveLength(100);
  expect(lists.state('c')?.items.map(({ expirationDate, version }) => [expirationDate, version])).toEqual(
    ids(100).map(() => [EXPIRY, 2]),
  );
});

it('gives each key an expiry of its own', async () => {
  const api = new MemoryAdminApi(ids(3));
  const dates = ['2028-01-01T00:00:00.000Z', '2029-01-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z'];
  const changes = ids(3).map((id, index) => ({ ...shownKey(id), version: 1, expirationDate: dates[index] ?? '' }));
  await bulkChangesOver(api).bulkChanges.setExpiry('c', changes, ignore);
  expect([...api.keys.values()].map(({ expirationDate }) => expirationDate)).toEqual(dates);
});

it('leaves alone what was changed or deleted since it was chosen, before and during the run', async () => {
  const api = new MemoryAdminApi(ids(5));
  await api.editKey('authkey.1', '2031-01-01T00:00:00.000Z', 1);
  api.keys.delete('authkey.2');
  const editKey = api.editKey.bind(api);
  const sent: string[] = [];
  api.editKey = async (id, ...change) => {
    sent.push(id);
    if (id === 'authkey.3') {
      throw new AppError('CONFLICT', 'changed');
    }
    if (id === 'authkey.4') {
      throw new AppError('NOT_FOUND', 'gone');
    }
    return editKey(id, ...change);
  };
  const report = await bulkChangesOver(api).bulkChanges.setExpiry('c', changesOf(ids(5)), ignore);
  expect(report.results.map(({ outcome, code }) => [outcome, code])).toEqual([
    ['done', null],
    ['changed', 'CONFLICT'],
    ['missing', null],
    ['changed', 'CONFLICT'],
    ['missing', null],
  ]);
  expect(report.stoppedBy).toBeNull();
  expect(sent.sort()).toEqual(['authkey.0', 'authkey.3', 'authkey.4']);
});

it.each(['UNAUTHORIZED', 'NOT_PERMITTED', 'THROTTLED'] as const)(
  '%s in the middle stops the run; what was done is kept, the rest is not tried',
  async (code) => {
    const api = new MemoryAdminApi(ids(200));
    const calls = failFrom(api, 41, new AppError(code, 'no'));
    const report = await bulkChangesOver(api).bulkChanges.setExpiry('c', changesOf(ids(200)), ignore);
    expect(report.stoppedBy).toBe(code);
    const counts = tally(report);
    expect(counts.done).toBe(40);
    expect(doneAt(api)).toHaveLength(40);
    expect(calls()).toBeLessThanOrEqual(44);
    expect(counts.failed).toBe(calls() - 40);
    expect(counts.notTried).toBe(200 - calls());
    expect(report.results.find(({ outcome }) => outcome === 'notTried')?.code).toBe(code);
  },
);

it.each(['SERVER_FAILED', 'VALIDATION'] as const)(
  'one key that fails with %s stops none of the others, and trying again touches that one alone',
  async (code) => {
    const api = new MemoryAdminApi(ids(60));
    const editKey = api.editKey.bind(api);
    api.editKey = (id, ...change) =>
      id === 'authkey.30' ? Promise.reject(new AppError(code, 'no')) : editKey(id, ...change);
    const { bulkChanges } = bulkChangesOver(api);
    const report = await bulkChanges.setExpiry('c', changesOf(ids(60)), ignore);
    expect(tally(report)).toEqual({ done: 59, failed: 1 });

    api.editKey = editKey;
    const sent = vi.spyOn(api, 'editKey');
    expect(tally(await bulkChanges.setExpiry('c', changesOf(['authkey.30']), ignore))).toEqual({ done: 1 });
    expect(sent.mock.calls.map(([id]) => id)).toEqual(['authkey.30']);
    expect(doneAt(api)).toHaveLength(60);
  },
);

it('looks up keys whose answers were lost: those that have the expiry are done, with their version', async () => {
  const api = new MemoryAdminApi(ids(40));
  failFrom(api, 11, new AppError('UNREACHABLE', 'reset'), true);
  const report = await bulkChangesOver(api).bulkChanges.setExpiry('c', changesOf(ids(40)), ignore);
  expect(report.stoppedBy).toBe('UNREACHABLE');
  const done = report.results.filter(({ outcome }) => outcome === 'done');
  expect(done.map(({ id }) => id).sort()).toEqual(
    doneAt(api)
      .map(({ id }) => id)
      .sort(),
  );
  expect(done.every(({ version, code }) => version === 2 && code === null)).toBe(true);
  expect(tally(report).unknown).toBeUndefined();
});

it('looks up keys whose answers were lost: what is as before failed, what others did is theirs, what is gone is gone', async () => {
  const api = new MemoryAdminApi(ids(3));
  const editKey = api.editKey.bind(api);
  api.editKey = async (id) => {
    if (id === 'authkey.1') {
      await editKey(id, '2040-01-01T00:00:00.000Z', 1);
    }
    if (id === 'authkey.2') {
      api.keys.delete(id);
    }
    throw new AppError('TIMEOUT', 'gone');
  };
  const report = await bulkChangesOver(api).bulkChanges.setExpiry('c', changesOf(ids(3)), ignore);
  expect(report.results.map(({ outcome, code }) => [outcome, code])).toEqual([
    ['failed', 'TIMEOUT'],
    ['changed', 'CONFLICT'],
    ['missing', 'TIMEOUT'],
  ]);
});

it('tells as unknown what cannot be looked up either', async () => {
  const api = new MemoryAdminApi(ids(4));
  const listChanges = api.listChanges.bind(api);
  failFrom(api, 1, new AppError('TIMEOUT', 'gone'), true);
  let lists = 0;
  api.listChanges = (cursor, take) => {
    lists += 1;
    return lists === 1 ? listChanges(cursor, take) : Promise.reject(new AppError('UNREACHABLE', 'gone'));
  };
  const report = await bulkChangesOver(api).bulkChanges.setExpiry('c', changesOf(ids(4)), ignore);
  expect(tally(report)).toEqual({ unknown: 4 });
});

it('stops between two keys: what is under way ends, and the counts are those of the platform', async () => {
  const api = new MemoryAdminApi(ids(200));
  const { bulkChanges } = bulkChangesOver(api);
  const editKey = api.editKey.bind(api);
  let calls = 0;
  api.editKey = (...change) => {
    calls += 1;
    if (calls === 30) {
      bulkChanges.stop();
      expect(bulkChanges.state.running).toMatchObject({ kind: 'setExpiry', total: 200, isStopping: true });
    }
    return editKey(...change);
  };
  const report = await bulkChanges.setExpiry('c', changesOf(ids(200)), ignore);
  expect(calls).toBeLessThanOrEqual(33);
  expect(tally(report)).toEqual({ done: calls, notTried: 200 - calls });
  expect(doneAt(api)).toHaveLength(calls);
  expect(report.stoppedBy).toBeNull();
});

it('waits for a deletion to end, and then finds its keys gone', async () => {
  const api = new MemoryAdminApi(ids(30));
  const { bulkChanges } = bulkChangesOver(api);
  const chosen = ids(20).map((id) => ({ ...shownKey(id), version: 1 }));
  const [deletion, change] = await Promise.all([
    bulkChanges.delete('c', chosen, ignore),
    bulkChanges.setExpiry('c', changesOf(ids(30)), ignore),
  ]);
  expect(tally(deletion)).toEqual({ done: 20 });
  expect(tally(change)).toEqual({ missing: 20, done: 10 });
});

it('sends nothing that could not be noted down before', async () => {
  const api = new MemoryAdminApi(ids(50));
  const { bulkChanges, journalStore } = bulkChangesOver(api);
  journalStore.problem = 'write';
  await expect(bulkChanges.setExpiry('c', changesOf(ids(50)), ignore)).rejects.toMatchObject({ code: 'NOT_RECORDED' });
  expect(doneAt(api)).toEqual([]);
});

it('notes down a few keys together: a run of 2,000 writes 161 times to the disk, and no name, token or secret', async () => {
  const api = new MemoryAdminApi(ids(2_000));
  const { bulkChanges, journalStore } = bulkChangesOver(api);
  const append = vi.spyOn(journalStore, 'append');
  await bulkChanges.setExpiry('c', changesOf(ids(2_000)), ignore);
  expect(append).toHaveBeenCalledTimes(161);
  const text = append.mock.calls.map(([, lines]) => lines).join('');
  for (const { token, username } of new MemoryAdminApi(ids(1)).keys.values()) {
    expect(text).not.toContain(token);
    expect(text).not.toContain(username);
  }
  expect(journalStore.journals.size).toBe(0);
});

it('after a crash at any call it is known what was done, nothing is done twice, and nothing by itself', async () => {
  for (const crashAt of [1, 2, 9, 40, 60]) {
    const api = new MemoryAdminApi(ids(60));
    const journalStore = new MemoryJournalStore();
    const crashed = bulkChangesOver(api, { journalStore });
    const editKey = api.editKey.bind(api);
    let calls = 0;
    const { promise: crash, resolve } = Promise.withResolvers<string>();
    api.editKey = async (...change) => {
      calls += 1;
      if (calls === crashAt) {
        await editKey(...change);
        resolve(journalStore.noteOfRun());
      }
      return calls >= crashAt ? new Promise(() => {}) : editKey(...change);
    };
    void crashed.bulkChanges.setExpiry('c', changesOf(ids(60)), ignore);
    const noted = await crash;

    const next = bulkChangesOver(api);
    next.journalStore.journals.set('deletion', `${noted}{"results":[["torn`);
    const before = JSON.stringify([...api.keys]);
    await next.bulkChanges.interrupted.load();
    const [interrupted] = next.bulkChanges.state.interrupted;
    expect(interrupted).toMatchObject({ kind: 'setExpiry', connectionId: 'c', total: 60, left: null });
    const { done = 0, unknown = 0, notTried = 0 } = interrupted ?? {};
    expect(done + unknown + notTried).toBe(60);
    expect(done).toBeLessThanOrEqual(crashAt);
    expect(unknown).toBeGreaterThanOrEqual(1);

    next.bulkChanges.interrupted.check('c', await next.lists.refresh('c', false));
    const left = [...api.keys.values()].filter((key) => key.expirationDate === BEFORE).map(({ id }) => id);
    expect(next.bulkChanges.state.interrupted[0]?.left).toEqual(left);
    expect(JSON.stringify([...api.keys])).toBe(before);
  }
});

it('a retirement and its restoration leave every expiry as it was', async () => {
  const api = new MemoryAdminApi(ids(20));
  const { bulkChanges } = bulkChangesOver(api);
  for (const [index, id] of ids(20).entries()) {
    await api.editKey(id, `2027-02-${String(index + 1).padStart(2, '0')}T00:00:00.000Z`, 1);
  }
  const before = new Map([...api.keys.values()].map(({ id, expirationDate }) => [id, expirationDate]));
  const retired = await bulkChanges.setExpiry('c', changesOf(ids(20), '2026-11-22T12:00:00.000Z', 2), ignore);
  const restored = await bulkChanges.setExpiry(
    'c',
    retired.results.map(({ id, version }) => ({
      ...shownKey(id),
      version: version ?? 0,
      expirationDate: before.get(id) ?? '',
    })),
    ignore,
  );
  expect(tally(restored)).toEqual({ done: 20 });
  expect(new Map([...api.keys.values()].map(({ id, expirationDate }) => [id, expirationDate]))).toEqual(before);
});
