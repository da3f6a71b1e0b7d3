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

it('fetches every page and counts what it fetched', async () => {
  const list = await keysOver(new MemoryAdminApi(idsOf(25_000))).list('c');
  expect(list.content.keys).toHaveLength(25_000);
  expect(list.total).toBe(25_000);
  expect(list.fetchedAt).toBe('1970-01-01T00:00:00.000Z');
});

it('fetches every page of an installation without a feed of changes, and asks for the feed once only', async () => {
  const api = withoutFeed(new MemoryAdminApi(idsOf(25_000)));
  const feed = vi.spyOn(api, 'listChanges');
  const keys = keysOver(api);
  expect((await keys.list('c')).total).toBe(25_000);
  expect((await keys.list('c')).total).toBe(25_000);
  expect(feed).toHaveBeenCalledTimes(1);
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
  expect(disabled.content.keys.map(({ id, accountProblem }) => [id, accountProblem])).toEqual([
    ['authkey.1', 'disabled'],
    ['authkey.2', 'disabled'],
  ]);
});

it('gives all keys to a window whose list it does not know', async () => {
  const keys = keysOver(new MemoryAdminApi(idsOf(1)));
  const { revision } = await keys.list('c');
  const other = keysOver(new MemoryAdminApi(idsOf(1)));
  expect((await other.list('c', revision)).content).toMatchObject({ kind: 'whole', keys: [{ id: 'authkey.0' }] });
  expect((await keys.list('c', revision + 1_000)).content).toMatchObject({ kind: 'whole' });
});

it('joins to each key what its account may do', async () => {
  const api = new MemoryAdminApi(idsOf(1));
  api.accounts = [{ id: 'account.1', username: 'a', fullName: 'A', systemRoles: ['R'], problem: 'disabled' }];
  expect((await keysOver(api).list('c')).content.keys[0]).toMatchObject({
    accountProblem: 'disabled',
    systemRoles: ['R'],
  });
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
  api.listKeys = async (page) => {
    const answer = await listKeys(page);
    if (page.skip > 0) {
      return answer;
    }
    // One of the keys just given goes away: the next page starts one key too late.
    api.listKeys = listKeys;
    api.keys.delete('authkey.0');
    return answer;
  };
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
