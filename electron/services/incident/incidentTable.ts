import {
  INCIDENT_COLUMNS,
  type IncidentColumn,
  type IncidentOutcome,
  type IncidentRow,
} from '../../../shared/model/incident.ts';
import type { Table, TableColumn } from '../../ports.ts';
import type { RecordedIncident } from './incidentRecords.ts';
import { rowsOf } from './incidentView.ts';

/** Labels of a report in the language of the window. */
export interface IncidentLabels {
  /** Name of the worksheet. */
  readonly sheet: string;
  readonly columns: Readonly<Record<IncidentColumn, string>>;
  readonly outcomes: Readonly<Record<IncidentOutcome, string>>;
  /** Name of the sample connection, which has no name of its own. */
  readonly sample: string;
}

const KINDS: Readonly<Record<IncidentColumn, TableColumn['kind']>> = {
  connection: 'text',
  fullName: 'text',
  username: 'text',
  token: 'text',
  formerExpiry: 'time',
  outcome: 'text',
  code: 'text',
};

/** Returns the report of an incident as a table: a row for each key, and one for each part whose keys are unknown. */
export function incidentTable(incident: RecordedIncident, labels: IncidentLabels): Table {
  const unreached = [...incident.parts.values()]
    .filter(({ keys, isTried, code }) => keys.size === 0 && (!isTried || code !== null))
    .map(
      ({ connectionId, code }): IncidentRow => ({
        connectionId,
        token: '',
        username: '',
        fullName: '',
        formerExpiry: null,
        outcome: 'notTried',
        code,
      }),
    );
  const rows = [...rowsOf(incident), ...unreached];
  return {
    sheet: labels.sheet,
    columns: INCIDENT_COLUMNS.map((column) => ({ title: labels.columns[column], kind: KINDS[column] })),
    rowCount: rows.length,
    rows: cellsOf(incident, rows, labels),
  };
}

function* cellsOf(
  { parts }: RecordedIncident,
  rows: readonly IncidentRow[],
  labels: IncidentLabels,
): Generator<string[]> {
  for (const { connectionId, fullName, username, token, formerExpiry, outcome, code } of rows) {
    const part = connectionId === null ? undefined : parts.get(connectionId);
    yield [
      part === undefined ? '' : part.connectionName || labels.sample,
      fullName,
      username,
      token,
      formerExpiry ?? '',
      labels.outcomes[outcome],
      code ?? '',
    ];
  }
}
