import {
  type Incident,
  type IncidentPart,
  type IncidentRow,
  isOpenOutcome,
  MAX_SHOWN_KEYS,
} from '../../../shared/model/incident.ts';
import { canBeRestored } from './incidentParts.ts';
import type { RecordedIncident, RecordedKey, RecordedPart } from './incidentRecords.ts';
import { summaryOf } from './storedCriteria.ts';

/** What is being done for an incident. */
export interface IncidentActivity {
  readonly incidentId: string;
  readonly kind: 'disabling' | 'restoring';
  /** By the id of the connection, while it is being dealt with. */
  readonly parts: ReadonlyMap<string, { readonly total: number; readonly finished: number }>;
}

/** What is known of connections besides the record. */
export interface ViewContext {
  readonly isKnown: (connectionId: string) => boolean;
  /** Number of keys found in the current list of an open part; `null` while the installation does not respond. */
  readonly waitingIn: (incidentId: string, connectionId: string) => number | null;
}

/** Returns an incident as the window shows it. */
export function incidentView(
  incident: RecordedIncident,
  activity: IncidentActivity | null,
  context: ViewContext,
): Incident {
  const { id, startedAt, criteria, isRestored } = incident;
  const current = activity?.incidentId === id ? activity : null;
  const parts = [...incident.parts.values()].map((part) => partView(incident, part, current, context));
  const attention = rowsOf(incident).filter((row) => needsAttention(row, isRestored));
  return {
    id,
    startedAt,
    criteria: summaryOf(criteria),
    parts,
    leftOut: incident.leftOut.map(({ name, keys }) => ({ name, keys })),
    attention: attention.slice(0, MAX_SHOWN_KEYS),
    attentionCount: attention.length,
    isRestored,
    running: current?.kind ?? null,
  };
}

/** State of a part when nothing is being done; see `PART_STATES`. */
export function partState(
  incident: RecordedIncident,
  part: RecordedPart,
): 'done' | 'open' | 'restored' | 'notRestored' {
  const keys = [...part.keys.values()];
  if (incident.isRestored) {
    return keys.some((key) => canBeRestored(key) || key.outcome === 'notRestored') ? 'notRestored' : 'restored';
  }
  return part.isTried && part.code === null && !keys.some(({ outcome }) => isOpenOutcome(outcome)) ? 'done' : 'open';
}

/** All keys of an incident, those without a list last. */
export function rowsOf(incident: RecordedIncident): readonly IncidentRow[] {
  const rows = [...incident.parts.values()].flatMap(({ connectionId, keys }) =>
    [...keys.values()].map(({ id: _id, ...key }): IncidentRow => ({ connectionId, ...key })),
  );
  const unnamed = { username: '', formerExpiry: null, code: null };
  const unmanaged = incident.unmanaged.map(
    ({ connectionId, token, label }): IncidentRow => ({
      ...unnamed,
      connectionId,
      token,
      fullName: label,
      outcome: 'unmanaged',
    }),
  );
  const known = new Set([...rows, ...unmanaged].map(({ token }) => token));
  const { criteria } = incident;
  const notFound = (criteria.kind === 'tokens' ? criteria.tokens : [])
    .filter(({ short }) => !known.has(short))
    .map(
      ({ short: token }): IncidentRow => ({
        ...unnamed,
        connectionId: null,
        token,
        fullName: '',
        outcome: 'notFound',
      }),
    );
  return [...rows, ...unmanaged, ...notFound];
}

function partView(
  incident: RecordedIncident,
  part: RecordedPart,
  activity: IncidentActivity | null,
  { isKnown, waitingIn }: ViewContext,
): IncidentPart {
  const { connectionId, connectionName, code } = part;
  const keys = [...part.keys.values()];
  const progress = activity?.parts.get(connectionId);
  const count = (test: (key: RecordedKey) => boolean): number => keys.filter(test).length;
  return {
    connectionId,
    connectionName,
    state:
      progress !== undefined ? 'running' : isKnown(connectionId) ? partState(incident, part) : ('removed' as const),
    total: progress?.total ?? keys.length,
    finished: progress?.finished ?? 0,
    disabled: count(canBeRestored),
    open: count(({ outcome }) => isOpenOutcome(outcome)),
    leftOut: count(({ outcome }) => outcome === 'leftOut'),
    restored: count(({ outcome }) => outcome === 'restored'),
    code,
    waiting: waitingIn(incident.id, connectionId),
  };
}

function needsAttention({ outcome }: IncidentRow, isRestored: boolean): boolean {
  return isRestored
    ? outcome === 'notRestored'
    : isOpenOutcome(outcome) || ['leftOut', 'ownKey', 'unmanaged', 'notFound'].includes(outcome);
}
