import { foldText } from '../../../shared/foldText.ts';
import {
  type FoundAccount,
  type FoundKeys,
  type FoundPart,
  type IncidentCriteria,
  type IncidentFindings,
  type Leavable,
  MAX_SHOWN_KEYS,
} from '../../../shared/model/incident.ts';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import type { Clock } from '../../ports.ts';
import type { AdoptedKeys } from '../keys/adoptedKeys.ts';
import type { KeyListSync } from '../keys/keyListSync.ts';
import { nextTask } from '../nextTask.ts';
import { type ConcernedKeys, type FetchedList, fetchList, foundPart, IncidentMatcher } from './incidentSearch.ts';
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
  /** By the id of the connection. */
  readonly concerned: ReadonlyMap<string, ConcernedKeys>;
  /** Ids of the keys that the user left out, by the id of the connection. */
  readonly leftOut: ReadonlyMap<string, ReadonlySet<string>>;
}

const NONE: ReadonlySet<string> = new Set();

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
  const concerned = new Map<string, ConcernedKeys>();
  const parts: FoundPart[] = [];
  for (const [id, list] of fetched) {
    // A list of 100,000 keys takes up to a fifth of a second.
    await nextTask();
    const groups = matcher.find(list.state?.items ?? []);
    concerned.set(id, groups);
    for (const { token } of Object.values(groups).flat()) {
      found.add(token.toLowerCase());
    }
    await nextTask();
    parts.push(foundPart(id, list, groups, NONE, now));
  }
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
  return { findings, criteria: stored, fetched, concerned, leftOut: new Map() };
}

/** Leaves keys of a search out of the run, or takes them back into it. */
export function leaveOut(
  draft: IncidentDraft,
  connectionId: string,
  what: Leavable,
  isLeftOut: boolean,
  now: number,
): IncidentDraft {
  const [list, concerned] = [draft.fetched.get(connectionId), draft.concerned.get(connectionId)];
  if (list === undefined || concerned === undefined) {
    return draft;
  }
  const ids = new Set(draft.leftOut.get(connectionId));
  for (const { id, accountId } of concerned.working) {
    if (what.id === (what.kind === 'key' ? id : accountId)) {
      ids[isLeftOut ? 'add' : 'delete'](id);
    }
  }
  const part = foundPart(connectionId, list, concerned, ids, now);
  const parts = draft.findings.parts.map((one) => (one.connectionId === connectionId ? part : one));
  return {
    ...draft,
    findings: { ...draft.findings, parts },
    leftOut: new Map([...draft.leftOut, [connectionId, ids]]),
  };
}

/**
 * Returns the keys of a search in one connection, by account.
 * @param search part of a user name, full name or token; empty for all.
 */
export function foundKeys({ concerned, leftOut }: IncidentDraft, connectionId: string, search: string): FoundKeys {
  const leftOutIds = leftOut.get(connectionId) ?? NONE;
  const wanted = foldText(search.trim());
  const accounts = Map.groupBy(concerned.get(connectionId)?.working ?? [], ({ accountId }) => accountId);
  let matching = 0;
  let shown = 0;
  const found = [...accounts.values()]
    .sort(([one], [other]) => nameOf(one).localeCompare(nameOf(other)))
    .flatMap((keys): FoundAccount[] => {
      const [first] = keys;
      const isNamed = foldText(`${first?.username}\n${first?.fullName}`).includes(wanted);
      const matches = isNamed ? keys : keys.filter(({ token }) => token.toLowerCase().includes(wanted));
      const listed = matches.slice(0, MAX_SHOWN_KEYS - shown);
      matching += matches.length;
      shown += listed.length;
      return first === undefined || listed.length === 0
        ? []
        : [
            {
              accountId: first.accountId,
              username: first.username,
              fullName: first.fullName,
              found: keys.length,
              leftOut: keys.filter(({ id }) => leftOutIds.has(id)).length,
              keys: listed.map(({ id, token, expirationDate, lastUsedDate }) => ({
                id,
                token: shortToken(token),
                expirationDate,
                lastUsedDate,
                isLeftOut: leftOutIds.has(id),
              })),
            },
          ];
    });
  return { accounts: found, more: matching - shown };
}

function nameOf(key: AuthenticationKey | undefined): string {
  return key?.fullName || (key?.username ?? '');
}
