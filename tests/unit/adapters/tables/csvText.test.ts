import { expect, it } from 'vitest';
import { csvCell, csvText } from '../../../../electron/adapters/tables/csvText.ts';
import { HOSTILE_NAMES } from '../../../fakes/hostileNames.ts';

it.each([
  ['nothing', '', ''],
  ['a formula', '=cmd()', "'=cmd()"],
  ['a plus', '+1', "'+1"],
  ['a minus', '-1', "'-1"],
  ['an at sign', '@SUM(A1)', "'@SUM(A1)"],
  ['a tab before a formula', '\t=1', `"'\t=1"`],
  ['a tab inside a name', 'Иванов\t=1+1', '"Иванов\t=1+1"'],
  ['a space before a formula', ' =1', `"' =1"`],
  ['a formula behind a space', 'Иванов =1+1', '"Иванов =1+1"'],
  ['a formula behind a space of no break', 'Иванов\u00a0@SUM(1)', '"Иванов\u00a0@SUM(1)"'],
  ['a formula behind a colon', 'a:=1', '"a:=1"'],
  ['a NUL before a formula', '\0=1', `"'\0=1"`],
  ['a line separator', 'a\u2028=1', '"a\u2028=1"'],
  ['a bar', 'a|b', '"a|b"'],
  ['a space of no width before a formula', '\u200b=1', "'\u200b=1"],
  ['a filler that is not drawn before a formula', '\u3164=1', "'\u3164=1"],
  ['a small equals sign', '\ufe661', "'\ufe661"],
  ['an equals sign with a stroke', '=\u0338 1', "'=\u0338 1"],
  ['such a mark inside a name', 'a\u202eb', 'a\u202eb'],
  ['a name of two words', 'Анна Ли', 'Анна Ли'],
  ['a name with a hyphen', 'Анна-Мария', 'Анна-Мария'],
  ['a zone and a time', '10:00 (UTC+3)', '10:00 (UTC+3)'],
  ['quotes', 'the "new" key', '"the ""new"" key"'],
  ['a comma', 'a,b', '"a,b"'],
  ['a semicolon', 'a;b', '"a;b"'],
  ['a sign in the middle', 'a=b', 'a=b'],
])('fault 76: a cell of %s', (_name, text, cell) => {
  expect(csvCell(text)).toBe(cell);
});
it.each([',', ';'] as const)(
  'separates cells by %s, after a byte order mark and without a line that names it',
  (separator) => {
    const rows = [
      ['Имя', 'Роли'],
      ['Анна', 'a; b, c'],
    ];
    expect(csvText(rows, separator)).toBe(`\uFEFFИмя${separator}Роли\r\nАнна${separator}"a; b, c"\r\n`);
  },
);

it('fault 18: a malicious name is one cell, and no formula', () => {
  for (const name of HOSTILE_NAMES) {
    const cell = csvCell(name);
    // One cell according to RFC 4180.
    expect(cell).toMatch(/^(?:[^",\r\n]*|"(?:[^"]|"")*")$/);
    const text = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
    expect([name, `'${name}`]).toContain(text);
    expect(text).not.toMatch(/^[=+\-@\t\r]/);
  }
});
