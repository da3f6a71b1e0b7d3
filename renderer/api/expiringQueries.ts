import { useMemo } from 'react';
import type { AdoptedKey } from '../../shared/model/adoptedKey.ts';
import { type ExpiringCounts, findExpiring } from '../../shared/model/expiringKeys.ts';
import { type AuthenticationKey, keyStatus } from '../../shared/model/key.ts';
import { useAdoptedKeys } from './adoptedKeyQueries.ts';
import { useRotatingKeys } from './rotationQueries.ts';

/**
 * Counts the keys of a connection that expire soon, also those that are known by token and secret only: of their accounts
 * KeyDesk knows no other key. One that is in the list too counts once. The same numbers wherever they are shown.
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
  return useMemo(() => {
    const keys = items ?? [];
    const { unreplaced, ...counts } = findExpiring(keys, now, rotating);
    const expiring = adopted.filter((key) => isExpiring(key, now));
    const listed = new Set(expiring.length === 0 ? [] : keys.map(({ token }) => token.toLowerCase()));
    return { ...counts, unreplaced: unreplaced.size + expiring.filter(({ token }) => !listed.has(token)).length };
  }, [items, now, rotating, adopted]);
}

function isExpiring({ expirationDate }: AdoptedKey, now: number): boolean {
  return expirationDate !== null && keyStatus({ expirationDate, accountProblem: null }, now).kind === 'expiring';
}
