import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { DEFAULT_KEY_VIEW, type KeyView } from '../../shared/model/keyView.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

/** Layout of the key table and a way to change it. */
export interface KeyViewControl {
  /** `undefined` while unknown. */
  readonly view: KeyView | undefined;
  /** Changes a part of it, at once in the window; main saves it in the background. */
  readonly change: (change: Partial<KeyView>) => void;
}

/** The query of {@link useKeyView}. */
export const keyViewQuery = (connectionId: string) =>
  queryOptions({
    queryKey: queryKeys.keyView(connectionId),
    queryFn: () => call(bridge.keyViews.get({ connectionId })),
  });

/** The layout that the user chose for the key table of a connection. */
export function useKeyView(connectionId: string): KeyViewControl {
  const queryClient = useQueryClient();
  const { data, isError } = useQuery(keyViewQuery(connectionId));
  const change = useCallback(
    (part: Partial<KeyView>) => {
      const key = queryKeys.keyView(connectionId);
      const view = { ...(queryClient.getQueryData<KeyView>(key) ?? DEFAULT_KEY_VIEW), ...part };
      queryClient.setQueryData<KeyView>(key, view);
      // If it cannot be saved it is valid for this session; a banner already reports that settings cannot be saved.
      call(bridge.keyViews.set({ connectionId, view })).catch(() => undefined);
    },
    [queryClient, connectionId],
  );
  return { view: isError ? DEFAULT_KEY_VIEW : data, change };
}
