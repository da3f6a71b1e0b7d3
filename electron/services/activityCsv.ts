import {
  ACTIVITY_COLUMNS,
  type ActivityAction,
  type ActivityColumn,
  type ActivityEntry,
  type ActivityOutcome,
} from '../../shared/model/activity.ts';

/** Words of the window's language for what a table of entries holds. */
export interface ActivityWords {
  readonly actions: Readonly<Record<ActivityAction, string>>;
  readonly outcomes: Readonly<Record<ActivityOutcome, string>>;
  readonly columns: Readonly<Record<ActivityColumn, string>>;
  /** Name of the sample platform, which has none of its own. */
  readonly sample: string;
}

/**
 * Writes entries as CSV (RFC 4180) that spreadsheets open with the right letters: with a byte order mark, CRLF after
 * each line, and no cell that they would take for a formula.
 */
export function activityCsv(entries: readonly ActivityEntry[], words: ActivityWords): string {
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
  return `\uFEFF${[header, ...rows].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`;
}

/** What spreadsheets take for the start of a formula, also behind spaces and marks of writing direction. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r]/u;

/** Writes one cell: quoted where needed, and with an apostrophe before what would be run as a formula. */
export function csvCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /["\r\n,;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
