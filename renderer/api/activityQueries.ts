import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import type { Input } from '../../shared/ipc/contract.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

/** How many entries are asked for at once; more follow as the list is scrolled. */
const PAGE = 200;

/** Which entries are asked for, and the words in which the search finds actions. */
export type ActivityFilter = Pick<Input<'activity:list'>, 'connectionId' | 'search' | 'actions'>;

/** The activity, the newest first, in as many pages as were asked for. @param language tag of the words. */
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
    // The files may have been changed by others: whoever opens the page wants to know how they are now.
    staleTime: 0,
  });
}

/** Has main ask for a file and write the entries to it; gives its name, or `null` when the user cancelled. */
export function useExportActivity() {
  return useMutation({
    mutationFn: async (input: Input<'activity:export'>) => (await call(bridge.activity.export(input))).savedAs,
  });
}
