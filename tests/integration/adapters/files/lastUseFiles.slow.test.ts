import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { createLastUseStore } from '../../../../electron/adapters/files/lastUseFiles.ts';
import { createPrivateFolders } from '../../../../electron/adapters/files/privateFolders.ts';
import { KeyExport } from '../../../../electron/services/keys/keyExport.ts';
import { LastUse } from '../../../../electron/services/lastUse/lastUse.ts';
import { EXPORTED_STATES, KEY_COLUMNS, SEEN_COLUMNS } from '../../../../shared/model/keyExport.ts';
import { keptReading } from '../../../fakes/keptReading.ts';
import { keyListSyncOver } from '../../../fakes/keyListSyncOver.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { MemoryAdminApi, tokenOf } from '../../../fakes/memoryAdminApi.ts';
import { MemoryFileDialogs } from '../../../fakes/memoryFileDialogs.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';
import { MemoryTables } from '../../../fakes/memoryTables.ts';
import { MemoryUserFiles } from '../../../fakes/memoryUserFiles.ts';
import { accessLogReader } from '../../../harness/accessLogs.ts';
import { newFolder } from '../../../harness/settingsFolder.ts';

const NOW = Date.parse('2026-05-01T12:04:00.000Z');
const READING = keptReading();

let folder: string;
let file: string;

beforeEach(() => {
  folder = join(newFolder(), 'last-use');
  file = join(folder, 'c.json');
});

/** The store of a new start. */
const open = () => {
  const logger = new MemoryLogger();
  return createLastUseStore({ folder, folders: createPrivateFolders({ logger }), now: () => NOW, logger });
};

it('returns the reading that was written, from a file that only the user can read', async () => {
  expect(open().read('c')).toBeNull();
  expect(await open().write('c', READING)).toBeNull();
  expect(open().read('c')).toMatchObject(READING);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it.each<[name: string, damage: (text: string) => string]>([
  ['cut off', (text) => text.slice(0, -20)],
  ['in an unknown time zone', (text) => text.replace('Europe/Moscow', 'Mars/Olympus')],
  ['with a time that is none', (text) => text.replace('2026-11-20T10:00:00.000', 'yesterday')],
])('a reading that is %s is set aside, and the last good one is used', async (_name, damage) => {
  await open().write('c', READING);
  open().read('c');
  const damaged = damage(readFileSync(file, 'utf8'));
  writeFileSync(file, damaged);
  expect(open().read('c')).toMatchObject(READING);
  const aside = readdirSync(folder).find((name) => name.startsWith('c.damaged-')) ?? '';
  expect(readFileSync(join(folder, aside), 'utf8')).toBe(damaged);
});

it('leaves the file of a later version in place', async () => {
  await open().write('c', READING);
  const newer = readFileSync(file, 'utf8').replace('"schemaVersion": 1', '"schemaVersion": 9');
  writeFileSync(file, newer);
  expect(await open().write('c', keptReading({ accounts: [] }))).toMatchObject({ problem: 'newerVersion' });
  expect(readFileSync(file, 'utf8')).toBe(newer);
});

it('removes the files of one connection, and of all that are not known', async () => {
  const store = open();
  await store.write('c', READING);
  await store.write('d', READING);
  await store.write('e', READING);
  open().read('c');
  await store.remove('c');
  await store.keepOnly(['e']);
  expect(readdirSync(folder)).toEqual(['e.json']);
  expect(existsSync(file)).toBe(false);
});

it('nothing of the secret keys, tokens and lines in logs is on the disk, in the log of KeyDesk or in an export', async () => {
  const token = '40572d43a1b2c3d4e5f60718293a4b5c';
  const secret = `${'aB3+/xYz'.repeat(10)}Q1w2Ab==`;
  const planted = [token, secret, encodeURIComponent(secret), 'hunter2', 'api_key'];
  const line = (name: string, path: string, text: string): string =>
    `2026-11-20 10:00:00,123 INFO 0a1b2c3d-0000-4000-8000-00000000000f ${name} 10.0.0.1 https://p.example${path} OK 03:00:00.296 '${text}' ''`;
  const lines = [
    line('erp', `/api/x?token=${token}&secret=${secret}`, `password=hunter2`),
    line('erp', `/api/${encodeURIComponent(secret)}/${token}?api_key=${token}`, `HMAC-SHA256 Credential=${token}`),
    line(token, '/api/x', secret),
    line(secret, '/api/x', token),
    line(`crm Credential=${token}&SignedHeaders=x&Signature=${secret}`, '/api/x', ''),
    `Authorization: HMAC-SHA256 Credential=${token}&Signature=${secret}`,
  ];
  const logs = newFolder();
  const log = join(logs, `audit_${token}.log`);
  const damaged = join(logs, `audit_${secret.replaceAll('/', '_')}.gz`);
  writeFileSync(log, lines.join('\n'));
  writeFileSync(damaged, Buffer.from([0x1f, 0x8b, 8, 0]));
  const logger = new MemoryLogger();
  const clock = new ManualClock();
  const fileDialogs = new MemoryFileDialogs();
  fileDialogs.chooseOpenFiles = async () => [log, damaged];
  const lastUse = new LastUse({
    store: createLastUseStore({ folder, folders: createPrivateFolders({ logger }), now: () => NOW, logger }),
    readAccessLogs: accessLogReader(logger),
    fileDialogs,
    clock,
    nameOf: () => 'Connection',
    logFolderOf: () => null,
    publish: () => {},
  });
  await lastUse.read('c', 'UTC', 'Logs');
  const { lists } = keyListSyncOver(new MemoryAdminApi(['authkey.1']));
  await lists.refresh('c', false);
  const { write: writeTable, regionPort: region } = new MemoryTables();
  const userFiles = new MemoryUserFiles();
  const keyNotes = { list: () => ({ notes: new Map(), damaged: null, problem: null }) };
  const keyViews = { timeZoneOf: () => null };
  const keyExport = new KeyExport({
    lists,
    keyNotes,
    keyViews,
    lastUse,
    fileDialogs,
    userFiles,
    clock,
    writeTable,
    region,
  });
  const titles = <Name extends string>(names: readonly Name[]) =>
    Object.fromEntries(names.map((name) => [name, String(name)])) as Record<Name, string>;
  await keyExport.save(
    'c',
    [tokenOf('authkey.1')],
    {
      sheet: 'Keys',
      columns: titles(KEY_COLUMNS),
      states: titles(EXPORTED_STATES),
      notes: null,
      seen: titles(SEEN_COLUMNS),
    },
    { format: 'csv', fileKind: 'CSV' },
  );
  const kept = {
    window: JSON.stringify(lastUse.get('c')),
    disk: readFileSync(file, 'utf8'),
    log: JSON.stringify(logger.lines),
    exported: [...userFiles.files.values()].join(''),
  };
  expect(lastUse.get('c')?.lines.calls).toBe(5);
  for (const [where, text] of Object.entries(kept)) {
    expect(text, where).not.toBe('');
    expect(
      planted.filter((value) => text.includes(value)),
      where,
    ).toEqual([]);
  }
});
