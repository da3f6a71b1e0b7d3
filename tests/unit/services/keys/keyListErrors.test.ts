import { describe, expect, it, vi } from 'vitest';
import { AppError, ERROR_CODES, type ErrorCode, type Interception } from '../../../../shared/result.ts';
import { createCachedList, createLists } from './cachedList.ts';

const HOUR_MS = 60 * 60_000;
const failure = (code: ErrorCode, by?: Interception) =>
  new AppError(code, 'no', { reason: by && { kind: 'interception', by } });
const failing = (code: ErrorCode, by?: Interception) => () => Promise.reject(failure(code, by));

it.each(ERROR_CODES.filter((code) => code !== 'NOT_PERMITTED'))(
  'fault 77: a refresh that fails with %s leaves the list unchanged, in memory and on disk',
  async (code) => {
    const { api, lists, pass, store } = await createCachedList();
    api.failure = failure(code, code === 'INTERCEPTED' ? 'rejected' : undefined);
    for (const isFull of [false, true]) {
      await expect(lists.refresh('c', isFull)).rejects.toMatchObject({ code });
    }
    // Also a list that was not requested, right at the next start.
    const next = createLists(0, { store });
    next.api.failure = api.failure;
    await expect(next.refresh()).rejects.toMatchObject({ code });
    await pass(HOUR_MS);
    expect(lists.state('c')?.items).toHaveLength(2);
    expect((await next.lists.known('c')).state?.items).toHaveLength(2);
    expect(store.lists.get('c')?.items).toHaveLength(2);
  },
);

describe('the change feed', () => {
  it('fault 78: is used again at once after a foreign 404 page; all keys are listed in the meantime', async () => {
    const { api, refresh } = await createCachedList();
    const feed = vi.spyOn(api, 'listChanges').mockRejectedValueOnce(failure('INTERCEPTED', 'missing'));
    const pages = vi.spyOn(api, 'listKeys');
    api.keys.delete('authkey.0');
    expect((await refresh()).items).toHaveLength(1);
    const listed = pages.mock.calls.length;
    await refresh();
    expect([feed.mock.calls.length, pages.mock.calls.length]).toEqual([2, listed]);
  });

  it('fault 78: does not count as missing while the list cannot be fetched either', async () => {
    const { api, refresh } = await createCachedList();
    api.failure = failure('SERVICE_MISSING');
    await expect(refresh()).rejects.toMatchObject({ code: 'SERVICE_MISSING' });
    api.failure = null;
    const pages = vi.spyOn(api, 'listKeys');
    await refresh();
    expect(pages).not.toHaveBeenCalled();
  });

  it('fault 78: is requested again an hour after it was missing, not before', async () => {
    const { api, clock, refresh } = await createCachedList();
    const feed = vi.fn(failing('SERVICE_MISSING'));
    api.listChanges = feed;
    await refresh();
    clock.advance(HOUR_MS - 1);
    await refresh();
    expect(feed).toHaveBeenCalledTimes(1);
    clock.advance(1);
    expect((await refresh()).items).toHaveLength(2);
    expect(feed).toHaveBeenCalledTimes(2);
  });

  it.each<[code: ErrorCode, by: Interception | undefined]>([
    ['INTERCEPTED', 'rejected'],
    ['INTERCEPTED', 'unavailable'],
    ['NOT_FOUND', undefined],
    ['SERVER_FAILED', undefined],
  ])('is not replaced by the list after %s %s', async (code, by) => {
    const { api, refresh } = await createCachedList();
    api.listChanges = failing(code, by);
    const pages = vi.spyOn(api, 'listKeys');
    await expect(refresh()).rejects.toMatchObject({ code });
    expect(pages).not.toHaveBeenCalled();
  });
});

describe('accounts that are not listed', () => {
  it.each<[code: ErrorCode, by: Interception | undefined]>([
    ['INTERCEPTED', 'rejected'],
    ['INTERCEPTED', 'missing'],
    ['NOT_PERMITTED', undefined],
    ['SERVICE_MISSING', undefined],
    ['REDIRECT_REFUSED', undefined],
    ['BAD_RESPONSE', undefined],
  ])('fault 78: because of %s %s keep their states, and the list reports that', async (code, by) => {
    const { api, pass, refresh, store } = await createCachedList();
    api.accounts = api.accounts.map((account) => ({ ...account, problem: 'archived' }));
    const { listEligibleAccounts } = api;
    await refresh(true);
    api.listEligibleAccounts = failing(code, by);
    await api.createKey('account.1', '2031-01-01T00:00:00.000Z');
    const state = await refresh(true);
    await pass(1_000);
    expect(state.items.map(({ accountProblem }) => accountProblem)).toEqual(['archived', 'archived', 'archived']);
    expect(store.lists.get('c')?.items.every(({ accountProblem }) => accountProblem === 'archived')).toBe(true);
    expect(state.accountStates).toBe('former');
    api.listEligibleAccounts = listEligibleAccounts;
    expect((await refresh(true)).accountStates).toBe('current');
  });

  it('fault 78: are unknown if they were never listed', async () => {
    const { api, refresh } = createLists(1);
    api.listEligibleAccounts = failing('NOT_PERMITTED');
    const state = await refresh();
    expect(state.accountStates).toBe('unknown');
    expect(state.items).toMatchObject([{ accountProblem: null, systemRoles: [] }]);
  });

  it('because of a network error fail the complete refresh', async () => {
    const { api, refresh } = await createCachedList();
    api.listEligibleAccounts = failing('UNREACHABLE');
    await expect(refresh(true)).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });
});
