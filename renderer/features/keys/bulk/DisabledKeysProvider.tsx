import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { type BulkReport, canBeRetried, isLeftOver } from '../../../../shared/model/bulkChange.ts';
import { setExpiry } from '../../../api/bulkQueries.ts';
import { knownKeys } from '../../../api/keyQueries.ts';
import { type DisabledBatch, type DisabledKey, DisabledKeysContext, restorableOf } from './disabledBatches.ts';

/**
 * Remembers the keys disabled in this session. Outside of the lock screen: ids, versions and dates are not confidential,
 * and a user who returns may want to restore them.
 */
export function DisabledKeysProvider({ children }: { readonly children: ReactNode }) {
  const queryClient = useQueryClient();
  const [batches, setBatches] = useState<readonly DisabledBatch[]>([]);
  /** The current state, also for callbacks of messages created earlier. */
  const current = useRef(batches);
  const nextId = useRef(1);
  const change = useCallback((next: readonly DisabledBatch[]) => {
    current.current = next;
    setBatches(next);
  }, []);
  const update = useCallback(
    (id: number, part: Partial<DisabledBatch>) =>
      change(current.current.map((batch) => (batch.id === id ? { ...batch, ...part } : batch))),
    [change],
  );
  const forget = useCallback((id: number) => change(current.current.filter((one) => one.id !== id)), [change]);
  const add = useCallback(
    (connectionId: string, at: string, keys: readonly DisabledKey[]): number => {
      const id = nextId.current;
      nextId.current += 1;
      change([...current.current, { id, connectionId, at, keys, isRestoring: false, report: null, tried: [] }]);
      return id;
    },
    [change],
  );
  const restore = useCallback(
    async (id: number): Promise<BulkReport | null> => {
      const batch = current.current.find((one) => one.id === id);
      if (batch === undefined || batch.isRestoring) {
        return null;
      }
      const { connectionId } = batch;
      const changes = restorableOf(batch, knownKeys(queryClient, connectionId));
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
  const control = useMemo(() => ({ batches, add, restore, forget }), [batches, add, restore, forget]);
  return <DisabledKeysContext value={control}>{children}</DisabledKeysContext>;
}
