import { createHash } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import type { ApiKey } from '../../../../electron/ports.ts';
import { FINDINGS } from '../../../../shared/model/hygiene.ts';
import { DEFAULT_POLICY } from '../../../../shared/model/hygienePolicy.ts';
import { EXPORTED_STATES, type ExportedState } from '../../../../shared/model/keyExport.ts';
import { DEFAULT_SETTINGS, settingsSchema } from '../../../../shared/model/settings.ts';
import { AppError } from '../../../../shared/result.ts';
import { CANARY_SECRET } from '../../../fakes/memoryAdminApi.ts';
import { readTable } from '../../../fakes/memoryTables.ts';
import { addConnection, memory, services, startAgain, startBeforeEach } from '../application.ts';

const states = Object.fromEntries(EXPORTED_STATES.map((name) => [name, `<${name}>`])) as Record<ExportedState, string>;
const REQUEST = { connectionId: 'sample', language: 'en', states } as const;
const DAY_MS = 24 * 60 * 60 * 1000;

startBeforeEach(async () => {
  const { adminApi, clock } = memory;
  const [first, second] = [...adminApi.keys.values()];
  const ago = (days: number) => new Date(clock.now() - days * DAY_MS).toISOString();
  if (first === undefined || second === undefined) {
    throw new Error('The installation has no keys.');
  }
  adminApi.keys.clear();
  adminApi.keys.set('authkey.1', {
    ...first,
    username: 'i.ivanov',
    fullName: '<b>Иванов & "Ко"',
    creationDate: ago(100),
    expirationDate: ago(-30),
    lastUsedDate: ago(1),
  });
  adminApi.keys.set('authkey.2', { ...second, username: 'svc.old', creationDate: ago(500), expirationDate: ago(200) });
  await services.keys.list('sample', null, true);
});

/** Saves the report and gives the files that were written. */
async function saved(choice: string) {
  memory.fileDialogs.choice = choice;
  const report = await services.hygieneReports.save(REQUEST, 'Образец', 'PDF');
  return { report, csv: report === null ? undefined : memory.userFiles.files.get(`/home/user/${report.tableName}`) };
}

it('stores the policy of each connection across restarts, and removes it with the connection', async () => {
  const id = await addConnection();
  const policy = { ...DEFAULT_POLICY, maxAgeDays: 30, serviceAccounts: ['robot*'] };
  services.hygienePolicies.set(id, policy);
  expect(services.hygienePolicies.get('sample')).toEqual(DEFAULT_POLICY);
  expect(startAgain().hygienePolicies.get(id)).toEqual(policy);
  await services.connections.remove(id);
  expect(services.hygienePolicies.get(id)).toEqual(DEFAULT_POLICY);
  services.hygienePolicies.set(id, policy);
  expect(memory.settingsStore.stored.hygienePolicies).toEqual({});
  expect(services.hygienePolicies.get('constructor')).toEqual(DEFAULT_POLICY);
});

it('fault 202: an invalid policy in the settings file affects no other setting', () => {
  const stored = {
    ...DEFAULT_SETTINGS,
    hygienePolicies: { sample: 'strict', other: { maxAgeDays: 7, unusedDays: -1 } },
  };
  expect(settingsSchema.parse(stored).hygienePolicies).toEqual({
    sample: DEFAULT_POLICY,
    other: { ...DEFAULT_POLICY, maxAgeDays: 7 },
  });
});

it('exports one finding or all, a key once for each, with shortened tokens', async () => {
  memory.fileDialogs.choice = '/home/user/found.csv';
  const file = { format: 'csv', fileKind: 'CSV' } as const;
  expect(await services.hygieneReports.export(REQUEST, null, file)).toMatchObject({ rows: 3, fileName: 'found.csv' });
  const all = readTable(memory.userFiles.files.get('/home/user/found.csv'));
  expect(all?.rows.map(([finding, , username]) => [finding, username])).toEqual([
    ['Keys of persons', 'i.ivanov'],
    ['Old keys', 'i.ivanov'],
    ['Expired long ago', 'svc.old'],
  ]);
  expect(all?.rows[0]).toContain('01234567…0001');
  expect(await services.hygieneReports.export(REQUEST, 'expired', file)).toMatchObject({ rows: 1 });
  memory.fileDialogs.choice = null;
  expect(await services.hygieneReports.export(REQUEST, null, file)).toBeNull();
});

it('saves the report with a table beside it, whose bytes have the hash that the report states', async () => {
  const { report, csv } = await saved('/home/user/audit.pdf');
  expect(report).toEqual({ fileName: 'audit.pdf', tableName: 'audit.csv', folderName: 'user' });
  expect(readTable(csv)?.rows).toHaveLength(3);
  const [document] = memory.printer.documents;
  expect(memory.userFiles.files.get('/home/user/audit.pdf')).toBe(`PDF: ${document?.title}`);
  expect(document?.body).toContain(
    createHash('sha256')
      .update(csv ?? '')
      .digest('hex'),
  );
  expect(document?.body).toContain('audit.csv');
});

