import { describe, expect, it } from 'vitest';
import { rowByPrefix } from '../../../../../../renderer/features/keys/table/useTypeAhead.ts';

const texts = ['Admin', 'бобров', 'Бок', 'ERP', 'Боб'];
const names = { length: texts.length, at: (index: number) => texts[index] ?? '' };

describe('rowByPrefix', () => {
  it('moves to the next name with one letter, in any letter case, and wraps around at the end', () => {
    expect(rowByPrefix(names, 'б', 0)).toBe(1);
    expect(rowByPrefix(names, 'Б', 1)).toBe(2);
    expect(rowByPrefix(names, 'б', 4)).toBe(1);
  });

  it('stays on the row while more letters still fit it', () => {
    expect(rowByPrefix(names, 'бо', 1)).toBe(1);
    expect(rowByPrefix(names, 'боб', 2)).toBe(4);
  });

  it('reads a name as the search does', () => {
    const accounts = ['Ежова', 'Ёлкина  Анна', 'İnci', 'O’Brien'];
    const rows = { length: accounts.length, at: (index: number) => accounts[index] ?? '' };
    expect(rowByPrefix(rows, 'елкина\u00a0а', 0)).toBe(1);
    expect(rowByPrefix(rows, 'in', 0)).toBe(2);
    expect(rowByPrefix(rows, "o'b", 0)).toBe(3);
  });

  it('returns null if no name starts with it', () => {
    expect(rowByPrefix(names, 'x', 0)).toBeNull();
    expect(rowByPrefix({ length: 0, at: () => '' }, 'x', 0)).toBeNull();
  });
});
