import type { BulkReport } from '../../../../shared/model/bulkChange.ts';
import type { AuthenticationKey, KeyReference } from '../../../../shared/model/key.ts';
import type { ExpiryChanges } from '../../../api/bulkQueries.ts';
import { createRequiredContext } from '../../../shell/requiredContext.ts';

/** A key that was retired, or may have been. */
export interface RetiredKey extends KeyReference {
  /** Its version since; `null` where no answer came, so that only the list can tell whether it was retired. */
  readonly version: number | null;
  /** The expiry that it had, ISO 8601. */
  readonly expirationDate: string;
}

/** Keys that were retired together in this run of the window, and can be restored together. */
export interface Retirement {
  readonly id: number;
  readonly connectionId: string;
  /** The expiry that the keys were given, ISO 8601 in UTC. */
  readonly at: string;
  /** What is still to be restored. */
  readonly keys: readonly RetiredKey[];
  readonly isRestoring: boolean;
  /** How the last restoration went that left something over. */
  readonly report: BulkReport | null;
  /** The keys that the last restoration was about. */
  readonly tried: readonly KeyReference[];
}

/** How retirements are kept and taken back. */
export interface RetirementControl {
  readonly retirements: readonly Retirement[];
  /** Remembers what can be restored; gives the identifier of it. */
  readonly add: (connectionId: string, at: string, keys: readonly RetiredKey[]) => number;
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

/**
 * Gives what can be restored: of the keys without an answer those whose expiry shows that they were retired.
 * @param items the list of keys as it is known now.
 */
export function restorableOf(
  { at, keys }: Pick<Retirement, 'at' | 'keys'>,
  items: readonly AuthenticationKey[],
): ExpiryChanges {
  const unsure = new Set(keys.filter(({ version }) => version === null).map(({ id }) => id));
  const found = new Map(items.filter(({ id }) => unsure.has(id)).map((key) => [key.id, key]));
  return keys.flatMap(({ id, token, version, expirationDate }) => {
    if (version !== null) {
      return [{ id, token, version, expirationDate }];
    }
    const key = found.get(id);
    return key?.token === token && Date.parse(key.expirationDate) === Date.parse(at)
      ? [{ id, token, version: key.version, expirationDate }]
      : [];
  });
}
