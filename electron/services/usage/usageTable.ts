import { keyStatus } from '../../../shared/model/key.ts';
import { type ExportedState, exportedState } from '../../../shared/model/keyExport.ts';
import {
  type KeyUsageResult,
  USAGE_COLUMNS,
  type UsageColumn,
  type UsedKey,
  type UsedPart,
} from '../../../shared/model/keyUsage.ts';
import type { Table, TableColumn } from '../../ports.ts';

/** Labels of a table of places in the language of the window. */
export interface UsageLabels {
  /** Name of the worksheet. */
  readonly sheet: string;
  readonly columns: Readonly<Record<UsageColumn, string>>;
  readonly parts: Readonly<Record<UsedPart, string>>;
  readonly states: Readonly<Record<ExportedState, string>>;
  /** Names of the connections by id. */
  readonly connections: Readonly<Record<string, string>>;
}

const KINDS: Readonly<Record<UsageColumn, TableColumn['kind']>> = {
  path: 'text',
  line: 'number',
  column: 'number',
  part: 'text',
  connection: 'text',
  fullName: 'text',
  username: 'text',
  token: 'text',
  expirationDate: 'time',
  status: 'text',
};

/** Returns the places of a result as a table. */
export function usageTable(result: KeyUsageResult, labels: UsageLabels, now: number): Table {
  return {
    sheet: labels.sheet,
    columns: USAGE_COLUMNS.map((column) => ({ title: labels.columns[column], kind: KINDS[column] })),
    rowCount: result.places.length,
    rows: rowsOf(result, labels, now),
  };
}

/** Empty for an adopted key whose expiry is unknown. */
function statusLabel({ expirationDate, accountProblem }: UsedKey, { states }: UsageLabels, now: number): string {
  return expirationDate === null ? '' : states[exportedState(keyStatus({ expirationDate, accountProblem }, now))];
}

function* rowsOf({ places, keys }: KeyUsageResult, labels: UsageLabels, now: number): Generator<string[]> {
  for (const { path, line, column, part, key: index } of places) {
    const key = keys[index];
    if (key !== undefined) {
      yield [
        path,
        String(line),
        String(column),
        labels.parts[part],
        labels.connections[key.connectionId] ?? key.connectionId,
        key.fullName,
        key.username,
        key.token,
        key.expirationDate ?? '',
        statusLabel(key, labels, now),
      ];
    }
  }
}
