import { expect, it, vi } from 'vitest';
import { AppError } from '../../../../shared/result.ts';
import { MemoryAdminApi, shownKey, tokenOf } from '../../../fakes/memoryAdminApi.ts';
import { memory, services, startAgain, startBeforeEach } from '../application.ts';
import { idsOf } from './cachedList.ts';

const EXPIRY = '2031-01-01T00:00:00.000Z';

startBeforeEach();

/** Gives the installation `count` keys, starting with `authkey.0`. */
function fill(count: number): MemoryAdminApi {
  const { adminApi } = memory;
  adminApi.keys.clear();
  for (const [id, key] of new MemoryAdminApi(idsOf(count)).keys) {
    adminApi.keys.set(id, key);
  }
  return adminApi;
}

/** Makes it an installation without a change feed. */
function removeFeed(): void {
  memory.adminApi.listChanges = () => Promise.reject(new AppError('SERVICE_MISSING', 'no feed'));
}

const list = (...rest: [knownRevision?: number | null, isFull?: boolean]) => services.keys.list('sample', ...rest);
const listedIds = async () => (await list()).content.keys.map(({ id }) => id);

it.each([false, true])('fetches every page; the installation lacks the change feed: %s', async (lacksFeed) => {
  const api = fill(25_000);
  if (lacksFeed) {
    removeFeed();
  }
  const feed = vi.spyOn(api, 'listChanges');
  const first = await list();
  expect(first).toMatchObject({ total: 25_000, fetchedAt: '2026-11-22T12:00:00.000Z' });
  expect(first.content.keys).toHaveLength(25_000);
  const requests = feed.mock.calls.length;
  expect((await list()).total).toBe(25_000);
  // A missing change feed is requested only once.
  expect(feed.mock.calls.length - requests).toBe(lacksFeed ? 0 : 1);
});

it('returns only the changes to a window that has the list', async () => {
  const api = fill(3);
  const first = await list();
  expect(first.content).toMatchObject({ kind: 'complete' });
  const again = await list(first.revision, true);
  expect(again.content).toEqual({ kind: 'changes', keys: [], deletedIds: [] });
  expect(again).toMatchObject({ total: 3, revision: first.revision });

  api.keys.delete('authkey.0');
  await services.keys.edit('sample', { ...shownKey('authkey.1'), version: 1 }, EXPIRY);
  const changed = await list(first.revision);
  const keys = [{ ...shownKey('authkey.1'), version: 2 }];
  expect(changed).toMatchObject({ total: 2, content: { kind: 'changes', keys, deletedIds: ['authkey.0'] } });
  expect((await list(changed.revision)).content).toEqual({ kind: 'changes', keys: [], deletedIds: [] });

  api.accounts = api.accounts.map((account) => ({ ...account, problem: 'archived' }));
  const archived = await list(changed.revision);
  const systemRoles = ['API integrations'];
  expect(archived.content.keys).toMatchObject([
    { id: 'authkey.1', accountProblem: 'archived', systemRoles },
    { id: 'authkey.2', accountProblem: 'archived', systemRoles },
  ]);
});

it('returns all keys to a window with an unknown list', async () => {
  const { revision } = await list();
  expect((await list(revision + 1_000)).content).toMatchObject({ kind: 'complete' });
  startAgain();
  expect((await list(revision)).content).toMatchObject({ kind: 'complete', keys: [{ id: 'authkey.1' }, {}] });
});

it('fault 35: fails when the platform announces more keys than it returns', async () => {
  const api = fill(3);
  removeFeed();
  const listKeys = api.listKeys.bind(api);
  api.listKeys = async (page) => ({ ...(await listKeys({ skip: 0, take: page.take })), total: 1_000_000 });
  await expect(list()).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
});

it('fault 35: fetches a list again if it changed between two pages', async () => {
  const api = fill(15_000);
  removeFeed();
  const listKeys = api.listKeys.bind(api);
  vi.spyOn(api, 'listKeys').mockImplementationOnce(async (page) => {
    const response = await listKeys(page);
    // One of the keys just given goes away: the next page starts one key too late.
    api.keys.delete('authkey.0');
    return response;
  });
  const ids = await listedIds();
  expect(ids).toHaveLength(14_999);
  expect(ids).not.toContain('authkey.0');
});

it('returns the token of a listed key without requesting its secret', async () => {
  const { keys } = services;
  const notFound = expect.objectContaining({ code: 'NOT_FOUND' });
  expect(() => keys.tokenOf('sample', shownKey('authkey.1'))).toThrow(notFound);
  await list();
  memory.adminApi.readSecret = () => Promise.reject(new Error('The secret was requested'));
  expect(keys.tokenOf('sample', shownKey('authkey.1'))).toBe(tokenOf('authkey.1'));
  const created = await keys.create('sample', 'account.1', EXPIRY);
  expect(keys.tokenOf('sample', created)).toBe(created.token);
});

it('a key deleted before the response to its change is not added again', async () => {
  const api = fill(2);
  await list();
  const editKey = api.editKey.bind(api);
  api.editKey = async (...parameters) => {
    const changed = await editKey(...parameters);
    api.keys.delete('authkey.0');
    await list();
    return changed;
  };
  await services.keys.edit('sample', { ...shownKey('authkey.0'), version: 1 }, EXPIRY);
  expect(await listedIds()).toEqual(['authkey.1']);
});
