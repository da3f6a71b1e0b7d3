import { beforeEach, expect, it } from 'vitest';
import type { SaveDialogOptions } from '../../../../electron/ports.ts';
import { csvSeparator, saveTable } from '../../../../electron/services/tables/saveTable.ts';
import type { TableFormat } from '../../../../shared/model/tableFile.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { MemoryFileDialogs } from '../../../fakes/memoryFileDialogs.ts';
import { MemoryTables, readTable } from '../../../fakes/memoryTables.ts';
import { MemoryUserFiles } from '../../../fakes/memoryUserFiles.ts';

let clock: ManualClock;
let tables: MemoryTables;
let fileDialogs: MemoryFileDialogs;
let userFiles: MemoryUserFiles;

beforeEach(() => {
  clock = new ManualClock();
  tables = new MemoryTables();
  fileDialogs = new MemoryFileDialogs();
  userFiles = new MemoryUserFiles();
});

function save(format: TableFormat, rowCount = 1) {
  const options = { clock, fileDialogs, userFiles, region: tables.regionPort, writeTable: tables.write };
  const table = { sheet: 'Keys', columns: [{ title: 'Name', kind: 'text' }], rowCount, rows: [['Анна']] } as const;
  return saveTable(options, { content: 'keys', format, fileKind: 'Workbook' }, table);
}

/** The names that the dialogs suggested. */
const suggested = () => fileDialogs.offered.map((offer) => (offer as SaveDialogOptions).suggestedName);

it('says how many rows it has saved, where, and without the folders above', async () => {
  fileDialogs.choice = '/home/anna/Documents/keys.xlsx';
  expect(await save('xlsx')).toEqual({ rows: 1, fileName: 'keys.xlsx', folderName: 'Documents' });
  expect(readTable(userFiles.files.get('/home/anna/Documents/keys.xlsx'))?.rows).toEqual([['Анна']]);
  fileDialogs.choice = '/keys.xlsx';
  expect(await save('xlsx')).toMatchObject({ folderName: '/' });
});

it.each([
  ['America/Los_Angeles', '2026-11-27T01:46:00.000Z', '2026-11-26'],
  ['Europe/Moscow', '2026-11-27T21:30:00.000Z', '2026-11-28'],
  ['UTC', '2026-11-27T23:59:59.000Z', '2026-11-27'],
] as const)('suggests a name with the day in the zone %s', async (zone, now, day) => {
  clock.advance(Date.parse(now) - clock.now());
  tables.region.timeZoneName = zone;
  await save('csv');
  expect(suggested()).toEqual([`keydesk-keys-${day}.csv`]);
  expect(tables.layouts).toEqual([{ format: 'csv', separator: ',', timeZone: zone }]);
});

it.each([
  ['ru-RU', ';'],
  ['de-DE', ';'],
  ['kk-KZ', ';'],
  ['ar-EG', ';'],
  ['en-US', ','],
  ['en-GB', ','],
  ['de-CH', ','],
  ['zh-CN', ','],
  ['', ','],
  ['C', ','],
  ['not a tag', ','],
] as const)('separates the cells of a CSV file in the region %s by %s', async (locale, separator) => {
  expect(csvSeparator(locale)).toBe(separator);
  tables.region.localeTag = locale;
  await save('csv');
  expect(tables.layouts).toMatchObject([{ separator }]);
});

it('saves nothing when the dialog is cancelled', async () => {
  fileDialogs.choice = null;
  expect(await save('xlsx')).toBeNull();
  expect(userFiles.files.size).toBe(0);
  expect(tables.layouts).toEqual([]);
});

it.each([
  ['xlsx', '/home/keys', '/home/keys.xlsx', 'xlsx'],
  ['csv', '/home/keys', '/home/keys.csv', 'csv'],
  ['xlsx', '/home/keys.2026', '/home/keys.2026.xlsx', 'xlsx'],
  ['xlsx', '/home/keys.xls', '/home/keys.xls.xlsx', 'xlsx'],
  ['csv', '/home/keys.txt', '/home/keys.txt.csv', 'csv'],
  ['xlsx', '/home/KEYS.XLSX', '/home/KEYS.XLSX', 'xlsx'],
  ['xlsx', '/home/keys.csv', '/home/keys.csv', 'csv'],
  ['csv', '/home/keys.xlsx', '/home/keys.xlsx', 'xlsx'],
  ['csv', '/home/keys.csv.bak', '/home/keys.csv.bak.csv', 'csv'],
] as const)('fault 152: %s saved as %s becomes %s in that format', async (format, choice, file, written) => {
  fileDialogs.choice = choice;
  await save(format);
  expect([...userFiles.files.keys()]).toEqual([file]);
  expect(tables.layouts).toMatchObject([{ format: written }]);
});

it('fault 152: never replaces a file that the dialog did not know of', async () => {
  userFiles.files.set('/home/keys.xlsx', 'old');
  userFiles.files.set('/home/keys (2).xlsx', 'older');
  fileDialogs.choice = '/home/keys';
  expect(await save('xlsx')).toMatchObject({ fileName: 'keys (3).xlsx' });
  expect([userFiles.files.get('/home/keys.xlsx'), userFiles.files.get('/home/keys (2).xlsx')]).toEqual([
    'old',
    'older',
  ]);
  // The dialog has asked about a name that was complete.
  fileDialogs.choice = '/home/keys.xlsx';
  expect(await save('xlsx')).toMatchObject({ fileName: 'keys.xlsx' });
  expect(userFiles.files.get('/home/keys.xlsx')).not.toBe('old');
});

it('fault 153: more rows than a worksheet can hold are rejected before anything is asked or written', async () => {
  expect(await save('xlsx', 1_048_575)).not.toBeNull();
  fileDialogs.offered.length = 0;
  userFiles.files.clear();
  await expect(save('xlsx', 1_048_576)).rejects.toMatchObject({ code: 'TOO_MANY_ROWS' });
  expect(fileDialogs.offered).toEqual([]);
  fileDialogs.choice = '/home/keys.xlsx';
  await expect(save('csv', 1_048_576)).rejects.toMatchObject({ code: 'TOO_MANY_ROWS' });
  expect(userFiles.files.size).toBe(0);
  fileDialogs.choice = '/home/keys.csv';
  expect(await save('csv', 1_048_576)).toMatchObject({ rows: 1_048_576 });
});

it('leaves a file that cannot be written as it is', async () => {
  userFiles.isReadOnly = true;
  await expect(save('xlsx')).rejects.toMatchObject({ code: 'FILE_NOT_SAVED', detail: 'EACCES' });
});
