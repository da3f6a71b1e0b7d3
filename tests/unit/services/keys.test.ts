import { expect, it } from 'vitest';
import { Keys } from '../../../electron/services/keys.ts';
import { AppError } from '../../../shared/result.ts';
import { ManualClock } from '../../fakes/manualClock.ts';
import { MemoryAdminApi } from '../../fakes/memoryAdminApi.ts';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `authkey.${index}`);

function keysOver(api: MemoryAdminApi): Keys {
  return new Keys(async () => api, new ManualClock(0));
}

it('fetches every page and counts what it fetched', async () => {
  const list = await keysOver(new MemoryAdminApi(ids(25_000))).list('c');
  expect(list.items).toHaveLength(25_000);
  expect(list.total).toBe(25_000);
  expect(list.fetchedAt).toBe('1970-01-01T00:00:00.000Z');
});

it('joins to each key what its account may do', async () => {
  const api = new MemoryAdminApi(ids(1));
  api.accounts = [{ id: 'account.1', username: 'a', fullName: 'A', systemRoles: ['R'], problem: 'disabled' }];
  expect((await keysOver(api).list('c')).items[0]).toMatchObject({ accountProblem: 'disabled', systemRoles: ['R'] });
});

it('lists keys for an account that may not see accounts', async () => {
  const api = new MemoryAdminApi(ids(1));
  api.listEligibleAccounts = () => Promise.reject(new AppError('NOT_PERMITTED', 'no'));
  expect((await keysOver(api).list('c')).items[0]).toMatchObject({ accountProblem: null, systemRoles: [] });
});

it('ends when the platform promises more keys than it gives, and drops repeated ones', async () => {
  const api = new MemoryAdminApi(ids(3));
  const listKeys = api.listKeys.bind(api);
  api.listKeys = async (page) => {
    const { items } = await listKeys({ skip: 0, take: page.take });
    return { items: page.skip === 0 ? [...items, ...items] : [], total: 100 };
  };
  expect((await keysOver(api).list('c')).total).toBe(3);
});

it('tells the result of each deletion, in order, over more than one call', async () => {
  const api = new MemoryAdminApi(ids(1500));
  api.keys.delete('authkey.7');
  const results = await keysOver(api).delete('c', ids(1500));
  expect(results.map(({ id }) => id)).toEqual(ids(1500));
  expect(results.filter(({ outcome }) => outcome === 'missing')).toEqual([
    { id: 'authkey.7', outcome: 'missing', detail: null },
  ]);
  expect(api.keys.size).toBe(0);
});

it('tells what was done when a later call fails as a whole', async () => {
  const api = new MemoryAdminApi(ids(1500));
  const deleteKeys = api.deleteKeys.bind(api);
  api.deleteKeys = (keyIds) => {
    api.deleteKeys = () => Promise.reject(new AppError('UNREACHABLE', 'gone'));
    return deleteKeys(keyIds);
  };
  const results = await keysOver(api).delete('c', ids(1500));
  expect(results.filter(({ outcome }) => outcome === 'deleted')).toHaveLength(1000);
  expect(results[1000]).toEqual({ id: 'authkey.1000', outcome: 'failed', detail: 'gone' });
  expect(results).toHaveLength(1500);
});

it('fails when nothing could be deleted at all', async () => {
  const api = new MemoryAdminApi(ids(2));
  api.failure = new AppError('UNREACHABLE', 'gone');
  await expect(keysOver(api).delete('c', ids(2))).rejects.toMatchObject({ code: 'UNREACHABLE' });
});
