import { expect, it } from 'vitest';
import { xlsxFile } from '../../../../electron/adapters/tables/xlsxFile.ts';
import { HOSTILE_NAMES } from '../../../fakes/hostileNames.ts';
import { readXlsx } from '../../../harness/xlsxCells.ts';

/** Days from the first day of Excel to 1970. */
const DAYS_TO_1970 = 25_569;

async function writtenTexts(texts: readonly string[]) {
  const { cells } = readXlsx(
    await xlsxFile(
      'Keys',
      [{ title: 'Name', kind: 'text' }],
      texts.map((text) => [text]),
    ),
  );
  return cells.slice(1).map(([cell]) => cell);
}

it('fault 150: text stays text, whatever a spreadsheet could take it for', async () => {
  const texts = [
    '000123',
    '1e5',
    '12345678901234567890123456789012',
    '=1+1',
    '+7 495 1234567',
    '-5',
    '@SUM(1)',
    "'quoted",
    ' blanks ',
    'two\nlines',
    '\t=1',
    'TRUE',
    '27.11.2026',
    '1/2',
    'https://example.org',
    '<b>&amp;</b>',
    'Пётр 😀',
  ];
  expect(await writtenTexts(texts)).toEqual(texts.map((text) => ({ text })));
});

it('fault 150: a name that looks like the notation of Excel for a character is not decoded', async () => {
  const texts = ['_x0041_', '_x005F_', '_x005f_x0041_', 'a_x0041_b_x0042_', '_xyz_', '_x00_'];
  expect(await writtenTexts(texts)).toEqual(texts.map((text) => ({ text })));
});

it('fault 150: a name that every object of JavaScript has is written as itself', async () => {
  const texts = Object.getOwnPropertyNames(Object.prototype);
  expect(texts).toContain('__proto__');
  expect(await writtenTexts(['first', ...texts, ...texts])).toEqual(
    ['first', ...texts, ...texts].map((text) => ({ text })),
  );
});

it('fault 150: what XML cannot hold is left out or replaced, and the characters beside it are kept', async () => {
  const pairs = [
    ['a\u0001b\u0000', 'ab'],
    ['a\udc00b', 'a?b'],
    ['\ud800z', '?z'],
    ['x\ufffdy', 'x?y'],
    ['x\uffffy', 'xy'],
    ['😀\ud83d', '😀?'],
  ] as const;
  expect(await writtenTexts(pairs.map(([text]) => text))).toEqual(pairs.map(([, text]) => ({ text })));
});

it('fault 150: a text that is too long for a cell is cut, not reported as damage by Excel', async () => {
  const [cell] = await writtenTexts(['x'.repeat(40_000)]);
  expect(cell).toEqual({ text: 'x'.repeat(32_767) });
});

it('fault 18: each malicious name is one cell', async () => {
  const { cells } = readXlsx(
    await xlsxFile(
      'Keys',
      [
        { title: 'Name', kind: 'text' },
        { title: 'Next', kind: 'text' },
      ],
      HOSTILE_NAMES.map((name) => [name, 'next']),
    ),
  );
  expect(cells).toHaveLength(HOSTILE_NAMES.length + 1);
  for (const [index, name] of HOSTILE_NAMES.entries()) {
    const [cell, next] = cells[index + 1] ?? [];
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot hold.
    const text = name.replaceAll(/[\u0000-\u0008]/g, '').replaceAll('\r\n', '\r\n');
    expect([cell, next]).toEqual([{ text }, { text: 'next' }]);
  }
});

it('local times become dates, numbers numbers, and empty cells stay empty', async () => {
  const columns = [
    { title: 'Number', kind: 'number' },
    { title: 'Time', kind: 'time' },
    { title: 'Name', kind: 'text' },
  ] as const;
  const rows = [
    ['7', '2026-11-27 12:00:00', ''],
    ['', '', 'Анна'],
    ['8', '10000-01-01T00:00:00.000Z', '2026-11-27 12:00:00'],
  ];
  const { cells, xml, workbook } = readXlsx(await xlsxFile("Anna's & co.", columns, rows));
  expect(cells.slice(1)).toEqual([
    [{ number: 7 }, { number: Date.UTC(2026, 10, 27) / 86_400_000 + DAYS_TO_1970 + 0.5 }],
    [null, null, { text: 'Анна' }],
    [{ number: 8 }, { text: '10000-01-01T00:00:00.000Z' }, { text: '2026-11-27 12:00:00' }],
  ]);
  expect(xml).toContain('<autoFilter ref="A1:C4"/>');
  expect(workbook.match(/<definedNames?.*<\/definedNames>/g)).toEqual([
    '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">' +
      "'Anna''s &amp; co.'!$A$1:$C$4</definedName></definedNames>",
  ]);
  expect(xml).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
});
