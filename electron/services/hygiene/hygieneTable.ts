import { filled, type HygieneTexts } from '../../../shared/hygieneTexts/hygieneTexts.ts';
import type { IgnoredFinding, OpenFinding } from '../../../shared/model/ignoredFinding.ts';
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
  'ignored',
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

/**
 * Returns the keys of findings as a table, with shortened tokens. A key is there once for each of its findings; those that
 * are ignored follow the others of their finding, and say why.
 */
export function hygieneTable(findings: readonly OpenFinding[], options: HygieneTableOptions): Table {
  const { texts } = options;
  return {
    sheet: texts.sheet,
    columns: HYGIENE_COLUMNS.map(
      (column): TableColumn => ({ title: texts.columns[column], kind: TIMES.has(column) ? 'time' : 'text' }),
    ),
    rowCount: findings.reduce((sum, { keys, ignored }) => sum + keys.length + ignored.length, 0),
    rows: rowsOf(findings, options),
  };
}

function* rowsOf(findings: readonly OpenFinding[], options: HygieneTableOptions): Generator<string[]> {
  const { texts } = options;
  for (const { kind, keys, ignored } of findings) {
    const rows = [...keys.map((key) => ({ key, decision: null })), ...ignored];
    for (const { key, decision } of rows) {
      yield HYGIENE_COLUMNS.map((column) => {
        switch (column) {
          case 'finding':
            return texts.findings[kind];
          case 'ignored':
            return decision === null ? '' : decisionText(texts, decision);
          default:
            return cellOf(key, column, options);
        }
      });
    }
  }
}

/** Why a finding is ignored, by whom, and until which day (UTC). */
function decisionText(texts: HygieneTexts, { reason, by, at, until }: IgnoredFinding): string {
  const end = until === null ? texts.ignored.forGood : filled(texts.ignored.until, { day: until.slice(0, 10) });
  return filled(texts.ignored.cell, { reason, by, day: at.slice(0, 10), end });
}

/** Returns one cell; times in ISO 8601, empty if there is none. */
export function cellOf(
  key: AuthenticationKey,
  column: Exclude<HygieneColumn, 'finding' | 'ignored'>,
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
