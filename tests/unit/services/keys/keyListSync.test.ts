import { describe, expect, it, vi } from 'vitest';
import { createServices } from '../../../../electron/services/services.ts';
import { AppError } from '../../../../shared/result.ts';
import { keyListSyncOver } from '../../../fakes/keyListSyncOver.ts';
import { MemoryKeyListStore } from '../../../fakes/memoryKeyListStore.ts';
import { createMemoryPorts } from '../../../fakes/memoryPorts.ts';
import { settle } from '../../../fakes/settle.ts';
import { createCachedList, createLists, idsOf } from './cachedList.ts';

const CUT_OFF = new AppError('UNREACHABLE', 'cut off');

describe('a cached list', () => {
  it('is returned at the next start without a request', async () => {
    const { store } = await createCachedList(3);
    const { api, lists, refresh } = createLists(0, { store });
    api.failure = CUT_OFF;
    const { state } = await lists.known('c');
    expect(state?.items.map(({ id }) => id)).toEqual(idsOf(3));
    expect(state?.get('authkey.1')).toMatchObject({ username: 'svc.erp' });
    expect(state?.account('account.1')).toMatchObject({ username: 'svc.erp', systemRoles: ['API integrations'] });
    await expect(refresh()).rejects.toMatchObject({ code: 'UNREACHABLE' });
    expect((await lists.known('c')).state?.items).toHaveLength(3);
  });

  it('is updated through the change feed from its last cursor', async () => {
    const { api, store } = await createCachedList(3);
    api.keys.delete('authkey.0');
    await api.createKey('account.1', '2030-01-01T00:00:00.000Z');
    const feed = vi.spyOn(api, 'listChanges');
    const state = await keyListSyncOver(api, { store }).lists.refresh('c', false);
    expect(feed).toHaveBeenCalledWith('cursor.1', expect.any(Number));
    expect(new Set(state.items.map(({ id }) => id))).toEqual(new Set(api.keys.keys()));
  });

  it('is fetched in full on request, and after a quarter of an hour', async () => {
    const { api, clock, refresh } = await createCachedList();
    const feed = vi.spyOn(api, 'listChanges');
    await refresh(true);
    await refresh();
    clock.advance(15 * 60_000 + 1);
    await refresh();
    expect(feed.mock.calls.map(([cursor]) => cursor === null)).toEqual([true, false, true]);
  });

  it('is not used for another address or account', async () => {
    const { store } = await createCachedList(2, { sourceOf: () => 'one' });
    const { lists, refresh } = createLists(1, { store, sourceOf: () => 'other' });
    expect((await lists.known('c')).state).toBeNull();
    expect((await refresh()).items).toHaveLength(1);
  });

  it('is deleted when the account may no longer list the keys', async () => {
    const { api, lists, refresh, store } = await createCachedList();
    api.failure = new AppError('NOT_PERMITTED', 'no');
    await expect(refresh()).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    expect(lists.state('c')).toBeNull();
    expect(store.lists.size).toBe(0);
  });

  it('is reported as damaged until the installation has responded', async () => {
    const store = new MemoryKeyListStore();
    store.lookup = { state: 'damaged' };
    const { lists, refresh } = createLists(1, { store });
    expect(await lists.known('c')).toEqual({ state: null, fault: 'damaged' });
    await refresh();
    expect((await lists.known('c')).fault).toBeNull();
  });

  it('of the active connection is read once, before the window requests it', async () => {
    const { ports } = createMemoryPorts();
    const read = vi.spyOn(ports.keyListStore, 'read');
    const { keys, readAhead } = createServices(ports);
    readAhead();
    await settle();
    expect(read.mock.calls).toEqual([['sample']]);
    await keys.listCached('sample');
    expect(read).toHaveBeenCalledTimes(1);
  });
});

