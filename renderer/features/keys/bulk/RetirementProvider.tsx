import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { type BulkReport, canBeRetried, isLeftOver } from '../../../../shared/model/bulkChange.ts';
import { setExpiry } from '../../../api/bulkQueries.ts';
import { knownKeys } from '../../../api/keyQueries.ts';
import { type RetiredKey, type Retirement, RetirementContext, restorableOf } from './retirements.ts';

/**
 * Remembers the keys retired in this session. Outside of the lock screen: ids, versions and dates are not confidential,
 * and a user who returns may want to restore them.
 */
export function RetirementProvider({ children }: { readonly children: ReactNode }) {
  const queryClient = useQueryClient();
  const [retirements, setRetirements] = useState<readonly Retirement[]>([]);
  /** The current state, also for callbacks of messages created earlier. */
  const current = useRef(retirements);
  const nextId = useRef(1);
  const change = useCallback((next: readonly Retirement[]) => {
    current.current = next;
    setRetirements(next);
  }, []);
  const update = useCallback(
    (id: number, part: Partial<Retirement>) =>
      change(current.current.map((retirement) => (retirement.id === id ? { ...retirement, ...part } : retirement))),
    [change],
  );
  const forget = useCallback((id: number) => change(current.current.filter((one) => one.id !== id)), [change]);
  const add = useCallback(
    (connectionId: string, at: string, keys: readonly RetiredKey[]): number => {
      const id = nextId.current;
      nextId.current += 1;
      change([...current.current, { id, connectionId, at, keys, isRestoring: false, report: null, tried: [] }]);
      return id;
    },
    [change],
  );
  const restore = useCallback(
    async (id: number): Promise<BulkReport | null> => {
      const retirement = current.current.find((one) => one.id === id);
      if (retirement === undefined || retirement.isRestoring) {
        return null;
      }
      const { connectionId } = retirement;
      const changes = restorableOf(retirement, knownKeys(queryClient, connectionId));
      if (changes.length === 0) {
        return null;
      }
      update(id, { isRestoring: true, report: null, tried: changes });
      try {
        const report = await setExpiry(queryClient, connectionId, changes);
        const left = report.results.filter(isLeftOver);
        // A key that somebody else has changed since is left alone: restoring would overwrite their change.
        const again = new Set(
          left.filter((result) => result.outcome !== 'changed' && canBeRetried(result)).map((result) => result.id),
        );
        if (left.length === 0) {
          forget(id);
        } else {
          update(id, { keys: changes.filter((key) => again.has(key.id)), report });
        }
        return report;
      } finally {
        update(id, { isRestoring: false });
      }
    },
    [queryClient, update, forget],
  );
  const control = useMemo(() => ({ retirements, add, restore, forget }), [retirements, add, restore, forget]);
  return <RetirementContext value={control}>{children}</RetirementContext>;
}
