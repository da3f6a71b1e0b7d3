import type { BulkReport } from '../../../../shared/model/bulkChange.ts';
import type { AuthenticationKey, KeyReference } from '../../../../shared/model/key.ts';
import type { ExpiryChanges } from '../../../api/bulkQueries.ts';
import { createRequiredContext } from '../../../shell/requiredContext.ts';

/** A key that was disabled, or may have been. */
export interface DisabledKey extends KeyReference {
  /** Its new version; `null` without a response: then only the list shows whether it was disabled. */
  readonly version: number | null;
  /** Its former expiry, ISO 8601. */
  readonly expirationDate: string;
}

/** Keys disabled together in this session, which can be restored together. */
export interface DisabledBatch {
  readonly id: number;
  readonly connectionId: string;
  /** The expiry set when they were disabled, ISO 8601 in UTC. */
  readonly at: string;
  /** Keys not restored yet. */
  readonly keys: readonly DisabledKey[];
  readonly isRestoring: boolean;
  /** Report of the last incomplete restoration. */
  readonly report: BulkReport | null;
  /** Keys of the last restoration. */
  readonly tried: readonly KeyReference[];
}

/** Remembers batches and undoes them. */
export interface DisabledKeysControl {
  readonly batches: readonly DisabledBatch[];
  /** Remembers what can be restored; returns the id of the batch. */
  readonly add: (connectionId: string, at: string, keys: readonly DisabledKey[]) => number;
  /**
   * Restores the former expiries. Keys not restored stay remembered, except those changed by somebody else since.
   * Returns `null` if there is nothing to restore or a restoration is in progress.
   * @throws AppError when the restoration could not be started.
   */
  readonly restore: (id: number) => Promise<BulkReport | null>;
  readonly forget: (id: number) => void;
}

/** Context of the {@link DisabledKeysControl}. */
export const [DisabledKeysContext, useDisabledKeys] = createRequiredContext<DisabledKeysControl>('DisabledKeysContext');

/**
 * Returns the keys that can be restored; without a response, those whose expiry shows that they were disabled.
 * @param items the current list of keys.
 */
export function restorableOf(
  { at, keys }: Pick<DisabledBatch, 'at' | 'keys'>,
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
