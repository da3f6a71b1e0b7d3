import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import type { IncidentDraft } from './incidentDraft.ts';
import { recorded } from './incidentParts.ts';
import type { IncidentHeader } from './incidentRecords.ts';

/**
 * Returns what is recorded before the keys of a search are disabled.
 * @param chosen the connections of the run.
 * @param others all other connections; those of the search were left out.
 * @param now milliseconds since the epoch.
 */
export function incidentHeader(
  { findings, criteria, concerned, leftOut }: IncidentDraft,
  chosen: readonly ConnectionSummary[],
  others: readonly ConnectionSummary[],
  now: number,
): IncidentHeader {
  return {
    version: 1,
    startedAt: new Date(now).toISOString(),
    criteria,
    connections: chosen.map(({ id, name, environment, username, token }) => ({
      id,
      name,
      environment,
      account: username || shortToken(token),
      leftOut: (concerned.get(id)?.working ?? [])
        .filter((key) => leftOut.get(id)?.has(key.id) === true)
        .map((key) => recorded(key, 'leftOut', null)),
    })),
    unmanaged: [...findings.unmanaged],
    leftOut: others.flatMap(({ id, name, environment }) => {
      const part = findings.parts.find(({ connectionId }) => connectionId === id);
      const keys = part === undefined ? 0 : part.keys + part.leftOut;
      return part === undefined || (keys === 0 && part.code === null) ? [] : [{ name, environment, keys }];
    }),
  };
}
