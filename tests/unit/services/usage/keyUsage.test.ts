import { expect, it, vi } from 'vitest';
import type { UsageRequest } from '../../../../electron/services/usage/keyUsage.ts';
import { secretDigest } from '../../../../electron/services/usage/secretDigests.ts';
import type { UsageLabels } from '../../../../electron/services/usage/usageTable.ts';
import { EXPORTED_STATES } from '../../../../shared/model/keyExport.ts';
import {
  DEFAULT_EXCLUSIONS,
  DEFAULT_SCAN_LIMITS,
  USAGE_COLUMNS,
  USED_PARTS,
} from '../../../../shared/model/keyUsage.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { tokenOf } from '../../../fakes/memoryAdminApi.ts';
import { readTable } from '../../../fakes/memoryTables.ts';
import { settle } from '../../../fakes/settle.ts';
import { addConnection, memory, services, startBeforeEach } from '../application.ts';

const REQUEST: UsageRequest = {
  connectionId: null,
  withSecrets: true,
  exclusions: DEFAULT_EXCLUSIONS,
  limits: DEFAULT_SCAN_LIMITS,
};
const FOLDER = '/home/anna/projects';
const SECRET = `${'Zm9v'.repeat(21)}AQ==`;
const [FIRST, SECOND] = [tokenOf('authkey.1'), tokenOf('authkey.2')];

let id: string;
startBeforeEach(async () => {
  id = await addConnection({ ...CONNECTION_FORM, keepsKeySecrets: true });
  await services.keys.list(id);
  memory.fileDialogs.choice = FOLDER;
});

/** Puts a secret of these letters in the keychain, as reading it does. */
async function keep(keyId: string, secretKey: string): Promise<void> {
  const key = memory.adminApi.keys.get(keyId);
  if (key === undefined) {
    throw new Error('There is no such key.');
  }
  vi.spyOn(memory.adminApi, 'readSecret').mockResolvedValueOnce({ key, secretKey });
  await services.keys.readSecret(id, key);
  await settle();
}

const place = (key: string, part: 'token' | 'secret' = 'token', path = 'a.env') => ({
  path,
  line: 3,
  column: 7,
  part,
  key,
});

async function search(change: Partial<UsageRequest> = {}) {
  await services.keyUsage.chooseFolder();
  return (await services.keyUsage.search({ ...REQUEST, ...change })).result;
}

it('searches for the tokens of the known lists without a request, and says which keys stand where', async () => {
  const called = vi.spyOn(memory.adminApi, 'listChanges');
  memory.folderScan.places = [place(SECOND), place(FIRST), place(SECOND, 'token', 'b.env')];
  const result = await search();
  expect(called).not.toHaveBeenCalled();
  expect(memory.folderScan.searches).toEqual([
    {
      folder: FOLDER,
      tokens: [FIRST, SECOND],
      secrets: [],
      exclusions: DEFAULT_EXCLUSIONS,
      limits: DEFAULT_SCAN_LIMITS,
    },
  ]);
  expect(result).toMatchObject({
    folder: FOLDER,
    searchedKeys: 2,
    searchedSecrets: 0,
    missingSecrets: 0,
    // The list of the sample platform was not loaded.
    connectionsWithoutList: 1,
    keys: [
      { connectionId: id, id: 'authkey.2', token: SECOND, username: 'svc.erp' },
      { connectionId: id, id: 'authkey.1' },
    ],
    places: [{ path: 'a.env', key: 0 }, { key: 1 }, { path: 'b.env', key: 0 }],
  });
});

it('searches for kept secrets by digest: neither the search nor the result nor the log has one', async () => {
  await keep('authkey.2', SECRET);
  await keep('authkey.1', 'no Base64');
  memory.logger.redacted.length = 0;
  const digest = secretDigest(SECRET)?.digest ?? '';
  memory.folderScan.places = [place(digest, 'secret')];
  const result = await search();
  expect(result).toMatchObject({
    searchedSecrets: 1,
    missingSecrets: 1,
    keys: [{ id: 'authkey.2' }],
    places: [{ part: 'secret', key: 0 }],
  });
  expect(JSON.stringify([memory.folderScan.searches, result, memory.logger])).not.toContain(SECRET.slice(0, 20));
  // Thousands of secrets would otherwise stay in memory.
  expect(memory.logger.redacted).toEqual([]);
});

it('searches for adopted keys by token and secret too', async () => {
  const token = 'ab'.repeat(16);
  await services.adoptedKeys.add(id, { token, secretKey: SECRET, label: 'Partner', expirationDate: null });
  const digest = secretDigest(SECRET)?.digest ?? '';
  memory.folderScan.places = [place(token), place(digest, 'secret')];
  const result = await search();
  expect(result).toMatchObject({
    searchedKeys: 3,
    searchedSecrets: 1,
    keys: [{ connectionId: id, token, fullName: 'Partner', expirationDate: null }],
    places: [
      { part: 'token', key: 0 },
      { part: 'secret', key: 0 },
    ],
  });
  expect(JSON.stringify([memory.folderScan.searches, result])).not.toContain(SECRET.slice(0, 20));
});

