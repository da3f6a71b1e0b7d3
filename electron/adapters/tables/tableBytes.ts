import { currentZoneName } from '../../../shared/model/zoneNames.ts';
import type { TableColumn, TableLayout } from '../../ports.ts';
import { csvText } from './csvText.ts';
import { localTimes, offsetsText } from './localTimes.ts';
import { xlsxFile } from './xlsxFile.ts';

/** A table of which all rows are known. */
export interface CompleteTable {
  readonly sheet: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly string[])[];
}

/** Returns the content of a file with a table. Blocks while it is created. */
export async function tableBytes(table: CompleteTable, layout: TableLayout): Promise<Uint8Array> {
  const { columns, rows } = inLocalTime(table, layout.timeZone);
  return layout.format === 'xlsx'
    ? xlsxFile(table.sheet, columns, rows)
    : new TextEncoder().encode(csvText([columns.map(({ title }) => title), ...rows], layout.separator));
}

/**
 * Replaces instants by local times and names their time zone in the titles. An instant that spreadsheets cannot have as a
 * date stays as it is, ISO 8601 in UTC.
 */
function inLocalTime({ columns, rows }: CompleteTable, timeZone: string | null): Omit<CompleteTable, 'sheet'> {
  const toLocal = localTimes(timeZone);
  const offsets = columns.map(() => new Set<number>());
  const localRows = rows.map((row) =>
    row.map((cell, index) => {
      const local = columns[index]?.kind === 'time' && cell !== '' ? toLocal(cell) : null;
      if (local === null) {
        return cell;
      }
      offsets[index]?.add(local.offset);
      return local.text;
    }),
  );
  const zoneName = timeZone === null ? '' : currentZoneName(timeZone);
  const titled = columns.map(({ title, kind }, index) => {
    const zone = kind === 'time' ? [zoneName, offsetsText(offsets[index] ?? [])].filter(Boolean).join(' ') : '';
    return { kind, title: zone === '' ? title : `${title} (${zone})` };
  });
  return { columns: titled, rows: localRows };
}
