import { type KeyListSyncBench, keyListSyncOver } from '../../../fakes/keyListSyncOver.ts';
import { MemoryAdminApi } from '../../../fakes/memoryAdminApi.ts';
import { settle } from '../../../fakes/settle.ts';

/** The ids of so many keys, from `authkey.0` on. */
export const idsOf = (count: number) => Array.from({ length: count }, (_, index) => `authkey.${index}`);

/** The lists over an installation with so many keys; nothing is fetched yet. */
export function createLists(count: number, options: KeyListSyncBench = {}) {
  const api = new MemoryAdminApi(idsOf(count));
  const bench = keyListSyncOver(api, options);
  /** Moves the clock and lets what is due then be written. */
  const pass = async (milliseconds: number): Promise<void> => {
    bench.clock.advance(milliseconds);
    await settle();
  };
  return {
    ...bench,
    api,
    pass,
    refresh: (isFull = false) => bench.lists.refresh('c', isFull),
    /** Fetches the list and lets it be written. */
    fetch: async () => {
      const state = await bench.lists.refresh('c', false);
      await pass(1_000);
      return state;
    },
    /** Holds the feed of changes back until the returned function is called. */
    holdFeed: (): (() => void) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const listChanges = api.listChanges.bind(api);
      api.listChanges = async (...request) => {
        await promise;
        return listChanges(...request);
      };
      return resolve;
    },
  };
}

/** The same with a list that was fetched and written to the disk. */
export async function createCachedList(count = 2, options: KeyListSyncBench = {}) {
  const bench = createLists(count, options);
  const state = await bench.fetch();
  return { ...bench, state };
}
