import type { Region, Table, TableLayout } from '../../electron/ports.ts';

/** Tables as JSON instead of as files of spreadsheets. Remembers how they were to be written. */
export class MemoryTables {
  /** What the system says about the region; change it as a user would. */
  readonly region = { localeTag: 'en-GB', timeZoneName: 'UTC' as string | null };
  readonly layouts: TableLayout[] = [];

  readonly write = async (table: Table, layout: TableLayout): Promise<Uint8Array> => {
    this.layouts.push(layout);
    return new TextEncoder().encode(JSON.stringify({ ...table, rows: [...table.rows] }));
  };

  /** The port of {@link region}. */
  readonly regionPort: Region = {
    locale: () => this.region.localeTag,
    timeZone: () => this.region.timeZoneName,
  };
}

/** Returns the columns and rows of a file that {@link MemoryTables} wrote; `undefined` if there is none. */
export function readTable(text: string | undefined): { sheet: string; titles: string[]; rows: string[][] } | undefined {
  if (text === undefined) {
    return undefined;
  }
  const { sheet, columns, rows } = JSON.parse(text) as Omit<Table, 'rows'> & { readonly rows: string[][] };
  return { sheet, titles: columns.map(({ title }) => title), rows };
}
