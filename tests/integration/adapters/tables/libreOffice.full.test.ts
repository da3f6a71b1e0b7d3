import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tableBytes } from '../../../../electron/adapters/tables/tableBytes.ts';
import type { ApiKey, Table, TableLayout } from '../../../../electron/ports.ts';
import { activityTable } from '../../../../electron/services/activity/activityTable.ts';
import { KeyExport } from '../../../../electron/services/keys/keyExport.ts';
import { russian } from '../../../../renderer/i18n/i18n.ts';
import type { KeyColumn } from '../../../../shared/model/keyExport.ts';
import { keyListSyncOver } from '../../../fakes/keyListSyncOver.ts';
import { MemoryAdminApi } from '../../../fakes/memoryAdminApi.ts';
import { MemoryFileDialogs } from '../../../fakes/memoryFileDialogs.ts';
import { LibreOffice } from '../../../harness/libreOffice.ts';
import { sampleEntry } from '../../../unit/services/activity/sampleEntry.ts';

/**
 * What the import dialog passes for a CSV file: Tab, comma and semicolon as separators, quotes, UTF-8 because of the byte order
 * mark, the language of the user, no quoted field as text, and with or without “Detect special numbers”.
 */
const dialog = (detectsDates: boolean) =>
  `Text - txt - csv (StarCalc):9/44/59,34,76,1,,0,false,${detectsDates},false,false`;

/** Names that spreadsheets take for something else, as full name and user name. */
const NAMES = [
  ['Иванов Пётр', '000123'],
  ['=1+1', '1e5'],
  ['\t=1+1', '+7 495 1234567'],
  ['Анна\nЛи', '-5'],
  ['_x0041_', '@SUM(1)'],
  ['constructor', '__proto__'],
  ['a;b,c"d', '27.11.2026'],
  ['Елена 😀', '12345678901234567890'],
] as const;
const TOKENS = NAMES.map((_name, index) => String(index).repeat(32));

