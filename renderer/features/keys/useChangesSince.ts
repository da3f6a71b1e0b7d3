import { useCallback, useState } from 'react';
import type { KeyList, KnownKeys } from '../../api/keyQueries.ts';
import { type ListChanges, listChanges } from './compareKeyLists.ts';

/** Changes since a list that could not be refreshed for a while. */
export interface ChangesSince extends ListChanges {
  /** When that list was current, ISO 8601. */
  readonly since: string;
}

/**
 * Compares the cached list, shown at the start or while offline, with the next live one.
 * @returns the changes, `null` if there are none, and a function that dismisses them.
 */
export function useChangesSince({ data, source }: KnownKeys): [ChangesSince | null, () => void] {
  const [shown, setShown] = useState<KeyList | null>(null);
  const [changes, setChanges] = useState<ChangesSince | null>(null);
  if (data !== undefined && source === 'known' && shown !== data) {
    setShown(data);
  }
  if (data !== undefined && source === 'live' && shown !== null) {
    const found = listChanges(shown.items, data.items);
    setShown(null);
    setChanges(found === null ? null : { ...found, since: shown.fetchedAt });
  }
  return [changes, useCallback(() => setChanges(null), [])];
}
