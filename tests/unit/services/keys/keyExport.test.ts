import { expect, it } from 'vitest';
import { KeyExport } from '../../../../electron/services/keys/keyExport.ts';
import { LastUse } from '../../../../electron/services/lastUse/lastUse.ts';
import { EXPORTED_STATES, KEY_COLUMNS } from '../../../../shared/model/keyExport.ts';
import { AppError } from '../../../../shared/result.ts';
import { keptReading, loggedUse } from '../../../fakes/keptReading.ts';
import { keyListSyncOver } from '../../../fakes/keyListSyncOver.ts';
import { CANARY_SECRET, MemoryAdminApi, tokenOf } from '../../../fakes/memoryAdminApi.ts';
import { MemoryFileDialogs } from '../../../fakes/memoryFileDialogs.ts';
import { MemoryLastUseStore } from '../../../fakes/memoryLastUseStore.ts';
import { MemoryTables, readTable } from '../../../fakes/memoryTables.ts';
import { MemoryUserFiles } from '../../../fakes/memoryUserFiles.ts';

const WORDS = {
  sheet: 'Keys',
  columns: Object.fromEntries(KEY_COLUMNS.map((column) => [column, `word ${column}`])),
  states: Object.fromEntries(EXPORTED_STATES.map((state) => [state, `word ${state}`])),
  notes: null,
  seen: null,
} as Parameters<KeyExport['save']>[2];
const WORKBOOK = { format: 'xlsx', fileKind: 'Workbook' } as const;
const NOTES = new Map([
  [tokenOf('authkey.2'), { owner: '=1+1', purpose: 'two\nlines', ticket: 'T-1', tags: ['erp', 'test'] }],
  [tokenOf('authkey.9'), { owner: 'gone', purpose: '', ticket: '', tags: [] }],
]);
const FILE = '/home/me/keys.xlsx';

async function createExport() {
  const api = new MemoryAdminApi(['authkey.1', 'authkey.2']);
  const { lists, clock } = keyListSyncOver(api);
  await lists.refresh('c', false);
  const fileDialogs = new MemoryFileDialogs();
  fileDialogs.choice = FILE;
  const userFiles = new MemoryUserFiles();
  const { write: writeTable, regionPort: region, layouts } = new MemoryTables();
  const followed: { timeZone: string | null } = { timeZone: null };
  const keyViews = { timeZoneOf: () => followed.timeZone };
  const keyNotes = { list: () => ({ notes: NOTES, damaged: null, problem: null }) };
  const store = new MemoryLastUseStore();
  const lastUse = new LastUse({
    store,
    readAccessLogs: async () => null,
    fileDialogs,
    clock,
    nameOf: (connectionId) => connectionId,
    logFolderOf: () => null,
    publish: () => {},
  });
  const keyExport = new KeyExport({
    lists,
    keyNotes,
    lastUse,
    keyViews,
    fileDialogs,
    userFiles,
    clock,
    writeTable,
    region,
  });
  const save = (ids: readonly string[], notes = WORDS.notes, seen = WORDS.seen) =>
    keyExport.save('c', ids.map(tokenOf), { ...WORDS, notes, seen }, WORKBOOK);
  return { api, lists, clock, fileDialogs, userFiles, store, layouts, followed, save };
}

it('saves the keys in the order of the window, without secrets, while the installation cannot be reached', async () => {
  const { api, clock, userFiles, save } = await createExport();
  api.failure = new AppError('UNREACHABLE', 'gone');
  clock.advance(Date.parse('2026-12-15T00:00:00.000Z'));
  expect(await save(['authkey.2', 'authkey.9', 'authkey.1'])).toEqual({
    rows: 2,
    fileName: 'keys.xlsx',
    folderName: 'me',
  });
  const text = userFiles.files.get(FILE) ?? '';
  const times = ['2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z', ''];
  const row = (id: string) => ['ERP connector', 'svc.erp', 'API integrations', tokenOf(id), ...times, 'word expiring'];
  expect(readTable(text)).toEqual({
    sheet: 'Keys',
    titles: KEY_COLUMNS.map((column) => `word ${column}`),
    rows: [row('authkey.2'), row('authkey.1')],
  });
  expect(text).not.toContain(CANARY_SECRET);
});

