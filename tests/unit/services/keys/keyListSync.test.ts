import { expect, it, vi } from 'vitest';
import { createServices } from '../../../../electron/services/services.ts';
import { AppError } from '../../../../shared/result.ts';
import { keyListSyncOver } from '../../../fakes/keyListSyncOver.ts';
import { MemoryAdminApi } from '../../../fakes/memoryAdminApi.ts';
import { MemoryKeyListStore } from '../../../fakes/memoryKeyListStore.ts';
import { createMemoryPorts } from '../../../fakes/memoryPorts.ts';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `authkey.${index}`);
const settle = () => new Promise((resolve) => setTimeout(resolve, 1));

/** Fetches the list and lets it be written. */
async function fetchAndKeep(bench: ReturnType<typeof keyListSyncOver>, connectionId = 'c') {
  const state = await bench.lists.refresh(connectionId, false);
  bench.clock.advance(1_000);
  await settle();
  return state;
}

it('keeps a whole list on the disk and shows it at the next start without asking the installation', async () => {
  const store = new MemoryKeyListStore();
  await fetchAndKeep(keyListSyncOver(new MemoryAdminApi(ids(3)), { store }));

  const unreachable = new MemoryAdminApi();
  unreachable.failure = new AppError('UNREACHABLE', 'gone');
  const next = keyListSyncOver(unreachable, { store });
  const { state } = await next.lists.known('c');
  expect(state?.items.map(({ id }) => id)).toEqual(ids(3));
  expect(state?.get('authkey.1')).toMatchObject({ username: 'svc.erp' });
  expect(state?.account('account.1')).toMatchObject({ username: 'svc.erp', systemRoles: ['API integrations'] });
  await expect(next.lists.refresh('c', false)).rejects.toMatchObject({ code: 'UNREACHABLE' });
  expect((await next.lists.known('c')).state?.items).toHaveLength(3);
});

it('goes on with the feed of changes where the kept list ended', async () => {
  const store = new MemoryKeyListStore();
  const api = new MemoryAdminApi(ids(3));
  await fetchAndKeep(keyListSyncOver(api, { store }));
  api.keys.delete('authkey.0');
  await api.createKey('account.1', '2030-01-01T00:00:00.000Z');
  const feed = vi.spyOn(api, 'listChanges');

  const state = await keyListSyncOver(api, { store }).lists.refresh('c', false);
  expect(feed).toHaveBeenCalledWith('cursor.1', expect.any(Number));
  expect(new Set(state.items.map(({ id }) => id))).toEqual(new Set(api.keys.keys()));
});

it('fetches everything anew when asked to, and when the last time is a quarter of an hour ago', async () => {
  const api = new MemoryAdminApi(ids(1));
  const bench = keyListSyncOver(api);
  await fetchAndKeep(bench);
  const feed = vi.spyOn(api, 'listChanges');
  await bench.lists.refresh('c', true);
  await bench.lists.refresh('c', false);
  bench.clock.advance(15 * 60_000 + 1);
  await bench.lists.refresh('c', false);
  expect(feed.mock.calls.map(([cursor]) => cursor === null)).toEqual([true, false, true]);
});

it('lets a long list rest for longer before it is written', async () => {
  const store = new MemoryKeyListStore();
  const bench = keyListSyncOver(new MemoryAdminApi(ids(2_000)), { store });
  const writes = vi.spyOn(store, 'write');
  await bench.lists.refresh('c', false);
  bench.clock.advance(1_099);
  await settle();
  expect(writes).not.toHaveBeenCalled();
  bench.clock.advance(1);
  await settle();
  expect(writes).toHaveBeenCalledTimes(1);
});

it('fault 20: a list that breaks off at its second page replaces nothing, in memory or on the disk', async () => {
  const store = new MemoryKeyListStore();
  const api = new MemoryAdminApi(ids(3));
  const bench = keyListSyncOver(api, { store });
  await fetchAndKeep(bench);
  for (const id of ids(12_000)) {
    api.keys.set(`new.${id}`, { ...[...api.keys.values()][0], id: `new.${id}` } as never);
  }
  const listChanges = api.listChanges.bind(api);
  let part = 0;
  api.listChanges = (cursor, take) => {
    part += 1;
    return part === 2 ? Promise.reject(new AppError('UNREACHABLE', 'cut off')) : listChanges(cursor, take);
  };
  await expect(bench.lists.refresh('c', true)).rejects.toMatchObject({ code: 'UNREACHABLE' });
  expect(part).toBe(2);
  bench.clock.advance(60_000);
  await settle();
  expect(bench.lists.state('c')?.items).toHaveLength(3);
  expect(store.lists.get('c')?.items).toHaveLength(3);
});

