import { useMemo } from 'react';
import { countExpiring, type ExpiringCounts } from '../../shared/model/expiringKeys.ts';
import type { AuthenticationKey } from '../../shared/model/key.ts';
import { useAdoptedKeys } from './adoptedKeyQueries.ts';
import { useRotatingKeys } from './rotationQueries.ts';

/**
 * Counts the keys of a connection that expire soon: the same numbers wherever they are shown.
 * @param items the list of keys; `undefined` while there is none.
 * @param now milliseconds since the epoch.
 */
export function useExpiringCounts(
  connectionId: string,
  items: readonly AuthenticationKey[] | undefined,
  now: number,
): ExpiringCounts {
  const rotating = useRotatingKeys(connectionId);
  const adopted = useAdoptedKeys(connectionId);
  return useMemo(() => countExpiring(items ?? [], adopted, now, rotating), [items, adopted, now, rotating]);
}