it('adds the notes in columns of their own when they are asked for', async () => {
  const { userFiles, save } = await createExport();
  await save(['authkey.2', 'authkey.1'], { owner: 'Owner', purpose: 'Purpose', ticket: 'Ticket', tags: 'Tags' });
  const table = readTable(userFiles.files.get(FILE) ?? '');
  const last = (cells: readonly string[]) => cells.slice(KEY_COLUMNS.length);
  expect(last(table?.titles ?? [])).toEqual(['Owner', 'Purpose', 'Ticket', 'Tags']);
  expect(table?.rows.map(last)).toEqual([
    ['=1+1', 'two\nlines', 'T-1', 'erp; test'],
    ['', '', '', ''],
  ]);
});

it('adds the last call of the account and the period of the logs when they are asked for', async () => {
  const { store, userFiles, save } = await createExport();
  const accounts = [loggedUse({ username: 'SVC.erp', lastCall: '2026-11-20T10:00:00.000' })];
  store.readings.set('c', keptReading({ timeZone: 'Europe/Moscow', accounts }));
  await save(['authkey.1'], null, { accountSeen: 'Seen', logsFrom: 'From', logsTo: 'To' });
  const table = readTable(userFiles.files.get(FILE) ?? '');
  const last = (cells: readonly string[]) => cells.slice(KEY_COLUMNS.length);
  expect(last(table?.titles ?? [])).toEqual(['Seen', 'From', 'To']);
  expect(table?.rows.map(last)).toEqual([
    ['2026-11-20T07:00:00.000Z', '2026-10-31T21:00:00.000Z', '2026-11-26T20:59:59.999Z'],
  ]);
});

it('leaves the last call empty if the logs were removed meanwhile', async () => {
  const { userFiles, save } = await createExport();
  const labels = { accountSeen: 'Seen', logsFrom: 'From', logsTo: 'To' };
  await save(['authkey.1'], null, labels);
  expect(readTable(userFiles.files.get(FILE) ?? '')?.rows[0]?.slice(KEY_COLUMNS.length)).toEqual(['', '', '']);
});

it('writes nothing when the user cancels', async () => {
  const { fileDialogs, userFiles, save } = await createExport();
  fileDialogs.choice = null;
  expect(await save(['authkey.1'])).toBeNull();
  expect(userFiles.files.size).toBe(0);
});

it('fault 96: a key that was replaced since the window has the list is left out of the file', async () => {
  const { api, lists, userFiles, save } = await createExport();
  const other = api.replaceKey('authkey.1');
  await lists.refresh('c', true);
  expect(await save(['authkey.1', 'authkey.2'])).toMatchObject({ rows: 1 });
  const text = userFiles.files.get(FILE);
  expect(text).toContain(tokenOf('authkey.2'));
  expect(text).not.toContain(other.token);
});

it('asks for no file when none of the keys exists any more', async () => {
  const { api, lists, fileDialogs, userFiles, save } = await createExport();
  api.replaceKey('authkey.1');
  await lists.refresh('c', true);
  await expect(save(['authkey.1', 'authkey.9'])).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(fileDialogs.offered).toEqual([]);
  expect(userFiles.files.size).toBe(0);
});

it('writes the times in the time zone of the list', async () => {
  const { layouts, followed, save } = await createExport();
  await save(['authkey.1']);
  followed.timeZone = 'Asia/Vladivostok';
  await save(['authkey.1']);
  expect(layouts.map(({ timeZone }) => timeZone)).toEqual(['UTC', 'Asia/Vladivostok']);
});