it('fault 35: a feed that never ends is given up, and one that repeats keys is taken once', async () => {
  const api = new MemoryAdminApi(ids(2));
  const bench = keyListSyncOver(api);
  const listChanges = api.listChanges.bind(api);
  api.listChanges = async (cursor, take) => ({ ...(await listChanges(cursor, take)), cursor: 'same', hasMore: true });
  await expect(bench.lists.refresh('c', false)).rejects.toMatchObject({ code: 'BAD_RESPONSE' });

  let parts = 0;
  const all = await listChanges(null, 10);
  api.listChanges = async () => {
    parts += 1;
    return { ...all, isReset: parts === 1, cursor: `part.${parts}`, hasMore: parts < 3 };
  };
  expect((await bench.lists.refresh('c', false)).items).toHaveLength(2);
});

it('fault 36: an answer that comes after the connection leads elsewhere is not kept for the new place', async () => {
  let source = 'old';
  const store = new MemoryKeyListStore();
  const api = new MemoryAdminApi(ids(2));
  const bench = keyListSyncOver(api, { store, sourceOf: () => source });
  const { promise, resolve } = Promise.withResolvers<void>();
  const listChanges = api.listChanges.bind(api);
  api.listChanges = async (cursor, take) => {
    await promise;
    return listChanges(cursor, take);
  };
  const late = bench.lists.refresh('c', false);
  await settle();
  source = 'new';
  await bench.lists.forget('c');
  resolve();
  await late;
  bench.clock.advance(60_000);
  await settle();
  expect(bench.lists.state('c')).toBeNull();
  expect(store.lists.size).toBe(0);
});

it('changes that come after their list was forgotten are not taken for the whole list', async () => {
  const api = new MemoryAdminApi(ids(3));
  const bench = keyListSyncOver(api);
  await fetchAndKeep(bench);
  const { promise, resolve } = Promise.withResolvers<void>();
  const listChanges = api.listChanges.bind(api);
  api.listChanges = async (cursor, take) => {
    await promise;
    return listChanges(cursor, take);
  };
  const late = bench.lists.refresh('c', false);
  await settle();
  await bench.lists.forget('c');
  resolve();
  expect((await late).items).toHaveLength(3);
  expect(bench.lists.state('c')?.items).toHaveLength(3);
});

it('does not show a kept list of another address or account', async () => {
  const store = new MemoryKeyListStore();
  await fetchAndKeep(keyListSyncOver(new MemoryAdminApi(ids(2)), { store, sourceOf: () => 'one' }));
  const bench = keyListSyncOver(new MemoryAdminApi(ids(1)), { store, sourceOf: () => 'other' });
  expect((await bench.lists.known('c')).state).toBeNull();
  expect((await bench.lists.refresh('c', false)).items).toHaveLength(1);
});

