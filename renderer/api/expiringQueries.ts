import { useMemo } from 'react';
import { countExpiring, type ExpiringCounts } from '../../shared/model/expiringKeys.ts';
import { useAdoptedKeys } from './adoptedKeyQueries.ts';
import type { KnownKeys } from './keyQueries.ts';
import { useRotatingKeys } from './rotationQueries.ts';

/**
 * Counts the keys of a connection that expire soon: the same numbers wherever they are shown.
 * @param known the list of keys, or its head.
 * @param now milliseconds since the epoch.
 */
export function useExpiringCounts(
  connectionId: string,
  { data, head }: Pick<KnownKeys, 'data' | 'head'>,
  now: number,
): ExpiringCounts {
  const rotating = useRotatingKeys(connectionId);
  const adopted = useAdoptedKeys(connectionId);
  const items = data?.items;
  return useMemo(
    () => head?.expiring ?? countExpiring(items ?? [], adopted, now, rotating),
    [head, items, adopted, now, rotating],
  );
}
