import { describe, expect, it } from 'vitest';
import { type MarkedText, markText } from '../../../../../renderer/features/doctor/markedText.ts';

/** One string per row: the number of the line, marks in brackets, secrets in braces. */
function rowsOf({ rows }: MarkedText): string[] {
  const looks = { plain: ['', ''], marked: ['[', ']'], secret: ['{', '}'] } as const;
  return rows.map(({ line, pieces }) => {
    const text = pieces.map((piece) => `${looks[piece.look][0]}${piece.text}${looks[piece.look][1]}`).join('');
    return `${line ?? '…'} ${text}`;
  });
}

describe('markText', () => {
  it('numbers the lines and marks a place within a line', () => {
    const marked = markText('GET /a HTTP/1.1\nHost: x\n', { start: 16, end: 20 }, []);
    expect(rowsOf(marked)).toEqual(['1 GET /a HTTP/1.1', '2 [Host]: x', '3 ']);
    expect(marked.markedRow).toBe(1);
  });

  it('marks a place over several lines', () => {
    expect(rowsOf(markText('ab\ncd\nef', { start: 1, end: 7 }, []))).toEqual(['1 a[b]', '2 [cd]', '3 [e]f']);
  });

  it('marks where something is missing: the next character, or the row at the end of a line', () => {
    expect(rowsOf(markText('ab', { start: 1, end: 1 }, []))).toEqual(['1 a[b]']);
    expect(markText('ab\ncd', { start: 2, end: 2 }, []).markedRow).toBe(0);
    expect(markText('ab\ncd', { start: 5, end: 5 }, []).markedRow).toBe(1);
  });

  it('masks secrets wherever they stand, also within the mark, and with the same mask for every length', () => {
    const text = 'a=SECRET b=SECRETSECRET';
    const secrets = [
      { start: 2, end: 8 },
      { start: 11, end: 23 },
    ];
    expect(rowsOf(markText(text, null, secrets))).toEqual(['1 a={••••••••} b={••••••••}']);
    expect(rowsOf(markText(text, { start: 0, end: 8 }, secrets))).toEqual(['1 [a=]{••••••••} b={••••••••}']);
    expect(rowsOf(markText(text, { start: 4, end: 6 }, secrets))).toEqual(['1 a={••••••••} b={••••••••}']);
  });

  it('masks a secret in each row that it is in', () => {
    const text = `${'x'.repeat(70)}${'S'.repeat(20)}y`;
    const marked = markText(text, null, [{ start: 70, end: 90 }]);
    expect(rowsOf(marked)).toEqual([`1 ${'x'.repeat(70)}{••••••••}`, '… {••••••••}y']);
    expect(JSON.stringify(marked)).not.toContain('S');
  });

  it('continues a long line in further rows, and finds the row of the mark', () => {
    const marked = markText(`${'a'.repeat(210)}\nb`, { start: 159, end: 161 }, []);
    expect(marked.rows.map(({ line }) => line)).toEqual([1, null, null, 2]);
    expect(marked.markedRow).toBe(1);
    expect(rowsOf(marked)[2]).toBe(`… [a]${'a'.repeat(49)}`);
  });

  it('shows carriage returns and other control characters', () => {
    expect(rowsOf(markText('a\r\nb\u0000\tc', null, []))).toEqual(['1 a␍', '2 b␀\tc']);
  });

  it('has no mark without a place, and one row for an empty text', () => {
    expect(markText('', null, [])).toEqual({ rows: [{ line: 1, pieces: [] }], markedRow: null });
  });

  it('splits 1 MB in one line and in many', () => {
    expect(markText('a'.repeat(1_048_576), null, []).rows).toHaveLength(13_108);
    expect(markText('a\n'.repeat(524_288), { start: 1_000_000, end: 1_000_001 }, []).markedRow).toBe(500_000);
  });
});