it('an account that may not see the keys any more keeps no list of them', async () => {
  const store = new MemoryKeyListStore();
  const api = new MemoryAdminApi(ids(2));
  const bench = keyListSyncOver(api, { store });
  await fetchAndKeep(bench);
  api.failure = new AppError('NOT_PERMITTED', 'no');
  await expect(bench.lists.refresh('c', false)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  expect(bench.lists.state('c')).toBeNull();
  expect(store.lists.size).toBe(0);
});

it('an answer that comes late changes nothing back that was changed from here', async () => {
  const api = new MemoryAdminApi(ids(1));
  const bench = keyListSyncOver(api);
  const state = await fetchAndKeep(bench);
  const [key] = [...api.keys.values()];
  if (key === undefined) {
    throw new Error('There is no key');
  }
  bench.lists.putResponse('c', { ...key, version: 3, expirationDate: '2031-01-01T00:00:00.000Z' });
  api.keys.set(key.id, { ...key, version: 2 });
  await bench.lists.refresh('c', false);
  expect(state.get(key.id)).toMatchObject({ version: 3, expirationDate: '2031-01-01T00:00:00.000Z' });
});

it('a late answer about a key that has left the list does not bring it back', async () => {
  const api = new MemoryAdminApi(ids(2));
  const bench = keyListSyncOver(api);
  const state = await fetchAndKeep(bench);
  const [key, other] = [...api.keys.values()];
  if (key === undefined || other === undefined) {
    throw new Error('There are no keys');
  }
  bench.lists.delete('c', [key.id, 'authkey.created']);
  bench.lists.putResponse('c', { ...key, version: 2 });
  bench.lists.putResponse('c', { ...key, id: 'authkey.created' });
  api.keys.delete(other.id);
  await bench.lists.refresh('c', true);
  bench.lists.putResponse('c', { ...other, version: 2 });
  expect(state.get(other.id)).toBeNull();
  expect(state.get('authkey.created')).toBeNull();
  // The list that was fetched whole has the key that was only taken out here.
  expect(state.items.map(({ id }) => id)).toEqual([key.id]);
});

it('fault 14: a list that cannot be written stays in memory, is told once, and is written when that is possible', async () => {
  const store = new MemoryKeyListStore();
  const onChanged = vi.fn();
  const bench = keyListSyncOver(new MemoryAdminApi(ids(2)), { store, onChanged });
  store.problem = 'diskFull';
  store.code = 'EDQUOT';
  await fetchAndKeep(bench);
  expect(bench.cache.problem).toEqual({ problem: 'diskFull', code: 'EDQUOT' });
  bench.clock.advance(30_000);
  await settle();
  expect(onChanged).toHaveBeenCalledTimes(1);
  expect(bench.lists.state('c')?.items).toHaveLength(2);

  store.problem = null;
  bench.clock.advance(30_000);
  await settle();
  expect(bench.cache.problem).toBeNull();
  expect(onChanged).toHaveBeenCalledTimes(2);
  expect(store.lists.get('c')?.items).toHaveLength(2);
});

it('gathers changes, and writes a list that is still the same only now and then', async () => {
  const bench = keyListSyncOver(new MemoryAdminApi(ids(2)));
  await fetchAndKeep(bench);
  await fetchAndKeep(bench);
  expect(bench.store.writes).toBe(1);
  bench.lists.delete('c', ['authkey.0']);
  bench.lists.delete('c', ['authkey.1']);
  bench.clock.advance(1_000);
  await settle();
  expect(bench.store.writes).toBe(2);
  bench.clock.advance(5 * 60_000);
  await fetchAndKeep(bench);
  expect(bench.store.writes).toBe(3);
});

it('writes a list that goes on changing once it rests, and at last in spite of that', async () => {
  const bench = keyListSyncOver(new MemoryAdminApi(ids(20)));
  await fetchAndKeep(bench);
  const deleteOneAfter = async (milliseconds: number, index: number): Promise<void> => {
    bench.clock.advance(milliseconds);
    await settle();
    bench.lists.delete('c', [`authkey.${index}`]);
  };
  for (let index = 0; index < 11; index++) {
    await deleteOneAfter(900, index);
  }
  expect(bench.store.writes).toBe(1);
  await deleteOneAfter(900, 11);
  await deleteOneAfter(900, 12);
  expect(bench.store.writes).toBe(2);
  bench.clock.advance(1_000);
  await settle();
  expect(bench.store.writes).toBe(3);
  expect(bench.store.lists.get('c')?.items).toHaveLength(7);
});

it('writes what waits when the application ends', async () => {
  const bench = keyListSyncOver(new MemoryAdminApi(ids(2)));
  await bench.lists.refresh('c', false);
  await bench.cache.close();
  expect(bench.store.lists.get('c')?.items).toHaveLength(2);
});

it('tells that the kept list was damaged, until the installation has answered', async () => {
  const store = new MemoryKeyListStore();
  store.lookup = { state: 'damaged' };
  const bench = keyListSyncOver(new MemoryAdminApi(ids(1)), { store });
  expect(await bench.lists.known('c')).toEqual({ state: null, fault: 'damaged' });
  await bench.lists.refresh('c', false);
  expect((await bench.lists.known('c')).fault).toBeNull();
});

it('reads the list of the active connection before the window asks for it, and once', async () => {
  const { ports } = createMemoryPorts();
  const read = vi.spyOn(ports.keyListStore, 'read');
  const { keys } = createServices(ports);
  expect(read.mock.calls).toEqual([['sample']]);
  await keys.listCached('sample');
  expect(read).toHaveBeenCalledTimes(1);
});
