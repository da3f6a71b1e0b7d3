import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { DEFAULT_KEY_VIEW, type KeyView } from '../../shared/model/keyView.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

/** How the table of keys is arranged, and how that is changed. */
export interface KeyViewControl {
  /** `undefined` while it is not known. */
  readonly view: KeyView | undefined;
  /** Replaces a part of it, at once in the window; main remembers it behind that. */
  readonly change: (change: Partial<KeyView>) => void;
}

/** How the user has arranged the table of keys of a connection. */
export function useKeyView(connectionId: string): KeyViewControl {
  const queryClient = useQueryClient();
  const queryKey = queryKeys.keyView(connectionId);
  const { data, isError } = useQuery({ queryKey, queryFn: () => call(bridge.keyViews.get({ connectionId })) });
  const change = useCallback(
    (part: Partial<KeyView>) => {
      const key = queryKeys.keyView(connectionId);
      const view = { ...(queryClient.getQueryData<KeyView>(key) ?? DEFAULT_KEY_VIEW), ...part };
      queryClient.setQueryData<KeyView>(key, view);
      // What cannot be remembered is good for this run; that the settings cannot be saved is told by a banner.
      call(bridge.keyViews.set({ connectionId, view })).catch(() => undefined);
    },
    [queryClient, connectionId],
  );
  return { view: isError ? DEFAULT_KEY_VIEW : data, change };
}
