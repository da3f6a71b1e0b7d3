import {
  ACTIVITY_COLUMNS,
  type ActivityAction,
  type ActivityColumn,
  type ActivityEntry,
  type ActivityOutcome,
} from '../../../shared/model/activity.ts';
import { csvText } from '../tables/csv.ts';

/** Words of the window's language for what a table of entries holds. */
export interface ActivityLabels {
  readonly actions: Readonly<Record<ActivityAction, string>>;
  readonly outcomes: Readonly<Record<ActivityOutcome, string>>;
  readonly columns: Readonly<Record<ActivityColumn, string>>;
  /** Name of the sample platform, which has none of its own. */
  readonly sample: string;
}

/** Writes entries as CSV. */
export function activityCsv(entries: readonly ActivityEntry[], words: ActivityLabels): string {
  const header = ACTIVITY_COLUMNS.map((column) => words.columns[column]);
  const rows = entries.map((entry) => [
    String(entry.number),
    entry.at,
    entry.connectionName || words.sample,
    words.actions[entry.action],
    words.outcomes[entry.outcome],
    entry.code ?? '',
    entry.username ?? '',
    entry.token ?? '',
    entry.keyId ?? '',
    entry.expiryBefore ?? '',
    entry.expiryAfter ?? '',
  ]);
  return csvText([header, ...rows]);
}
