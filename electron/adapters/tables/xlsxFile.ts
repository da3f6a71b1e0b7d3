import writeXlsxFile, { type Cell } from 'write-excel-file/node';
import { getCellAddress, sanitizeTextContent } from 'write-excel-file/utility';
import type { TableColumn } from '../../ports.ts';
import { timeOf } from './localTimes.ts';

/** Maximum length of a cell in Excel, which reports longer ones as damage. */
const MAX_CELL_LENGTH = 32_767;
/** Limits of the width of a column, in characters. */
const MIN_WIDTH = 8;
const MAX_WIDTH = 60;
/** Space for the button of the filter, in characters. */
const BUTTON_WIDTH = 4;

/**
 * Writes a table as an Excel workbook: with bold titles that stay visible, a filter, and columns as wide as their content.
 * Text stays text, whatever it looks like; local times become dates without a time zone.
 * @param sheet name of the worksheet.
 * @param rows one string per column; the cells of `time` columns as {@link LocalTime}, or any other text as it is.
 */
export async function xlsxFile(
  sheet: string,
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
): Promise<Uint8Array> {
  const widths = columns.map(({ title }) => Math.max(MIN_WIDTH, title.length + BUTTON_WIDTH));
  const data: Cell[][] = [columns.map(({ title }) => ({ value: cellText(title), type: String, fontWeight: 'bold' }))];
  for (const row of rows) {
    data.push(
      columns.map(({ kind }, index) => {
        const text = row[index] ?? '';
        widths[index] = Math.min(MAX_WIDTH, Math.max(widths[index] ?? 0, text.length + 1));
        return cellOf(text, kind);
      }),
    );
  }
  return writeXlsxFile(
    data,
    {
      sheet,
      stickyRowsCount: 1,
      dateFormat: 'yyyy-mm-dd hh:mm:ss',
      columns: widths.map((width) => ({ width })),
    },
    { features: [withFilter(sheet, columns.length - 1, rows.length)] },
  ).toBuffer();
}

function cellOf(text: string, kind: TableColumn['kind']): Cell {
  if (text === '') {
    return null;
  }
  const time = kind === 'time' ? timeOf(text) : Number.NaN;
  if (!Number.isNaN(time)) {
    return new Date(time);
  }
  return kind === 'number' ? Number(text) : cellText(text);
}

/**
 * Prepares a text for write-excel-file 4.1.1, which removes control characters and lone surrogates, the latter together with
 * the character before, and U+FFFD.
 */
function cellText(text: string): string {
  const valid = text
    .slice(0, MAX_CELL_LENGTH)
    .toWellFormed()
    .replaceAll('\uFFFD', '?')
    // Read as the character of that number otherwise (ECMA-376 part 1, 22.9.2.19).
    .replaceAll(/_(?=x[\dA-F]{4}_)/gi, '_x005F_');
  // The library looks texts up in an object, which has these names without being given them, and would write the text of
  // another cell. The control character, which it removes when it writes the text, makes it another name.
  return valid in {} ? `${valid}\0` : valid;
}

/**
 * Adds a filter to the titles. Excel needs the element (ECMA-376 part 1, 18.3.1.2), LibreOffice 7.4 the hidden name of the
 * range. Their positions in the files are prescribed.
 */
function withFilter(sheet: string, lastColumn: number, lastRow: number) {
  const range = `A1:${getCellAddress(lastRow, lastColumn)}`;
  const absolute = range.replaceAll(/[A-Z]+|\d+/g, '$$$&');
  const name = sanitizeTextContent(`'${sheet.replaceAll("'", "''")}'!${absolute}`);
  const filter = `<autoFilter ref="${range}"/>`;
  const names = `<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">${name}</definedName></definedNames>`;
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': { transform: replace('</sheetData>', `</sheetData>${filter}`) },
        'xl/workbook.xml': { transform: replace('<definedNames/>', names) },
      },
    },
  };
}

/** Returns a function that replaces a text. @throws Error if it is missing, as after a change of the library. */
function replace(part: string, replacement: string): (xml: string) => string {
  return (xml) => {
    if (!xml.includes(part)) {
      throw new Error(`The workbook has no ${part}.`);
    }
    return xml.replace(part, () => replacement);
  };
}
