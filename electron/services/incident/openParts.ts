import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import { isLeftOut } from './incidentParts.ts';
import type { RecordedIncident } from './incidentRecords.ts';
import type { IncidentMatcher } from './incidentSearch.ts';
import { partState } from './incidentView.ts';
import type { WaitingPart } from './returningConnections.ts';

/** Returns the parts of incidents that wait for their connections. */
export function openParts(
  incidents: readonly RecordedIncident[],
  connections: readonly Pick<ConnectionSummary, 'id'>[],
  matcherOf: (incident: RecordedIncident) => IncidentMatcher,
): readonly WaitingPart[] {
  const known = new Set(connections.map(({ id }) => id));
  return incidents.flatMap((incident) =>
    [...incident.parts.values()]
      .filter((part) => known.has(part.connectionId) && ['open', 'notRestored'].includes(partState(incident, part)))
      .map((part): WaitingPart => {
        const { connectionId, code } = part;
        return {
          incidentId: incident.id,
          connectionId,
          code,
          count: ({ items }) =>
            incident.isRestored ? null : matcherOf(incident).find(items, (key) => isLeftOut(part, key)).working.length,
        };
      }),
  );
}