it('fault 205: names connection, account, policy, counts and keys in the report, and nothing secret', async () => {
  services.hygienePolicies.set('sample', { ...DEFAULT_POLICY, maxAgeDays: 77 });
  await saved('/home/user/audit.pdf');
  const body = memory.printer.documents[0]?.body ?? '';
  expect(body).toContain('Образец');
  expect(body).toContain('http://127.0.0.1:1');
  expect(body).toContain((await services.keys.getPermissions('sample')).account.username);
  expect(body).toContain('Valid keys created more than 77 days ago.');
  expect(body).toContain('CIS Google Cloud Platform Foundation Benchmark 4.0.0');
  expect(body).toContain('<bdi>&lt;b&gt;Иванов &amp; &quot;Ко&quot;</bdi>');
  expect(body).toContain('<bdi>01234567…0001</bdi>');
  expect(body).not.toMatch(/0123456789abcdef/);
  expect(body).not.toContain(CANARY_SECRET);
  expect(body).not.toContain('<script');
});

it('leaves findings that are turned off out, and says so', async () => {
  services.hygienePolicies.set('sample', { ...DEFAULT_POLICY, maxAgeDays: null, serviceAccounts: [] });
  const { csv } = await saved('/home/user/audit.pdf');
  expect(readTable(csv)?.rows.map(([finding]) => finding)).toEqual(['Expired long ago']);
  expect(memory.printer.documents[0]?.body).toContain('Not checked: turned off in the policy.');
  expect(memory.printer.documents[0]?.body).not.toContain('CIS ');
});

it('fault 204: completes the name, and overwrites neither a table nor a report that the dialog did not ask about', async () => {
  memory.userFiles.files.set('/home/user/audit.csv', 'of others');
  const { report } = await saved('/home/user/audit');
  expect(report).toMatchObject({ fileName: 'audit.pdf', tableName: 'audit (2).csv' });
  expect(memory.userFiles.files.get('/home/user/audit.csv')).toBe('of others');
  expect(memory.printer.documents[0]?.body).toContain('audit (2).csv');
});

it('writes no file if the report is cancelled or cannot be printed', async () => {
  memory.fileDialogs.choice = null;
  expect(await services.hygieneReports.save(REQUEST, 'Sample', 'PDF')).toBeNull();
  memory.printer.isBroken = true;
  await expect(saved('/home/user/audit.pdf')).rejects.toMatchObject({ code: 'FILE_NOT_SAVED' });
  expect([...memory.userFiles.files.keys()]).toEqual([]);
});

it('writes both files or none, and says what is left otherwise', async () => {
  const write = memory.userFiles.write.bind(memory.userFiles);
  const writing = vi.spyOn(memory.userFiles, 'write').mockImplementation(async (file, content) => {
    if (file.endsWith('.pdf')) {
      throw new AppError('FILE_NOT_SAVED', 'The disk is full.', { detail: 'ENOSPC' });
    }
    await write(file, content);
  });
  await expect(saved('/home/user/audit.pdf')).rejects.toMatchObject({ code: 'FILE_NOT_SAVED', detail: 'ENOSPC' });
  expect([...memory.userFiles.files.keys()]).toEqual([]);
  vi.spyOn(memory.userFiles, 'remove').mockRejectedValue(new AppError('FILE_NOT_SAVED', 'Read-only.'));
  expect((await saved('/home/user/audit.pdf')).report).toEqual({
    fileName: null,
    tableName: 'audit.csv',
    folderName: 'user',
  });
  writing.mockRestore();
});

it('is in the language of the window, and limits the keys in print to a thousand of each finding', async () => {
  const key = memory.adminApi.keys.get('authkey.1') as ApiKey;
  for (let number = 10; number < 1_500; number += 1) {
    memory.adminApi.keys.set(`authkey.${number}`, { ...key, id: `authkey.${number}`, token: `t${number}` });
  }
  await services.keys.list('sample', null, true);
  memory.fileDialogs.choice = '/home/user/отчёт.pdf';
  await services.hygieneReports.save({ ...REQUEST, language: 'ru' }, 'Образец', 'PDF');
  const [document] = memory.printer.documents;
  expect(document).toMatchObject({ language: 'ru', title: 'Отчёт о ключах аутентификации, требующих внимания' });
  expect(document?.body).toContain('Ещё ключей, которые есть только в файле с таблицей: 491.');
  expect(readTable(memory.userFiles.files.get('/home/user/отчёт.csv'))?.rows.length).toBeGreaterThan(2_900);
});

it('reports that there is no list, and an unknown connection', async () => {
  const id = await addConnection();
  await expect(services.hygieneReports.save({ ...REQUEST, connectionId: id }, 'X', 'PDF')).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(FINDINGS).toHaveLength(10);
});
