import { expect, it } from 'vitest';
import { type CompleteTable, tableBytes } from '../../../../electron/adapters/tables/tableBytes.ts';
import { readXlsx } from '../../../harness/xlsxCells.ts';

const WINTER = '2026-12-27T10:00:00.000Z';
const SUMMER = '2027-07-01T10:00:00.999Z';

function tableOf(...times: string[]): CompleteTable {
  const columns = [
    { title: 'Expires', kind: 'time' },
    { title: 'Name', kind: 'text' },
  ] as const;
  return { sheet: 'Keys', columns, rows: times.map((time) => [time, WINTER]) };
}

async function csvLines(table: CompleteTable, timeZone: string | null): Promise<string[]> {
  const bytes = await tableBytes(table, { format: 'csv', separator: ';', timeZone });
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).trimEnd().split('\r\n');
}

it.each([
  ['Europe/Moscow', [WINTER, SUMMER], 'Expires (Europe/Moscow UTC+3)', ['2026-12-27 13:00:00', '2027-07-01 13:00:00']],
  [
    'Europe/Berlin',
    [WINTER, SUMMER],
    'Expires (Europe/Berlin UTC+1/UTC+2)',
    ['2026-12-27 11:00:00', '2027-07-01 12:00:00'],
  ],
  ['Europe/Berlin', [SUMMER], 'Expires (Europe/Berlin UTC+2)', ['2027-07-01 12:00:00']],
  ['America/St_Johns', [WINTER], 'Expires (America/St_Johns UTC-3:30)', ['2026-12-27 06:30:00']],
  ['Asia/Kathmandu', [WINTER], 'Expires (Asia/Kathmandu UTC+5:45)', ['2026-12-27 15:45:00']],
  ['Europe/Kiev', [WINTER], 'Expires (Europe/Kyiv UTC+2)', ['2026-12-27 12:00:00']],
  ['UTC', [WINTER], 'Expires (UTC UTC+0)', ['2026-12-27 10:00:00']],
  ['Asia/Vladivostok', ['2027-02-28T14:00:00.000Z'], 'Expires (Asia/Vladivostok UTC+10)', ['2027-03-01 00:00:00']],
  ['Europe/Moscow', [''], 'Expires (Europe/Moscow)', ['']],
] as const)(
  'writes times as local time, and the zone %s with its offsets in the title',
  async (zone, times, title, cells) => {
    const [titles, ...rows] = await csvLines(tableOf(...times), zone);
    expect(titles).toBe(`\uFEFF${title};Name`);
    // A text is not converted, even if it looks like a time.
    expect(rows).toEqual(cells.map((cell) => `${cell};${WINTER}`));
  },
);

it('names the offset alone where the system has no name for its zone', async () => {
  const [titles, row] = await csvLines(tableOf(WINTER), null);
  const minutes = -new Date(WINTER).getTimezoneOffset();
  expect(titles).toMatch(/^\uFEFFExpires \(UTC[+-]\d+(:\d\d)?\);Name$/);
  const local = new Date(Date.parse(WINTER) + minutes * 60_000).toISOString();
  expect(row).toBe(`${local.slice(0, 19).replace('T', ' ')};${WINTER}`);
});

it.each(['9999-12-31T23:59:59.999Z', '1900-02-28T00:00:00.000Z', '0001-01-01T00:00:00.000Z'])(
  'fault 151: %s, which Excel cannot have as a date, stays as it is',
  async (instant) => {
    expect((await csvLines(tableOf(instant), 'Europe/Moscow'))[1]).toBe(`${instant};${WINTER}`);
    const layout = { format: 'xlsx', separator: ',', timeZone: 'Europe/Moscow' } as const;
    const { cells } = readXlsx(await tableBytes(tableOf(instant), layout));
    expect(cells[1]).toEqual([{ text: instant }, { text: WINTER }]);
  },
);

it('fault 151: a date of Excel has the local time of the title, whatever the zone of the computer', async () => {
  const layout = { format: 'xlsx', separator: ',', timeZone: 'Asia/Vladivostok' } as const;
  const { cells } = readXlsx(await tableBytes(tableOf('2027-02-28T14:00:00.000Z'), layout));
  expect(cells).toEqual([
    [{ text: 'Expires (Asia/Vladivostok UTC+10)' }, { text: 'Name' }],
    // 1 March 2027, without a fraction of a day.
    [{ number: 46_447 }, { text: WINTER }],
  ]);
});
