import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { RunningPlatform } from '../../../../electron/platform/startPlatform.ts';
import { keyPageSchema } from '../../../../shared/adminApi/keyService.ts';
import { locationOf, newFolder, startWithKey } from '../lastingDatabase.ts';
import {
  ACCOUNT_SERVICE,
  call,
  callSigned,
  createKey,
  daysFromNow,
  KEY_SERVICE,
  type Response,
  ROLE_SERVICE,
  startForTest,
} from '../platformClient.ts';
import { newDatabaseUrl, placeOptions, runToEnd } from '../runCommand.ts';

let folder: string;
let databaseUrl: string | undefined;
let file: string;
beforeEach(async () => {
  folder = join(newFolder(), 'data');
  databaseUrl = await newDatabaseUrl();
  file = join(dirname(folder), 'backup.db');
});

const start = () => startWithKey(folder, databaseUrl);
const run = (action: 'backup' | 'restore', place = placeOptions(folder, databaseUrl)) =>
  runToEnd([action, file, ...place]);
/** Reads all data of a platform, secrets included. */
async function readAll(platform: RunningPlatform): Promise<readonly Response['body'][]> {
  const list = await call(platform, 'List');
  const { Items } = keyPageSchema.parse(list.body);
  const keys = await Promise.all(Items.map(({ Id }) => call(platform, 'Get', { id: Id })));
  const accounts = await call(platform, `${ACCOUNT_SERVICE}/List`);
  const roles = await call(platform, `${ROLE_SERVICE}/List`);
  return [list, ...keys, accounts, roles].map(({ body }) => body);
}

test('a running platform is backed up and restored completely', async () => {
  const platform = await start();
  const kept = await createKey(platform, 'svc.erp');
  await call(platform, 'Delete', { Ids: ['authkey.1'] });
  const before = await readAll(platform);
  const { Cursor } = (await call(platform, 'ListChanges')).body;
  expect(await run('backup')).toEqual({ code: 0, stdout: `${JSON.stringify({ backup: file })}\n`, stderr: '' });
  expect(await readAll(platform)).toEqual(before);

  const later = await createKey(platform, 'svc.1c');
  await call(platform, 'Delete', { Ids: [kept.Id, 'authkey.2'] });
  await call(platform, `${ACCOUNT_SERVICE}/Disable`, { accountId: 'account.2' });
  await call(platform, `${ROLE_SERVICE}/Create`, { Name: 'Later' });
  expect(await run('restore')).toEqual({ code: 0, stdout: `${JSON.stringify({ restore: file })}\n`, stderr: '' });

  expect(await readAll(platform)).toEqual(before);
  const use = async (key: typeof kept) => {
    const { status, body } = await callSigned(platform, key, { path: `${KEY_SERVICE}/GetPermissions` });
    return [status, body.Message];
  };
  expect(await use(kept)).toEqual([200, undefined]);
  expect(await use(later)).toEqual([401, expect.stringContaining('No key has this token')]);
  const changes = (await call(platform, 'ListChanges', { Cursor })).body;
  expect([changes.Reset, changes.Upserted.length]).toEqual([true, 10]);
  // New objects get unused identifiers.
  const next = await createKey(platform, 'svc.erp');
  expect(before.map((body) => body.Id)).not.toContain(next.Id);
  expect((await call(platform, `${ROLE_SERVICE}/Create`, { Name: 'Next' })).status).toBe(200);
});

test('a backup during writes is a consistent snapshot', async () => {
  const platform = await start();
  let isDone = false;
  const writer = (async () => {
    for (let round = 0; !isDone; round += 1) {
      await createKey(platform, 'svc.erp');
      await call(platform, 'Edit', { Id: 'authkey.2', ExpirationDate: daysFromNow(round + 1), Version: round + 1 });
    }
  })();
  const { code } = await run('backup');
  isDone = true;
  await writer;
  expect(code).toBe(0);
  await run('restore');
  const { Items } = keyPageSchema.parse((await call(platform, 'List')).body);
  const made = Items.filter(({ Id }) => Number(Id.split('.')[1]) > 10).length;
  const version = Items.find(({ Id }) => Id === 'authkey.2')?.Version ?? 0;
  // In each round a key is created before another one is edited.
  expect(made - (version - 1)).toBeOneOf([0, 1]);
});

test('a backup is a single file with mode 0600, without secrets, and never replaces another file', async () => {
  const platform = await start();
  const key = await createKey(platform, 'svc.erp');
  await run('backup');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(dirname(file)).filter((name) => name.startsWith('backup'))).toEqual(['backup.db']);
  const bytes = readFileSync(file);
  expect(bytes.includes('svc.erp')).toBe(true);
  expect(bytes.includes(key.SecretKey) || bytes.includes(Buffer.from(key.SecretKey, 'base64'))).toBe(false);
  const again = await run('backup');
  expect([again.code, again.stderr]).toEqual([1, `${file} is there already. It was left as it is.\n`]);
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test('a backup is restored into new databases, and identifiers deleted before it are not reused', async () => {
  const platform = await start();
  const gone = await createKey(platform, 'svc.erp');
  await call(platform, 'Delete', { Ids: [gone.Id] });
  const before = await readAll(platform);
  await run('backup');
  const bytes = readFileSync(file);
  // From either engine into a database of the same engine, and into a SQLite file.
  for (const url of new Set([await newDatabaseUrl(), undefined])) {
    const other = join(newFolder(), 'data');
    mkdirSync(other);
    copyFileSync(join(folder, 'platform.key'), join(other, 'platform.key'));
    expect((await run('restore', placeOptions(other, url))).code).toBe(0);
    const restored = await startForTest({ database: locationOf(other, url) });
    expect(await readAll(restored)).toEqual(before);
    const next = await createKey(restored, 'svc.erp');
    expect(Number(next.Id.split('.')[1])).toBeGreaterThan(Number(gone.Id.split('.')[1]));
    expect((await call(restored, 'Delete', { Ids: [next.Id] })).body.Results).toEqual([{ Id: next.Id, Deleted: true }]);
  }
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test('an unusable backup is rejected without changes', async () => {
  const platform = await start();
  await run('backup');
  const good = readFileSync(file);
  const before = await readAll(platform);
  const damaged = Buffer.from(good);
  damaged.fill(0xff, 4096, 4 * 4096);
  const expectRejected = async (text: string) => {
    const { code, stdout, stderr } = await run('restore');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(text);
    expect(stderr.split('\n')).toHaveLength(2);
    expect(await readAll(platform)).toEqual(before);
  };
  rmSync(file);
  await expectRejected('cannot be read');
  for (const [bytes, text] of [
    [Buffer.from('something else'), 'is not a database of this platform'],
    [damaged, 'damaged'],
    [good.subarray(0, 20_000), 'damaged'],
  ] as const) {
    writeFileSync(file, bytes);
    await expectRejected(text);
  }
  writeFileSync(file, good);
  writeFileSync(join(folder, 'platform.key'), Buffer.alloc(32, 3).toString('base64'));
  await expectRejected('encryption key');
  // A new data folder has a new key.
  expect((await run('restore', placeOptions(newFolder(), undefined))).stderr).toContain('encryption key');
});

test('a backup that cannot be written leaves no files', async () => {
  await start();
  file = join(newFolder(), 'missing', 'backup.db');
  const { code, stderr } = await run('backup');
  expect([code, stderr.trimEnd()]).toEqual([1, `The backup ${file} cannot be written. Cause: ENOENT.`]);
  expect(existsSync(dirname(file))).toBe(false);
});
