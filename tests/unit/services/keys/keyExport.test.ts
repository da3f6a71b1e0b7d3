import { expect, it } from 'vitest';
import { KeyExport } from '../../../../electron/services/keys/keyExport.ts';
import { EXPORTED_STATES, KEY_COLUMNS } from '../../../../shared/model/keyExport.ts';
import { AppError } from '../../../../shared/result.ts';
import { keyListSyncOver } from '../../../fakes/keyListSyncOver.ts';
import { CANARY_SECRET, MemoryAdminApi, tokenOf } from '../../../fakes/memoryAdminApi.ts';
import { MemoryFileDialogs } from '../../../fakes/memoryFileDialogs.ts';
import { MemoryUserFiles } from '../../../fakes/memoryUserFiles.ts';

const WORDS = {
  columns: Object.fromEntries(KEY_COLUMNS.map((column) => [column, `word ${column}`])),
  states: Object.fromEntries(EXPORTED_STATES.map((state) => [state, `word ${state}`])),
} as Parameters<KeyExport['save']>[2];

async function createExport() {
  const api = new MemoryAdminApi(['authkey.1', 'authkey.2']);
  const { lists, clock } = keyListSyncOver(api);
  await lists.refresh('c', false);
  const fileDialogs = new MemoryFileDialogs();
  const userFiles = new MemoryUserFiles();
  const keyExport = new KeyExport({ lists, fileDialogs, userFiles, clock });
  return { api, lists, clock, fileDialogs, userFiles, keyExport };
}

it('saves the keys in the order of the window, without secrets, while the installation cannot be reached', async () => {
  const { api, clock, fileDialogs, userFiles, keyExport } = await createExport();
  api.failure = new AppError('UNREACHABLE', 'gone');
  clock.advance(Date.parse('2026-12-15T00:00:00.000Z'));
  fileDialogs.choice = '/home/me/keys.csv';
  expect(await keyExport.save('c', ['authkey.2', 'authkey.9', 'authkey.1'].map(tokenOf), WORDS, 'CSV')).toBe(
    'keys.csv',
  );
  const text = userFiles.files.get('/home/me/keys.csv') ?? '';
  const line = (id: string) =>
    `ERP connector,svc.erp,API integrations,${tokenOf(id)},2026-01-01T00:00:00.000Z,2027-01-01T00:00:00.000Z,,word expiring`;
  expect(text.split('\r\n')).toEqual([
    `\uFEFF${KEY_COLUMNS.map((column) => `word ${column}`).join(',')}`,
    line('authkey.2'),
    line('authkey.1'),
    '',
  ]);
  expect(text).not.toContain(CANARY_SECRET);
});

it('writes nothing when the user cancels', async () => {
  const { fileDialogs, userFiles, keyExport } = await createExport();
  fileDialogs.choice = null;
  expect(await keyExport.save('c', ['authkey.1'], WORDS, 'CSV')).toBeNull();
  expect(userFiles.files.size).toBe(0);
});

it('fault 96: a key that was replaced since the window has the list is left out of the file', async () => {
  const { api, lists, fileDialogs, userFiles, keyExport } = await createExport();
  const other = api.replaceKey('authkey.1');
  await lists.refresh('c', true);
  fileDialogs.choice = '/keys.csv';
  await keyExport.save('c', ['authkey.1', 'authkey.2'].map(tokenOf), WORDS, 'CSV');
  const text = userFiles.files.get('/keys.csv');
  expect(text).toContain(tokenOf('authkey.2'));
  expect(text).not.toContain(other.token);
});
