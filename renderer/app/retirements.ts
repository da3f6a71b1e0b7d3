import type { BulkReport } from '../../shared/model/bulkChange.ts';
import type { ExpiryChanges } from '../api/bulkQueries.ts';
import { createRequiredContext } from './requiredContext.ts';

/** Keys that were retired together in this run of the window, and can be restored together. */
export interface Retirement {
  readonly id: number;
  readonly connectionId: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** What is still to be restored: each key with its version since, and the expiry that it had. */
  readonly keys: ExpiryChanges;
  readonly isRestoring: boolean;
  /** How the last restoration went that left something over. */
  readonly report: BulkReport | null;
}

/** How retirements are kept and taken back. */
export interface RetirementControl {
  readonly retirements: readonly Retirement[];
  /** Remembers what can be restored; gives the identifier of it. */
  readonly add: (connectionId: string, keys: ExpiryChanges) => number;
  /**
   * Puts the former expiries back; what was not restored stays remembered, but for keys that somebody has changed since.
   * Gives `null` where there is nothing to restore, or it is being restored.
   * @throws AppError when nothing could be begun.
   */
  readonly restore: (id: number) => Promise<BulkReport | null>;
  readonly forget: (id: number) => void;
}

/** Carries the {@link RetirementControl}, and reads it. */
export const [RetirementContext, useRetirements] = createRequiredContext<RetirementControl>('RetirementContext');
