import { expect, it, vi } from 'vitest';
import { Keys } from '../../../../electron/services/keys/keys.ts';
import { AppError } from '../../../../shared/result.ts';
import { bulkChangesOver } from '../../../fakes/bulkChangesOver.ts';
import { MemoryAdminApi, shownKey, tokenOf } from '../../../fakes/memoryAdminApi.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';
import { nothingCached } from '../../../fakes/nothingCached.ts';
import { idsOf } from './cachedList.ts';

function keysOver(api: MemoryAdminApi): Keys {
  const { lists, bulkChanges } = bulkChangesOver(api);
  return new Keys({
    open: async () => api,
    cachedSecrets: nothingCached,
    lists,
    bulkChanges,
    logger: new MemoryLogger(),
  });
}

/** An installation of before the feed of changes. */
function withoutFeed(api: MemoryAdminApi): MemoryAdminApi {
  api.listChanges = () => Promise.reject(new AppError('SERVICE_MISSING', 'no feed'));
  return api;
}

it.each([false, true])('fetches every page; the installation lacks the feed of changes: %s', async (lacksFeed) => {
  const api = new MemoryAdminApi(idsOf(25_000));
  const keys = keysOver(lacksFeed ? withoutFeed(api) : api);
  const feed = vi.spyOn(api, 'listChanges');
  const list = await keys.list('c');
  expect(list).toMatchObject({ total: 25_000, fetchedAt: '1970-01-01T00:00:00.000Z' });
  expect(list.content.keys).toHaveLength(25_000);
  const requests = feed.mock.calls.length;
  expect((await keys.list('c')).total).toBe(25_000);
  // One that lacks it is asked for it once only.
  expect(feed.mock.calls.length - requests).toBe(lacksFeed ? 0 : 1);
});

it('gives a window that has the list only what has changed', async () => {
  const api = new MemoryAdminApi(idsOf(3));
  const keys = keysOver(api);
  const first = await keys.list('c');
  expect(first.content).toMatchObject({ kind: 'whole' });
  const again = await keys.list('c', first.revision, true);
  expect(again.content).toEqual({ kind: 'changes', keys: [], deletedIds: [] });
  expect(again).toMatchObject({ total: 3, revision: first.revision });

  api.keys.delete('authkey.0');
  await keys.edit('c', { ...shownKey('authkey.1'), version: 1 }, '2031-01-01T00:00:00.000Z');
  const changed = await keys.list('c', first.revision);
  expect(changed.content).toMatchObject({
    kind: 'changes',
    keys: [{ ...shownKey('authkey.1'), version: 2 }],
    deletedIds: ['authkey.0'],
  });
  expect(changed.total).toBe(2);
  expect((await keys.list('c', changed.revision)).content).toEqual({ kind: 'changes', keys: [], deletedIds: [] });

  api.accounts = api.accounts.map((account) => ({ ...account, problem: 'disabled' }));
  const disabled = await keys.list('c', changed.revision);
  const systemRoles = ['API integrations'];
  expect(disabled.content.keys).toMatchObject([
    { id: 'authkey.1', accountProblem: 'disabled', systemRoles },
    { id: 'authkey.2', accountProblem: 'disabled', systemRoles },
  ]);
});

it('gives all keys to a window whose list it does not know', async () => {
  const keys = keysOver(new MemoryAdminApi(idsOf(1)));
  const { revision } = await keys.list('c');
  const other = keysOver(new MemoryAdminApi(idsOf(1)));
  expect((await other.list('c', revision)).content).toMatchObject({ kind: 'whole', keys: [{ id: 'authkey.0' }] });
  expect((await keys.list('c', revision + 1_000)).content).toMatchObject({ kind: 'whole' });
});

it('fault 35: fails when the platform announces more keys than it gives', async () => {
  const api = withoutFeed(new MemoryAdminApi(idsOf(3)));
  const listKeys = api.listKeys.bind(api);
  api.listKeys = async (page) => ({ ...(await listKeys({ skip: 0, take: page.take })), total: 1_000_000 });
  await expect(keysOver(api).list('c')).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
});

it('fault 35: fetches a list again that has changed between two pages', async () => {
  const api = withoutFeed(new MemoryAdminApi(idsOf(15_000)));
  const listKeys = api.listKeys.bind(api);
  vi.spyOn(api, 'listKeys').mockImplementationOnce(async (page) => {
    const response = await listKeys(page);
    // One of the keys just given goes away: the next page starts one key too late.
    api.keys.delete('authkey.0');
    return response;
  });
  const { keys } = (await keysOver(api).list('c')).content;
  expect(keys).toHaveLength(14_999);
  expect(keys.map(({ id }) => id)).not.toContain('authkey.0');
});

it('gives the token of a listed key without asking for its secret', async () => {
  const api = new MemoryAdminApi(idsOf(1));
  const keys = keysOver(api);
  expect(() => keys.tokenOf('c', shownKey('authkey.0'))).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  await keys.list('c');
  api.readSecret = () => Promise.reject(new Error('The secret was asked for'));
  expect(keys.tokenOf('c', shownKey('authkey.0'))).toBe(tokenOf('authkey.0'));
  const created = await keys.create('c', 'account.1', '2027-01-01T00:00:00Z');
  expect(keys.tokenOf('c', created)).toBe(created.token);
});

it('a key that was deleted before the response to its change came does not come back', async () => {
  const api = new MemoryAdminApi(idsOf(2));
  const keys = keysOver(api);
  await keys.list('c');
  const editKey = api.editKey.bind(api);
  api.editKey = async (...parameters) => {
    const changed = await editKey(...parameters);
    api.keys.delete('authkey.0');
    await keys.list('c');
    return changed;
  };
  await keys.edit('c', { ...shownKey('authkey.0'), version: 1 }, '2031-01-01T00:00:00.000Z');
  expect((await keys.list('c')).content.keys.map(({ id }) => id)).toEqual(['authkey.1']);
});