let folder: string;
const files = { keysXlsx: '', keysCsv: '', activityXlsx: '', activityCsv: '' };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keydesk-tables-'));
  const layout = { separator: ';', timeZone: 'Europe/Moscow' } as const;
  for (const format of ['xlsx', 'csv'] as const) {
    const name = format === 'xlsx' ? 'Xlsx' : 'Csv';
    files[`keys${name}`] = join(folder, `keys.${format}`);
    files[`activity${name}`] = join(folder, `activity.${format}`);
    writeFileSync(files[`keys${name}`], await exportKeys({ ...layout, format }));
    writeFileSync(files[`activity${name}`], await bytesOf(activityOfOneKey(), { ...layout, format }));
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bytesOf = (table: Table, layout: TableLayout) => tableBytes({ ...table, rows: [...table.rows] }, layout);

/** Exports the keys of {@link NAMES} as the window in Russian does. */
async function exportKeys(layout: TableLayout): Promise<Uint8Array> {
  const api = new MemoryAdminApi(['authkey.1']);
  const [key] = api.keys.values();
  api.keys.clear();
  for (const [index, [fullName, username]] of NAMES.entries()) {
    const id = `authkey.${index + 1}` as ApiKey['id'];
    api.keys.set(id, { ...(key as ApiKey), id, token: TOKENS[index] ?? '', fullName, username });
  }
  const { lists, clock } = keyListSyncOver(api);
  await lists.refresh('c', false);
  let bytes = new Uint8Array();
  const keyExport = new KeyExport({
    lists,
    keyNotes: { list: () => ({ notes: new Map(), damaged: null, problem: null }) },
    lastUse: { get: () => null },
    keyViews: { timeZoneOf: () => null },
    clock,
    fileDialogs: new MemoryFileDialogs(),
    region: { locale: () => 'ru-RU', timeZone: () => layout.timeZone },
    writeTable: async (table) => bytesOf(table, layout),
    userFiles: {
      write: async (_file: string, content: string | Uint8Array) => {
        bytes = Buffer.from(content);
      },
      exists: async () => false,
      nameOf: () => '',
      folderNameOf: () => '',
    } as unknown as ConstructorParameters<typeof KeyExport>[0]['userFiles'],
  });
  const { title: sheet, columns, exportedStates: states } = russian.keys;
  const labels = { sheet, columns, states, notes: null, seen: null };
  await keyExport.save('c', TOKENS, labels, { format: layout.format, fileKind: russian.tables.fileKinds.xlsx });
  return bytes;
}

function activityOfOneKey(): Table {
  const expiry = { expiryBefore: '2026-12-01T00:00:00.000Z', expiryAfter: '2027-07-01T00:00:00.000Z' };
  const { title: sheet, actions, outcomes, columns } = russian.activity;
  const entry = sampleEntry({ action: 'expiryChanged', username: '000123', ...expiry });
  return activityTable([{ ...entry, number: 7 }], { sheet, actions, outcomes, columns, sample: 'Демо' });
}

describe.each(['ru-RU', 'en-US', 'de-DE'])('a user of LibreOffice in the region %s', (locale) => {
  let office: LibreOffice;
  beforeAll(() => {
    office = new LibreOffice(locale);
  });
  afterAll(() => office.remove());

  it('fault 150: opens the workbook with text as text and dates as dates, with a filter', () => {
    const { rows, xml } = office.open(files.keysXlsx);
    const zoned = (column: KeyColumn) => `${russian.keys.columns[column]} (Europe/Moscow UTC+3)`;
    expect(rows[0]?.map(({ value }) => value)).toEqual([
      'Имя',
      'Имя пользователя',
      'Роли',
      'Токен аутентификации',
      zoned('creationDate'),
      zoned('expirationDate'),
      'Использован (Europe/Moscow)',
      'Состояние',
    ]);
    for (const [index, [fullName, username]] of NAMES.entries()) {
      expect(rows[index + 1]).toEqual([
        { kind: 'text', value: fullName },
        { kind: 'text', value: username },
        { kind: 'text', value: 'API integrations' },
        { kind: 'text', value: TOKENS[index] },
        { kind: 'date', value: '2026-01-01T03:00:00' },
        { kind: 'date', value: '2027-01-01T03:00:00' },
        { kind: 'empty', value: '' },
        { kind: 'text', value: 'Действует' },
      ]);
    }
    expect(rows).toHaveLength(NAMES.length + 1);
    expect(xml).toContain('table:name="Ключи аутентификации"');
    expect(xml).toContain('table:display-filter-buttons="true"');
  });

  it('opens the CSV file with the right columns and no formula, and its times as dates if the dialog is told to', () => {
    for (const detectsDates of [true, false]) {
      const { rows } = office.open(files.keysCsv, dialog(detectsDates));
      const kind = detectsDates ? 'date' : 'text';
      const separator = detectsDates ? 'T' : ' ';
      expect(rows).toHaveLength(NAMES.length + 1);
      for (const row of rows.slice(1)) {
        expect(row.filter((cell) => cell.kind === 'formula')).toEqual([]);
        expect(row.slice(4, 8)).toEqual([
          { kind, value: `2026-01-01${separator}03:00:00` },
          { kind, value: `2027-01-01${separator}03:00:00` },
          { kind: 'empty', value: '' },
          { kind: 'text', value: 'Действует' },
        ]);
      }
      expect(rows[1]?.slice(0, 3).map(({ value }) => value)).toEqual(['Иванов Пётр', '123', 'API integrations']);
    }
  });

  it('opens the activity in both kinds of files', () => {
    const end = [
      { kind: 'date', value: '2026-12-01T03:00:00' },
      { kind: 'date', value: '2027-07-01T03:00:00' },
    ];
    for (const { rows } of [office.open(files.activityXlsx), office.open(files.activityCsv, dialog(true))]) {
      expect(rows).toHaveLength(2);
      expect(rows[1]?.slice(0, 5)).toEqual([
        { kind: 'number', value: '7' },
        { kind: 'date', value: '2026-11-22T15:00:00' },
        { kind: 'text', value: 'Демо' },
        { kind: 'text', value: 'Срок изменён' },
        { kind: 'text', value: 'Выполнено' },
      ]);
      expect(rows[1]?.slice(-2)).toEqual(end);
    }
  });
});