describe('a response', () => {
  it('fault 20: that fails at its second page replaces nothing, in memory or on disk', async () => {
    const { api, lists, pass, refresh, store } = await createCachedList(3);
    for (const id of idsOf(12_000)) {
      api.keys.set(`new.${id}`, { ...[...api.keys.values()][0], id: `new.${id}` } as never);
    }
    const feed = vi.spyOn(api, 'listChanges');
    feed.mockImplementationOnce(api.listChanges.bind(api)).mockRejectedValueOnce(CUT_OFF);
    await expect(refresh(true)).rejects.toMatchObject({ code: 'UNREACHABLE' });
    expect(feed).toHaveBeenCalledTimes(2);
    await pass(60_000);
    expect(lists.state('c')?.items).toHaveLength(3);
    expect(store.lists.get('c')?.items).toHaveLength(3);
  });

  it('fault 35: that never ends is rejected, and repeated keys are listed once', async () => {
    const { api, refresh } = createLists(2);
    const all = await api.listChanges(null, 10);
    api.listChanges = async () => ({ ...all, cursor: 'same', hasMore: true });
    await expect(refresh()).rejects.toMatchObject({ code: 'BAD_RESPONSE' });

    let parts = 0;
    api.listChanges = async () => {
      parts += 1;
      return { ...all, isReset: parts === 1, cursor: `part.${parts}`, hasMore: parts < 3 };
    };
    expect((await refresh()).items).toHaveLength(2);
  });

  it('fault 36: that arrives after a change of the address is not cached for the new address', async () => {
    let source = 'old';
    const { holdFeed, lists, pass, refresh, store } = createLists(2, { sourceOf: () => source });
    const release = holdFeed();
    const late = refresh();
    await settle();
    source = 'new';
    await lists.forget('c');
    release();
    await late;
    await pass(60_000);
    expect(lists.state('c')).toBeNull();
    expect(store.lists.size).toBe(0);
  });

  it('with changes, after their list was dropped, is not taken for the full list', async () => {
    const { holdFeed, lists, refresh } = await createCachedList(3);
    const release = holdFeed();
    const late = refresh();
    await settle();
    await lists.forget('c');
    release();
    expect((await late).items).toHaveLength(3);
    expect(lists.state('c')?.items).toHaveLength(3);
  });

  it('in full is used even if another one arrived before it', async () => {
    const { api, refresh } = createLists(2);
    const feed = vi.spyOn(api, 'listChanges');
    await Promise.all([refresh(), refresh()]);
    expect(feed).toHaveBeenCalledTimes(2);
  });

  it('that arrives late does not revert changes made by KeyDesk', async () => {
    const { api, lists, refresh, state } = await createCachedList(1);
    const key = await api.editKey('authkey.0', '2028-01-01T00:00:00.000Z', 1);
    const newest = { version: 3, expirationDate: '2031-01-01T00:00:00.000Z' };
    lists.putResponse('c', { ...key, ...newest });
    await refresh();
    expect(state.get(key.id)).toMatchObject(newest);
  });

  it('that arrives late does not add a removed key again', async () => {
    const { api, lists, refresh, state } = await createCachedList();
    const [key, other] = [...api.keys.values()] as never as [{ id: string }, { id: string }];
    lists.delete('c', [key.id, 'authkey.created']);
    lists.putResponse('c', { ...key, version: 2 } as never);
    lists.putResponse('c', { ...key, id: 'authkey.created' } as never);
    api.keys.delete(other.id);
    await refresh(true);
    lists.putResponse('c', { ...other, version: 2 } as never);
    expect(state.get(other.id)).toBeNull();
    expect(state.get('authkey.created')).toBeNull();
    // The list fetched in full contains the key, which was only removed locally.
    expect(state.items.map(({ id }) => id)).toEqual([key.id]);
  });
});

describe('writing a list', () => {
  it('is delayed more for a long list', async () => {
    const { pass, refresh, store } = createLists(2_000);
    await refresh();
    await pass(1_099);
    expect(store.writes).toBe(0);
    await pass(1);
    expect(store.writes).toBe(1);
  });

  it('fault 14: is retried until it succeeds; the problem is reported once, the list stays in memory', async () => {
    const store = new MemoryKeyListStore();
    Object.assign(store, { problem: 'diskFull', code: 'EDQUOT' });
    const onChanged = vi.fn();
    const { cache, lists, pass } = await createCachedList(2, { store, onChanged });
    expect(cache.problem).toEqual({ problem: 'diskFull', code: 'EDQUOT' });
    await pass(30_000);
    expect(onChanged).toHaveBeenCalledTimes(1);
    expect(lists.state('c')?.items).toHaveLength(2);

    store.problem = null;
    await pass(30_000);
    expect(cache.problem).toBeNull();
    expect(onChanged).toHaveBeenCalledTimes(2);
    expect(store.lists.get('c')?.items).toHaveLength(2);
  });

  it('combines changes, and is rare while the list is unchanged', async () => {
    const { clock, fetch, lists, pass, store } = await createCachedList();
    await fetch();
    expect(store.writes).toBe(1);
    lists.delete('c', ['authkey.0']);
    lists.delete('c', ['authkey.1']);
    await pass(1_000);
    expect(store.writes).toBe(2);
    clock.advance(5 * 60_000);
    await fetch();
    expect(store.writes).toBe(3);
  });

  it('is delayed while the list keeps changing, up to a limit', async () => {
    const { lists, pass, store } = await createCachedList(20);
    const deleteSoon = async (from: number, to: number): Promise<void> => {
      for (const id of idsOf(20).slice(from, to)) {
        await pass(900);
        lists.delete('c', [id]);
      }
    };
    await deleteSoon(0, 11);
    expect(store.writes).toBe(1);
    await deleteSoon(11, 13);
    expect(store.writes).toBe(2);
    await pass(1_000);
    expect(store.writes).toBe(3);
    expect(store.lists.get('c')?.items).toHaveLength(7);
  });

  it('happens at once on exit', async () => {
    const { cache, refresh, store } = createLists(2);
    await refresh();
    await cache.close();
    expect(store.lists.get('c')?.items).toHaveLength(2);
  });
});
