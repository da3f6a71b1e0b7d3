import type { BulkReport } from '../../../../shared/model/bulkChange.ts';
import type { AuthenticationKey, KeyReference } from '../../../../shared/model/key.ts';
import type { ExpiryChanges } from '../../../api/bulkQueries.ts';
import { createRequiredContext } from '../../../shell/requiredContext.ts';

/** A key that was retired, or may have been. */
export interface RetiredKey extends KeyReference {
  /** Its new version; `null` without a response: then only the list shows whether it was retired. */
  readonly version: number | null;
  /** Its former expiry, ISO 8601. */
  readonly expirationDate: string;
}

/** Keys retired together in this session, which can be restored together. */
export interface Retirement {
  readonly id: number;
  readonly connectionId: string;
  /** The expiry set when they were retired, ISO 8601 in UTC. */
  readonly at: string;
  /** Keys not restored yet. */
  readonly keys: readonly RetiredKey[];
  readonly isRestoring: boolean;
  /** Report of the last incomplete restoration. */
  readonly report: BulkReport | null;
  /** Keys of the last restoration. */
  readonly tried: readonly KeyReference[];
}

/** Remembers retirements and undoes them. */
export interface RetirementControl {
  readonly retirements: readonly Retirement[];
  /** Remembers what can be restored; returns the id of the retirement. */
  readonly add: (connectionId: string, at: string, keys: readonly RetiredKey[]) => number;
  /**
   * Restores the former expiries. Keys not restored stay remembered, except those changed by somebody else since.
   * Returns `null` if there is nothing to restore or a restoration is in progress.
   * @throws AppError when the restoration could not be started.
   */
  readonly restore: (id: number) => Promise<BulkReport | null>;
  readonly forget: (id: number) => void;
}

/** Context of the {@link RetirementControl}. */
export const [RetirementContext, useRetirements] = createRequiredContext<RetirementControl>('RetirementContext');

/**
 * Returns the keys that can be restored; without a response, those whose expiry shows that they were retired.
 * @param items the current list of keys.
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
