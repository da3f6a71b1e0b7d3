import type { DisabledBatch } from '../../../shared/model/disabledBatch.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { DisabledBatches } from '../disabled/disabledBatches.ts';
import type { KeyListSync } from '../keys/keyListSync.ts';
import type { IncidentLine, IncidentRecords, RecordedIncident } from './incidentRecords.ts';
import { fetchList } from './incidentSearch.ts';

/** Dependencies of {@link addUnrecorded}. */
export interface UnrecordedOptions {
  readonly records: IncidentRecords;
  readonly disabled: Pick<DisabledBatches, 'check' | 'list'>;
  readonly lists: Pick<KeyListSync, 'known' | 'refresh'>;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'warn'>;
}

/**
 * Adds to the record of an incident what a crash kept out of it. Never rejects.
 * @param incidents all of them, oldest first.
 */
export async function addUnrecorded(
  { records, disabled, lists, clock, logger }: UnrecordedOptions,
  incidents: readonly RecordedIncident[],
  incident: RecordedIncident,
  connectionIds: readonly string[],
): Promise<void> {
  const untried = connectionIds.filter((id) => incident.parts.get(id)?.isTried === false);
  if (untried.length === 0) {
    return;
  }
  const settle = async (id: string): Promise<void> => {
    const { state, code } = await fetchList(lists, clock, id);
    if (state !== null && code === null) {
      await disabled.check(id, state);
    }
  };
  try {
    await Promise.all(untried.map(settle));
    const { batches } = await disabled.list(null);
    for (const { incident: owner, line } of unrecordedBatches(incidents, batches)) {
      await records.add(owner, line);
    }
  } catch (error) {
    logger.warn('The batches of an interrupted incident could not be added to its record', { error });
  }
}

/**
 * Returns what a crash kept out of the records: batches of disabled keys whose results were not recorded any more. Each
 * belongs to the last incident that began before it in its connection.
 * @param incidents oldest first.
 */
function unrecordedBatches(
  incidents: readonly RecordedIncident[],
  batches: readonly DisabledBatch[],
): readonly { readonly incident: RecordedIncident; readonly line: IncidentLine }[] {
  const recorded = new Set(incidents.flatMap(({ parts }) => [...parts.values()].flatMap(({ batchIds }) => batchIds)));
  return batches.flatMap(({ id, origin, connectionId, at, keys }) => {
    const incident = incidents.findLast(
      ({ startedAt, parts }) => parts.has(connectionId) && Date.parse(startedAt) <= Date.parse(at),
    );
    if (origin !== 'incident' || recorded.has(id) || incident === undefined) {
      return [];
    }
    const line = {
      disabled: connectionId,
      at,
      isTried: false,
      batchId: id,
      code: null,
      keys: keys.map((key) => ({
        id: key.id,
        token: shortToken(key.token),
        username: key.username,
        fullName: '',
        formerExpiry: key.expirationDate,
        outcome: key.version === null ? ('unknown' as const) : ('done' as const),
        code: null,
      })),
    };
    return [{ incident, line }];
  });
}
