import { describe, expect, it, vi } from 'vitest';
import type { EligibleAccount } from '../../../../shared/model/key.ts';
import { AppError, ERROR_CODES, type ErrorCode, type Interception } from '../../../../shared/result.ts';
import { keyListSyncOver } from '../../../fakes/keyListSyncOver.ts';
import { MemoryAdminApi } from '../../../fakes/memoryAdminApi.ts';
import { MemoryKeyListStore } from '../../../fakes/memoryKeyListStore.ts';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `authkey.${index}`);
const settle = () => new Promise((resolve) => setTimeout(resolve, 1));
const HOUR_MS = 60 * 60_000;
const DISABLED: EligibleAccount = {
  id: 'account.1',
  username: 'svc.erp',
  fullName: 'ERP connector',
  systemRoles: [],
  problem: 'disabled',
};
const failure = (code: ErrorCode, by?: Interception) =>
  new AppError(code, 'no', { reason: by && { kind: 'interception', by } });
const failing = (code: ErrorCode, by?: Interception) => () => Promise.reject(failure(code, by));

/** A list of two keys that was fetched and written to the disk. */
async function keptList() {
  const store = new MemoryKeyListStore();
  const api = new MemoryAdminApi(ids(2));
  const bench = keyListSyncOver(api, { store });
  await bench.lists.refresh('c', false);
  bench.clock.advance(1_000);
  await settle();
  expect(store.lists.get('c')?.items).toHaveLength(2);
  return { api, ...bench };
}

it.each(ERROR_CODES.filter((code) => code !== 'NOT_PERMITTED'))(
  'fault 77: a refresh that fails with %s leaves the list where it was, in memory and on the disk',
  async (code) => {
    const { api, lists, store, clock } = await keptList();
    api.failure = failure(code, code === 'INTERCEPTED' ? 'refused' : undefined);
    for (const isWhole of [false, true]) {
      await expect(lists.refresh('c', isWhole)).rejects.toMatchObject({ code });
    }
    // So does one that nobody asked for, right at the next start.
    const next = keyListSyncOver(api, { store });
    await expect(next.lists.refresh('c', false)).rejects.toMatchObject({ code });
    clock.advance(HOUR_MS);
    await settle();
    expect(lists.state('c')?.items).toHaveLength(2);
    expect((await next.lists.known('c')).state?.items).toHaveLength(2);
    expect(store.lists.get('c')?.items).toHaveLength(2);
  },
);

describe('the feed of changes', () => {
  it('fault 78: is asked for again at once after a page with 404 in its place, while the list comes whole', async () => {
    const { api, lists } = await keptList();
    const { listChanges } = api;
    api.listChanges = failing('INTERCEPTED', 'missing');
    api.keys.delete('authkey.0');
    expect((await lists.refresh('c', false)).items).toHaveLength(1);
    api.listChanges = listChanges;
    const [feed, pages] = [vi.spyOn(api, 'listChanges'), vi.spyOn(api, 'listKeys')];
    await lists.refresh('c', false);
    expect([feed.mock.calls.length, pages.mock.calls.length]).toEqual([1, 0]);
  });

  it('fault 78: is not given up while nothing else of the installation answers either', async () => {
    const { api, lists } = await keptList();
    api.failure = failure('SERVICE_MISSING');
    await expect(lists.refresh('c', false)).rejects.toMatchObject({ code: 'SERVICE_MISSING' });
    api.failure = null;
    const pages = vi.spyOn(api, 'listKeys');
    await lists.refresh('c', false);
    expect(pages).not.toHaveBeenCalled();
  });

  it('fault 78: that an installation does not have is asked for again after an hour, not before', async () => {
    const { api, lists, clock } = await keptList();
    const feed = vi.fn(failing('SERVICE_MISSING'));
    api.listChanges = feed;
    await lists.refresh('c', false);
    clock.advance(HOUR_MS - 1);
    await lists.refresh('c', false);
    expect(feed).toHaveBeenCalledTimes(1);
    clock.advance(1);
    expect((await lists.refresh('c', false)).items).toHaveLength(2);
    expect(feed).toHaveBeenCalledTimes(2);
  });

  it.each<[code: ErrorCode, by: Interception | undefined]>([
    ['INTERCEPTED', 'refused'],
    ['INTERCEPTED', 'unavailable'],
    ['NOT_FOUND', undefined],
    ['SERVER_FAILED', undefined],
  ])('that fails with %s %s is not replaced by pages', async (code, by) => {
    const { api, lists } = await keptList();
    api.listChanges = failing(code, by);
    const pages = vi.spyOn(api, 'listKeys');
    await expect(lists.refresh('c', false)).rejects.toMatchObject({ code });
    expect(pages).not.toHaveBeenCalled();
  });
});

describe('accounts that are not told', () => {
  it.each<[code: ErrorCode, by: Interception | undefined]>([
    ['INTERCEPTED', 'refused'],
    ['INTERCEPTED', 'missing'],
    ['NOT_PERMITTED', undefined],
    ['SERVICE_MISSING', undefined],
    ['REDIRECT_REFUSED', undefined],
    ['BAD_RESPONSE', undefined],
  ])('fault 78: for %s %s keep the states they had, and the list says so', async (code, by) => {
    const { api, lists, store, clock } = await keptList();
    api.accounts = [DISABLED];
    const { listEligibleAccounts } = api;
    await lists.refresh('c', true);
    api.listEligibleAccounts = failing(code, by);
    await api.createKey('account.1', '2031-01-01T00:00:00.000Z');
    const state = await lists.refresh('c', true);
    clock.advance(1_000);
    await settle();
    expect(state.items.map(({ accountProblem }) => accountProblem)).toEqual(['disabled', 'disabled', 'disabled']);
    expect(store.lists.get('c')?.items.every(({ accountProblem }) => accountProblem === 'disabled')).toBe(true);
    expect(state.accountStates).toBe('former');
    api.listEligibleAccounts = listEligibleAccounts;
    expect((await lists.refresh('c', true)).accountStates).toBe('current');
  });

  it('fault 78: are said to be unknown where they never were told', async () => {
    const api = new MemoryAdminApi(ids(1));
    api.listEligibleAccounts = failing('NOT_PERMITTED');
    const { lists } = keyListSyncOver(api);
    expect((await lists.refresh('c', false)).accountStates).toBe('unknown');
  });

  it('for a failure of the network fail the whole refresh', async () => {
    const { api, lists } = await keptList();
    api.listEligibleAccounts = failing('UNREACHABLE');
    await expect(lists.refresh('c', true)).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });
});
