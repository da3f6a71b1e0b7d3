import { type IncidentCriteria, type IncidentFindings, MAX_SHOWN_KEYS } from '../../../shared/model/incident.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import type { Clock } from '../../ports.ts';
import type { AdoptedKeys } from '../keys/adoptedKeys.ts';
import type { KeyListSync } from '../keys/keyListSync.ts';
import { type FetchedList, fetchList, foundPart, IncidentMatcher } from './incidentSearch.ts';
import { type StoredCriteria, storedCriteriaOf, summaryOf } from './storedCriteria.ts';

/** Dependencies of {@link searchKeys}. */
export interface IncidentSearchOptions {
  readonly lists: Pick<KeyListSync, 'known' | 'refresh'>;
  readonly adopted: Pick<AdoptedKeys, 'list'>;
  readonly clock: Clock;
}

/** A search that was not used yet. */
export interface IncidentDraft {
  readonly findings: IncidentFindings;
  readonly criteria: StoredCriteria;
  /** By the id of the connection. */
  readonly fetched: ReadonlyMap<string, FetchedList>;
}

/** Fetches the lists of connections side by side and finds the keys. Never rejects: failures are part of the result. */
export async function searchKeys(
  { lists, adopted, clock }: IncidentSearchOptions,
  criteria: IncidentCriteria,
  connectionIds: readonly string[],
  ownTokens: ReadonlySet<string>,
): Promise<IncidentDraft> {
  const stored = storedCriteriaOf(criteria);
  const fetched = new Map(
    await Promise.all(connectionIds.map(async (id) => [id, await fetchList(lists, clock, id)] as const)),
  );
  const now = clock.now();
  const matcher = new IncidentMatcher(stored, now, ownTokens, clock);
  const missing = new Set(criteria.kind === 'tokens' ? criteria.tokens : []);
  const found = new Set<string>();
  const parts = [...fetched].map(([id, list]) => {
    const concerned = matcher.find(list.state?.items ?? []);
    for (const { token } of Object.values(concerned).flat()) {
      found.add(token.toLowerCase());
    }
    return foundPart(id, list, concerned, now);
  });
  const unmanaged = connectionIds.flatMap((connectionId) =>
    adopted
      .list(connectionId)
      .filter(({ token }) => missing.has(token) && !found.has(token))
      .map(({ token, label }) => ({ connectionId, token, label })),
  );
  for (const token of [...found, ...unmanaged.map((key) => key.token)]) {
    missing.delete(token);
  }
  const findings = {
    id: crypto.randomUUID(),
    criteria: summaryOf(stored),
    parts,
    notFound: [...missing].slice(0, MAX_SHOWN_KEYS).map(shortToken),
    notFoundCount: missing.size,
    unmanaged: unmanaged.map((key) => ({ ...key, token: shortToken(key.token) })),
  };
  return { findings, criteria: stored, fetched };
}
