import { useState } from 'react';
import type { KeyList, KnownKeys } from '../../api/keyQueries.ts';
import { type ListChanges, listChanges } from './compareKeyLists.ts';

/** What has changed since a list that could not be renewed for a while. */
export interface ChangesSince extends ListChanges {
  /** When that list was current, ISO 8601. */
  readonly since: string;
}

/**
 * Compares the list that was shown from this computer, at the start or while the installation could not be reached, with
 * the first one that the installation gives again.
 * @returns the changes, `null` for none, and a function that forgets them.
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
  return [changes, () => setChanges(null)];
}
