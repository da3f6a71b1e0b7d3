import {
  ACTIVITY_COLUMNS,
  type ActivityAction,
  type ActivityColumn,
  type ActivityEntry,
  type ActivityOutcome,
} from '../../../shared/model/activity.ts';
import type { Table, TableColumn } from '../../ports.ts';

/** Labels of a table of entries in the language of the window. */
export interface ActivityLabels {
  /** Name of the worksheet. */
  readonly sheet: string;
  readonly actions: Readonly<Record<ActivityAction, string>>;
  readonly outcomes: Readonly<Record<ActivityOutcome, string>>;
  readonly columns: Readonly<Record<ActivityColumn, string>>;
  /** Name of the sample connection, which has no name of its own. */
  readonly sample: string;
}

const KINDS: Readonly<Record<ActivityColumn, TableColumn['kind']>> = {
  number: 'number',
  at: 'time',
  connection: 'text',
  action: 'text',
  outcome: 'text',
  code: 'text',
  username: 'text',
  token: 'text',
  keyId: 'text',
  expiryBefore: 'time',
  expiryAfter: 'time',
  reason: 'text',
};

/** Returns entries as a table. */
export function activityTable(entries: readonly ActivityEntry[], labels: ActivityLabels): Table {
  return {
    sheet: labels.sheet,
    columns: ACTIVITY_COLUMNS.map((column) => ({ title: labels.columns[column], kind: KINDS[column] })),
    rowCount: entries.length,
    rows: rowsOf(entries, labels),
  };
}

function* rowsOf(entries: readonly ActivityEntry[], labels: ActivityLabels): Generator<string[]> {
  for (const entry of entries) {
    yield [
      String(entry.number),
      entry.at,
      entry.connectionName || labels.sample,
      labels.actions[entry.action],
      labels.outcomes[entry.outcome],
      entry.finding ?? entry.testCode ?? entry.code ?? '',
      entry.username ?? '',
      entry.token ?? '',
      entry.keyId ?? '',
      entry.expiryBefore ?? '',
      entry.expiryAfter ?? '',
      entry.reason ?? '',
    ];
  }
}
