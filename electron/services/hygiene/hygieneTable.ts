import type { HygieneTexts } from '../../../shared/hygieneTexts/hygieneTexts.ts';
import type { Finding } from '../../../shared/model/hygiene.ts';
import { type AuthenticationKey, keyStatus } from '../../../shared/model/key.ts';
import { type ExportedState, exportedState } from '../../../shared/model/keyExport.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import type { Table, TableColumn } from '../../ports.ts';

/** Columns of the table of findings, in order. */
const HYGIENE_COLUMNS = [
  'finding',
  'fullName',
  'username',
  'systemRoles',
  'token',
  'creationDate',
  'expirationDate',
  'lastUsedDate',
  'status',
] as const;
/** One column out of {@link HYGIENE_COLUMNS}. */
export type HygieneColumn = (typeof HYGIENE_COLUMNS)[number];

const TIMES: ReadonlySet<HygieneColumn> = new Set(['creationDate', 'expirationDate', 'lastUsedDate']);

/** What the cells of a table of findings depend on. */
export interface HygieneTableOptions {
  readonly texts: HygieneTexts;
  readonly states: Readonly<Record<ExportedState, string>>;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
}

/** Returns the keys of findings as a table, with shortened tokens. A key is there once for each of its findings. */
export function hygieneTable(findings: readonly Finding[], options: HygieneTableOptions): Table {
  const { texts } = options;
  return {
    sheet: texts.sheet,
    columns: HYGIENE_COLUMNS.map(
      (column): TableColumn => ({ title: texts.columns[column], kind: TIMES.has(column) ? 'time' : 'text' }),
    ),
    rowCount: findings.reduce((sum, { keys }) => sum + keys.length, 0),
    rows: rowsOf(findings, options),
  };
}

function* rowsOf(findings: readonly Finding[], options: HygieneTableOptions): Generator<string[]> {
  for (const { kind, keys } of findings) {
    for (const key of keys) {
      yield HYGIENE_COLUMNS.map((column) =>
        column === 'finding' ? options.texts.findings[kind] : cellOf(key, column, options),
      );
    }
  }
}

/** Returns one cell; times in ISO 8601, empty if there is none. */
export function cellOf(
  key: AuthenticationKey,
  column: Exclude<HygieneColumn, 'finding'>,
  { states, now }: Pick<HygieneTableOptions, 'states' | 'now'>,
): string {
  switch (column) {
    case 'systemRoles':
      return key.systemRoles.join('; ');
    case 'token':
      return shortToken(key.token);
    case 'status':
      return states[exportedState(keyStatus(key, now))];
    default:
      return key[column] ?? '';
  }
}
