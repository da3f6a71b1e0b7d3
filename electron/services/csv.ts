/**
 * Writes rows as CSV (RFC 4180) that spreadsheets open with the right letters: with a byte order mark, CRLF after each
 * line, and no cell that they would take for a formula.
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`;
}

/** What spreadsheets take for the start of a formula, also behind spaces and marks of writing direction. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r]/u;

/** Writes one cell: quoted where needed, and with an apostrophe before what would be run as a formula. */
export function csvCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /["\r\n,;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
