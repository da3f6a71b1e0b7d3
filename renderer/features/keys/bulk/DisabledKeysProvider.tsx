import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { type BulkReport, isLeftOver } from '../../../../shared/model/bulkChange.ts';
import { findBatch, restoreBatch } from '../../../api/disabledQueries.ts';
import { DisabledKeysContext, type Restoration } from './disabledBatches.ts';

/** Remembers restorations and closed notes. Outside of the lock screen, so that a report is still there after unlocking. */
export function DisabledKeysProvider({ children }: { readonly children: ReactNode }) {
  const queryClient = useQueryClient();
  const [restorations, setRestorations] = useState<ReadonlyMap<string, Restoration>>(new Map());
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const running = useRef(new Set<string>());
  const set = useCallback((batchId: string, restoration: Restoration | null) => {
    setRestorations((before) => {
      const after = new Map(before);
      if (restoration === null) {
        after.delete(batchId);
      } else {
        after.set(batchId, restoration);
      }
      return after;
    });
  }, []);
  const restore = useCallback(
    async (connectionId: string, batchId: string): Promise<BulkReport | null> => {
      if (running.current.has(batchId)) {
        return null;
      }
      running.current.add(batchId);
      try {
        const batch = await findBatch(connectionId, batchId);
        if (batch === null) {
          return null;
        }
        set(batchId, { batch, isRunning: true, report: null });
        try {
          const report = await restoreBatch(queryClient, batch);
          set(batchId, report.results.some(isLeftOver) ? { batch, isRunning: false, report } : null);
          return report;
        } catch (error) {
          set(batchId, null);
          throw error;
        }
      } finally {
        running.current.delete(batchId);
      }
    },
    [queryClient, set],
  );
  const close = useCallback(
    (batchId: string) => {
      set(batchId, null);
      setClosed((before) => new Set([...before, batchId]));
    },
    [set],
  );
  const control = useMemo(() => ({ restorations, closed, restore, close }), [restorations, closed, restore, close]);
  return <DisabledKeysContext value={control}>{children}</DisabledKeysContext>;
}
