import { useCallback, useEffect, useState } from 'react';
import type { KnownKeys } from '../../../api/keyQueries.ts';
import { useLatest } from '../../../components/useLatest.ts';

/** What has to wait for the list while only its head is known. */
export interface WhenListed {
  /** Does something with the whole list: at once, or when the list is there, after what was asked for before. */
  readonly whenListed: (action: () => void) => void;
  /** Whether something waits. */
  readonly isWaiting: boolean;
}

/**
 * Keeps what the user wants to do with all keys until they are there: what is known of a list before that is never taken
 * for the whole. If there turns out to be no list, nothing is done.
 */
export function useWhenListed({ data, head }: Pick<KnownKeys, 'data' | 'head'>): WhenListed {
  const [actions, setActions] = useState<readonly (() => void)[]>([]);
  const isAwaited = head !== null;
  const isListed = data !== undefined;
  const latest = useLatest(isAwaited);
  useEffect(() => {
    const [next, ...others] = actions;
    if (!isAwaited && next !== undefined) {
      // One in each render, so that an export finds what was selected before it.
      setActions(others);
      if (isListed) {
        next();
      }
    }
  }, [isAwaited, isListed, actions]);
  const whenListed = useCallback(
    (wanted: () => void) => (latest.current ? setActions((before) => [...before, wanted]) : wanted()),
    [latest],
  );
  return { whenListed, isWaiting: actions.length > 0 };
}
