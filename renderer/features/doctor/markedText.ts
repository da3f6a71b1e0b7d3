import type { Finding } from '../../../shared/model/doctor.ts';

/** Characters in one row: a longer line continues in further rows. */
const ROW_LENGTH = 80;
/** What is shown in place of a secret. */
const MASK = '••••••••';

/** How a piece of the text is shown: as it is, as a mark, or as a mask. */
type PieceLook = 'plain' | 'marked' | 'secret';

/** Characters of a row that look the same. */
interface TextPiece {
  readonly text: string;
  readonly look: PieceLook;
}

/** One row of the text. */
interface TextRow {
  /** Number of the line from 1; `null` where a line continues. */
  readonly line: number | null;
  readonly pieces: readonly TextPiece[];
}

/** The text in rows, with one place marked and all secrets masked. */
export interface MarkedText {
  readonly rows: readonly TextRow[];
  /** Index of the first row with the mark; `null` if there is none. */
  readonly markedRow: number | null;
}

type Range = NonNullable<Finding['place']>;

/**
 * Splits a text into rows.
 * @param marked what is marked; `null` for nothing. An empty place marks where something is missing.
 * @param secrets places of secrets; they may overlap with the mark and with each other.
 */
export function markText(text: string, marked: Range | null, secrets: readonly Range[]): MarkedText {
  const rows: TextRow[] = [];
  let markedRow: number | null = null;
  let line = 0;
  for (let start = 0; start <= text.length; ) {
    const lineFeed = text.indexOf('\n', start);
    const end = lineFeed === -1 ? text.length : lineFeed;
    line += 1;
    for (let from = start; from === start || from < end; from += ROW_LENGTH) {
      const to = Math.min(from + ROW_LENGTH, end);
      const row = { start: from, end: to };
      if (markedRow === null && marked !== null && touches(row, marked, end)) {
        markedRow = rows.length;
      }
      rows.push({ line: from === start ? line : null, pieces: piecesOf(text, row, marked, secrets) });
    }
    start = end + 1;
  }
  return { rows, markedRow };
}

/** Whether a mark begins in a row. Its last row also has the place behind the last character of the line. */
function touches(row: Range, { start }: Range, lineEnd: number): boolean {
  return start >= row.start && (start < row.end || (row.end === lineEnd && start <= lineEnd));
}

function piecesOf(text: string, row: Range, marked: Range | null, secrets: readonly Range[]): readonly TextPiece[] {
  const inRow = (range: Range): boolean => range.start < row.end && range.end > row.start;
  const hidden = secrets.filter(inRow);
  const shown = marked === null ? null : { start: marked.start, end: Math.max(marked.end, marked.start + 1) };
  const cuts = [...hidden, ...(shown !== null && inRow(shown) ? [shown] : [])].flatMap(({ start, end }) => [
    start,
    end,
  ]);
  const bounds = [...new Set([row.start, row.end, ...cuts.filter((cut) => cut > row.start && cut < row.end)])];
  const pieces: TextPiece[] = [];
  for (const [index, from] of bounds.toSorted((one, other) => one - other).entries()) {
    const to = bounds.toSorted((one, other) => one - other)[index + 1];
    if (to === undefined) {
      break;
    }
    const isIn = (range: Range | null): boolean => range !== null && range.start <= from && to <= range.end;
    const look = hidden.some(isIn) ? 'secret' : isIn(shown) ? 'marked' : 'plain';
    // The mask is as long for each secret: a part of one in each row would tell how long it is.
    if (look !== 'secret' || pieces.at(-1)?.look !== 'secret') {
      pieces.push({ text: look === 'secret' ? MASK : visible(text.slice(from, to)), look });
    }
  }
  return pieces;
}

/** Shows carriage returns and other control characters except tabs. */
function visible(text: string): string {
  return text.replace(CONTROLS, (character) => String.fromCodePoint(0x2400 + (character.codePointAt(0) ?? 0)));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are shown as the pictures of Unicode
const CONTROLS = /[\u0000-\u0008\u000a-\u001f]/g;
