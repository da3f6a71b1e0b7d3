/**
 * Writes rows as CSV (RFC 4180) for spreadsheets: with a byte order mark, CRLF after each line, and no cell that is
 * interpreted as a formula. Without a first line `sep=;`, because of which Excel ignores the byte order mark.
 */
export function csvText(rows: Iterable<readonly string[]>, separator: ',' | ';'): string {
  let text = '\uFEFF';
  for (const cells of rows) {
    text += `${cells.map(csvCell).join(separator)}\r\n`;
  }
  return text;
}

/**
 * Start of a formula in spreadsheets, also after spaces and invisible characters. Applied to the compatibility
 * decomposition, which maps full-width and other variants to the ordinary characters.
 */
const FORMULA = /^[\s\p{Cc}\p{Cf}\p{DI}]*[=+\-@]|^[\t\r]/u;

/**
 * Characters at which spreadsheets may split, depending on their import dialog: control characters (including tab and
 * line breaks), line separators, common delimiters, and a space or colon before what would start a formula in the next
 * cell.
 */
const SEPARATOR = /["\p{Cc}\p{Zl}\p{Zp},;|]|[\p{Zs}:][\p{Cf}\p{DI}]*[=+\-@]/u;

/** Writes one cell: quoted if necessary, and with an apostrophe before a formula. */
export function csvCell(text: string): string {
  const safe = FORMULA.test(text.normalize('NFKD')) ? `'${text}` : text;
  const needsQuotes = SEPARATOR.test(safe) || SEPARATOR.test(safe.normalize('NFKD'));
  return needsQuotes ? `"${safe.replaceAll('"', '""')}"` : safe;
}
