/**
 * Writes rows as CSV (RFC 4180) that spreadsheets open with the right letters: with a byte order mark, CRLF after each
 * line, and no cell that they would take for a formula.
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`;
}

/**
 * What spreadsheets take for the start of a formula, also behind spaces and characters that are not drawn. Asked of the
 * compatibility decomposition, where signs of other widths and sizes are the ordinary ones.
 */
const FORMULA = /^[\s\p{Cc}\p{Cf}\p{DI}]*[=+\-@]|^[\t\r]/u;

/**
 * What a spreadsheet may split at, whichever separators its import dialog has ticked: control characters (tab and line
 * breaks among them), separators of lines, signs in use as separators, and a space or colon before what would start
 * a formula in the cell behind it.
 */
const SEPARATOR = /["\p{Cc}\p{Zl}\p{Zp},;|]|[\p{Zs}:][\p{Cf}\p{DI}]*[=+\-@]/u;

/** Writes one cell: quoted where needed, and with an apostrophe before what would be run as a formula. */
export function csvCell(text: string): string {
  const safe = FORMULA.test(text.normalize('NFKD')) ? `'${text}` : text;
  const needsQuotes = SEPARATOR.test(safe) || SEPARATOR.test(safe.normalize('NFKD'));
  return needsQuotes ? `"${safe.replaceAll('"', '""')}"` : safe;
}
