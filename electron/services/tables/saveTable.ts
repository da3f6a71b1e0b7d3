import { MAX_SHEET_ROWS, type SavedTable, TABLE_FORMATS, type TableFormat } from '../../../shared/model/tableFile.ts';
import { AppError } from '../../../shared/result.ts';
import type { Clock, FileDialogs, Region, Table, UserFiles, WriteTable } from '../../ports.ts';
import { completeName } from '../files/completeName.ts';

/** Dependencies of {@link saveTable}. */
export interface SaveTableOptions {
  readonly clock: Clock;
  readonly region: Region;
  readonly fileDialogs: FileDialogs;
  readonly userFiles: UserFiles;
  readonly writeTable: WriteTable;
}

/** The file that is asked for. */
export interface TableFileRequest {
  /** Part of the suggested file name, beside the date: `keys`. */
  readonly content: string;
  readonly format: TableFormat;
  /** Name of the file type in the language of the window. */
  readonly fileKind: string;
}

/**
 * Asks where to save a table, and writes it. A name that ends in another format than the requested one gets that format.
 * @returns `null` if cancelled.
 * @throws AppError `TOO_MANY_ROWS` for a table that no Excel worksheet can hold, `FILE_NOT_SAVED`.
 */
export async function saveTable(
  { clock, region, fileDialogs, userFiles, writeTable }: SaveTableOptions,
  { content, format, fileKind }: TableFileRequest,
  table: Table,
): Promise<SavedTable | null> {
  assertFits(table, format);
  const timeZone = region.timeZone();
  const suggestedName = `keydesk-${content}-${localDay(clock.now(), timeZone)}.${format}`;
  const chosen = await fileDialogs.chooseSaveFile({
    suggestedName,
    filter: { name: fileKind, extensions: [format] },
  });
  if (chosen === null) {
    return null;
  }
  const file = formatOf(chosen) === null ? await completeName(chosen, format, userFiles) : chosen;
  const chosenFormat = formatOf(file) ?? format;
  assertFits(table, chosenFormat);
  await writeTableFile({ region, userFiles, writeTable }, file, chosenFormat, table);
  return { rows: table.rowCount, fileName: userFiles.nameOf(file), folderName: userFiles.folderNameOf(file) };
}

/** Writes a table to a file, whatever its name. @throws AppError as {@link saveTable}. */
export async function writeTableFile(
  { region, userFiles, writeTable }: Pick<SaveTableOptions, 'region' | 'userFiles' | 'writeTable'>,
  file: string,
  format: TableFormat,
  table: Table,
): Promise<void> {
  assertFits(table, format);
  const layout = { format, separator: csvSeparator(region.locale()), timeZone: region.timeZone() };
  await userFiles.write(file, await writeTable(table, layout));
}

/**
 * Returns the character that spreadsheets expect between the cells of a CSV file in a region: `;` where a comma separates
 * the decimals, as in Russian.
 * @param locale BCP 47 tag; `,` if it is none.
 */
export function csvSeparator(locale: string): ',' | ';' {
  try {
    return new Intl.NumberFormat(locale).format(1.5).includes('.') ? ',' : ';';
  } catch {
    return ',';
  }
}

function assertFits({ rowCount }: Table, format: TableFormat): void {
  if (format === 'xlsx' && rowCount > MAX_SHEET_ROWS) {
    throw new AppError('TOO_MANY_ROWS', `A worksheet has no space for ${rowCount} rows.`);
  }
}

function formatOf(file: string): TableFormat | null {
  const name = file.toLowerCase();
  return TABLE_FORMATS.find((format) => name.endsWith(`.${format}`)) ?? null;
}

/** Returns the day in a time zone, or with `null` in that of the system, as `2026-11-27`. */
export function localDay(now: number, timeZone: string | null): string {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  return new Intl.DateTimeFormat('sv-SE', { ...parts, ...(timeZone === null ? {} : { timeZone }) }).format(now);
}
