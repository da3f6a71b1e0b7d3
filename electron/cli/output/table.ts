import { safeText } from './safeText.ts';

/** Ranges that terminals show two columns wide (Unicode Standard Annex 11, wide and full width), and emoji. */
const WIDE =
  /^[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const GAP = '  ';

/** Returns aligned lines, each ending in a line feed. Cells are made safe. @param rows one text per column. */
export function tableText(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [titles.map((title) => title.toLocaleUpperCase()), ...rows].map((cells) => cells.map(safeText));
  const widths = titles.map((_title, column) =>
    lines.reduce((widest, cells) => Math.max(widest, widthOf(cells[column] ?? '')), 0),
  );
  return lines
    .map((cells) => {
      const padded = cells.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)));
      return `${padded.join(GAP).trimEnd()}\n`;
    })
    .join('');
}

/** Returns one line per fact, with aligned values. */
export function factsText(facts: readonly (readonly [label: string, value: string])[]): string {
  const width = Math.max(...facts.map(([label]) => widthOf(label)));
  return facts
    .map(([label, value]) => `${label}:${' '.repeat(width - widthOf(label))} ${safeText(value)}`.trimEnd())
    .map((line) => `${line}\n`)
    .join('');
}

/** Number of columns that a text takes in a terminal. */
function widthOf(text: string): number {
  if (/^[\x20-\x7e\u0400-\u04ff]*$/.test(text)) {
    return text.length;
  }
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += INVISIBLE.test(segment) ? 0 : WIDE.test(segment) ? 2 : 1;
  }
  return width;
}
