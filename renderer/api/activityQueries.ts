import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import type { Input } from '../../shared/ipc/contract.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

/** Entries per request; more are loaded as the list is scrolled. */
const PAGE = 200;

/** Which entries to load, and the names of actions in the user's language, which the search matches. */
export type ActivityFilter = Pick<Input<'activity:list'>, 'connectionId' | 'search' | 'actions'>;

/** The activity, newest first, in pages. @param language tag of the language of the action names. */
export function useActivity(filter: ActivityFilter, language: string) {
  return useInfiniteQuery({
    queryKey: queryKeys.activity(filter.connectionId, filter.search, language),
    queryFn: ({ pageParam }) => call(bridge.activity.list({ ...filter, skip: pageParam, take: PAGE })),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const loaded = pages.reduce((sum, page) => sum + page.items.length, 0);
      return loaded < last.total ? loaded : null;
    },
    placeholderData: keepPreviousData,
    // Other programs may have changed the files, so opening the page always reads them again.
    staleTime: 0,
  });
}

/** Exports the entries to a file that the user chooses; returns `null` when cancelled. */
export function useExportActivity() {
  return useMutation({
    mutationFn: async (input: Input<'activity:export'>) => (await call(bridge.activity.export(input))).saved,
  });
}
