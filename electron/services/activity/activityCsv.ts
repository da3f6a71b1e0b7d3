import {
  ACTIVITY_COLUMNS,
  type ActivityAction,
  type ActivityColumn,
  type ActivityEntry,
  type ActivityOutcome,
} from '../../../shared/model/activity.ts';
import { csvText } from '../tables/csv.ts';

/** Labels of a table of entries in the language of the window. */
export interface ActivityLabels {
  readonly actions: Readonly<Record<ActivityAction, string>>;
  readonly outcomes: Readonly<Record<ActivityOutcome, string>>;
  readonly columns: Readonly<Record<ActivityColumn, string>>;
  /** Name of the sample connection, which has no name of its own. */
  readonly sample: string;
}

/** Returns entries as CSV. */
export function activityCsv(entries: readonly ActivityEntry[], labels: ActivityLabels): string {
  const header = ACTIVITY_COLUMNS.map((column) => labels.columns[column]);
  const rows = entries.map((entry) => [
    String(entry.number),
    entry.at,
    entry.connectionName || labels.sample,
    labels.actions[entry.action],
    labels.outcomes[entry.outcome],
    entry.code ?? '',
    entry.username ?? '',
    entry.token ?? '',
    entry.keyId ?? '',
    entry.expiryBefore ?? '',
    entry.expiryAfter ?? '',
  ]);
  return csvText([header, ...rows]);
}
