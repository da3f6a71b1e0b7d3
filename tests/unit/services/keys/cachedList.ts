import { holdCalls } from '../../../fakes/holdCalls.ts';
import { type KeyListSyncBench, keyListSyncOver } from '../../../fakes/keyListSyncOver.ts';
import { MemoryAdminApi } from '../../../fakes/memoryAdminApi.ts';
import { settle } from '../../../fakes/settle.ts';

/** Returns `count` key ids, starting with `authkey.0`. */
export const idsOf = (count: number) => Array.from({ length: count }, (_, index) => `authkey.${index}`);

/** Creates the lists for an installation with `count` keys; nothing is fetched yet. */
export function createLists(count: number, options: KeyListSyncBench = {}) {
  const api = new MemoryAdminApi(idsOf(count));
  const bench = keyListSyncOver(api, options);
  /** Advances the clock and waits for the writes that are due. */
  const pass = async (milliseconds: number): Promise<void> => {
    bench.clock.advance(milliseconds);
    await settle();
  };
  return {
    ...bench,
    api,
    pass,
    refresh: (isFull = false) => bench.lists.refresh('c', isFull),
    /** Fetches the list and waits until it is written. */
    fetch: async () => {
      const state = await bench.lists.refresh('c', false);
      await pass(1_000);
      return state;
    },
    /** Delays the change feed until the returned function is called. */
    holdFeed: () => holdCalls(api, 'listChanges'),
  };
}

/** The same with a list that was fetched and written. */
export async function createCachedList(count = 2, options: KeyListSyncBench = {}) {
  const bench = createLists(count, options);
  const state = await bench.fetch();
  return { ...bench, state };
}