it('counts the secrets that the keychain does not return, and searches for their tokens', async () => {
  await keep('authkey.2', SECRET);
  memory.secretStore.problem = 'locked';
  expect(await search()).toMatchObject({ searchedKeys: 2, searchedSecrets: 0, missingSecrets: 1 });
});

it('searches for the keys of one connection, and for no secrets if not asked to', async () => {
  await keep('authkey.2', SECRET);
  expect(await search({ connectionId: id, withSecrets: false })).toMatchObject({
    searchedKeys: 2,
    searchedSecrets: 0,
    missingSecrets: 0,
    connectionsWithoutList: 0,
  });
  expect(await search({ connectionId: 'sample' })).toMatchObject({ searchedKeys: 0, connectionsWithoutList: 1 });
});

it('looks for a token once that several connections to one installation list', async () => {
  const other = await addConnection({ ...CONNECTION_FORM, name: 'The same', keepsKeySecrets: true });
  await services.keys.list(other);
  memory.folderScan.places = [place(FIRST)];
  const result = await search();
  expect(result).toMatchObject({ searchedKeys: 2, keys: [{ connectionId: id }] });
});

it('counts the keys whose token cannot stand in a file as one word', async () => {
  const key = memory.adminApi.keys.get('authkey.2');
  if (key !== undefined) {
    memory.adminApi.keys.set('authkey.2', { ...key, token: 'two words' });
  }
  await services.keys.list(id, null, true);
  expect(await search({ connectionId: id })).toMatchObject({ searchedKeys: 1, unsearchedKeys: 1 });
});

it('shows the progress of a search, which another one or the user ends', async () => {
  memory.folderScan.isEndless = true;
  await services.keyUsage.chooseFolder();
  const first = services.keyUsage.search(REQUEST);
  await settle();
  const progress = { folders: 3, files: 40, bytes: 5_000, places: 0, path: 'b/c.txt' };
  memory.published.length = 0;
  memory.folderScan.report(progress);
  expect(services.keyUsage.state).toEqual({ folder: FOLDER, progress, result: null });
  expect(memory.published).toEqual(['usage:changed']);
  const second = services.keyUsage.search(REQUEST);
  expect((await first).progress).not.toBeNull();
  await settle();
  services.keyUsage.stop();
  expect(await second).toMatchObject({ progress: null, result: { stoppedBy: 'user' } });
});

it('copies the path of a file that was found, and of no other', async () => {
  memory.folderScan.places = [place(FIRST, 'token', 'b/a.env')];
  await search();
  await services.keyUsage.copyPath('b/a.env');
  expect(memory.clipboard.text).toBe(`${FOLDER}/b/a.env`);
  await expect(services.keyUsage.copyPath('../../etc/passwd')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('copies a path of Windows with its separators', async () => {
  memory.fileDialogs.choice = 'C:\\Users\\Anna';
  memory.folderScan.places = [place(FIRST, 'token', 'b\\a.env')];
  await search();
  await services.keyUsage.copyPath('b\\a.env');
  expect(memory.clipboard.text).toBe('C:\\Users\\Anna\\b\\a.env');
});

it('saves the places as a table', async () => {
  const labels: UsageLabels = {
    sheet: 'Places',
    columns: Object.fromEntries(USAGE_COLUMNS.map((name) => [name, name])) as UsageLabels['columns'],
    parts: Object.fromEntries(USED_PARTS.map((name) => [name, `part ${name}`])) as UsageLabels['parts'],
    states: Object.fromEntries(EXPORTED_STATES.map((name) => [name, `state ${name}`])) as UsageLabels['states'],
    connections: { [id]: 'Test stand' },
  };
  const file = { format: 'csv', fileKind: 'CSV' } as const;
  await expect(services.keyUsage.export(labels, file)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  memory.folderScan.places = [place(FIRST)];
  await search();
  memory.fileDialogs.choice = '/home/anna/places.csv';
  expect(await services.keyUsage.export(labels, file)).toMatchObject({ rows: 1, fileName: 'places.csv' });
  expect(readTable(memory.userFiles.files.get('/home/anna/places.csv'))?.rows).toEqual([
    [
      ...['a.env', '3', '7', 'part token', 'Test stand', 'ERP connector', 'svc.erp', FIRST],
      ...['2027-01-01T00:00:00.000Z', 'state valid'],
    ],
  ]);
});

it('keeps the folder of the last search when the dialog is cancelled, and drops the result for another folder', async () => {
  await search();
  memory.fileDialogs.choice = null;
  expect(await services.keyUsage.chooseFolder()).toMatchObject({ folder: FOLDER, result: { folder: FOLDER } });
  memory.fileDialogs.choice = '/elsewhere';
  expect(await services.keyUsage.chooseFolder()).toEqual({ folder: '/elsewhere', progress: null, result: null });
});

it('fails without a folder, and with one that cannot be read, and can then search again', async () => {
  await expect(services.keyUsage.search(REQUEST)).rejects.toMatchObject({ code: 'SEARCH_FAILED' });
  memory.folderScan.failure = 'EACCES';
  await expect(search()).rejects.toMatchObject({ code: 'SEARCH_FAILED', detail: 'EACCES' });
  expect(services.keyUsage.state).toMatchObject({ progress: null, result: null });
  memory.folderScan.failure = null;
  expect(await search()).toMatchObject({ stoppedBy: null });
});
