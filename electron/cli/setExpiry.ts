import type { BulkReport } from '../../shared/model/bulkChange.ts';
import type { PlannedKey } from './changeKeys.ts';
import type { CommandContext } from './context.ts';

/** Sets the planned expiry of each key in one run, which is recorded in the activity journal. */
export function setExpiry(
  { services }: CommandContext,
  connectionId: string,
  included: readonly PlannedKey[],
  stopped: AbortSignal,
): Promise<BulkReport> {
  const changes = included.flatMap(({ key: { id, token, version }, expirationDate }) =>
    expirationDate === null ? [] : [{ id, token, version, expirationDate }],
  );
  return services.recorded.setExpiry(connectionId, changes, stopped);
}
