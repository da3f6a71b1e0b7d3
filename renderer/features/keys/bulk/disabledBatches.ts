import type { BulkReport } from '../../../../shared/model/bulkChange.ts';
import type { DisabledBatch } from '../../../../shared/model/disabledBatch.ts';
import { createRequiredContext } from '../../../shell/requiredContext.ts';

/** A restoration of a batch in this window. */
export interface Restoration {
  /** The batch as it was before. */
  readonly batch: DisabledBatch;
  readonly isRunning: boolean;
  /** Report of an incomplete restoration; `null` while it runs, or if all keys were restored. */
  readonly report: BulkReport | null;
}

/** Restores batches, and remembers what the window shows of them. */
export interface DisabledKeysControl {
  /** By the id of the batch, which may be gone by now. */
  readonly restorations: ReadonlyMap<string, Restoration>;
  /** Ids of batches whose note was closed. */
  readonly closed: ReadonlySet<string>;
  /**
   * Restores the former expiries. Returns `null` if there is nothing to restore or a restoration is in progress.
   * @throws AppError when the restoration could not be started.
   */
  readonly restore: (connectionId: string, batchId: string) => Promise<BulkReport | null>;
  /** Closes the note of a batch, and its report. */
  readonly close: (batchId: string) => void;
}

/** Context of the {@link DisabledKeysControl}. */
export const [DisabledKeysContext, useDisabledKeys] = createRequiredContext<DisabledKeysControl>('DisabledKeysContext');
