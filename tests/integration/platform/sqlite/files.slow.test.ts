import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { PlatformStartError } from '../../../../electron/platform/platformStartError.ts';
import { openDatabase } from '../../../../electron/platform/storage/openDatabase.ts';
import { sqliteEngineIn } from '../../../../electron/platform/storage/sqliteEngine.ts';
import { keyPageSchema } from '../../../../shared/adminApi/keyService.ts';
import { during, newFolder, startRefusal } from '../lastingDatabase.ts';
import { ADMIN_PASSWORD, call, createKey } from '../platformClient.ts';

let folder: string;
beforeEach(() => {
  folder = join(newFolder(), 'data');
});
const databaseFile = () => join(folder, 'platform.db');

test('a write transaction takes the write lock at its start, a read transaction takes none', async () => {
  const database = await openDatabase(sqliteEngineIn(folder));
  onTestFinished(() => database.destroy());
  const other = new DatabaseSync(databaseFile(), { timeout: 0 });
  onTestFinished(() => other.close());
  await database.transaction().execute(async () => {
    expect(() => other.exec('begin immediate')).toThrow('locked');
  });
  await database
    .transaction()
    .setAccessMode('read only')
    .execute(async (transaction) => {
      const count = async () => (await transaction.selectFrom('platformFact').selectAll().execute()).length;
      const before = await count();
      other.exec(`insert into platformFact values ('x', x'00')`);
      expect(await count()).toBe(before);
    });
});

test('a migration and its record are committed together', async () => {
  await during({ dataFolder: folder }, async () => {});
  const file = new DatabaseSync(databaseFile());
  file.exec(`
    delete from kysely_migration where name > '2026-11-22-first';
    drop index authenticationKeyByChange; drop table deletedKey; drop table storedAnswer; drop table changeMark;
    alter table authenticationKey drop column change; delete from changeFeed`);
  const schema = () => JSON.stringify(file.prepare('select name, sql from sqlite_schema order by name').all());
  const before = schema();
  // The existing table makes the migration fail after it has added its column.
  expect(await startRefusal({ database: { dataFolder: folder } })).toBeInstanceOf(PlatformStartError);
  expect(schema()).toBe(before);
  file.exec('drop table changeFeed');
  file.close();
  const { body } = await during({ dataFolder: folder }, (platform) => call(platform, 'ListChanges'));
  expect(body.Upserted).toHaveLength(10);
});

describe('the data folder', () => {
  test('is readable by its owner only', async () => {
    await during({ dataFolder: folder }, async () => {
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      for (const name of readdirSync(folder)) {
        expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
      }
      expect(readdirSync(folder)).toContain('platform.db-wal');
    });
  });

  test('contains no secret and no password in any encoding, during and after a run', async () => {
    const scan = (secrets: readonly Buffer[]) => {
      const bytes = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
      expect(bytes.includes('a.bobrov')).toBe(true);
      const forms = secrets.flatMap((secret) => {
        const base64 = secret.toString('base64');
        const hex = secret.toString('hex');
        return [secret, base64, secret.toString('base64url'), hex, hex.toUpperCase(), Buffer.from(base64, 'utf16le')];
      });
      expect(forms.filter((form) => bytes.includes(form))).toEqual([]);
    };
    const secrets = await during({ dataFolder: folder }, async (platform) => {
      // The response is stored for repeats.
      await createKey(platform, 'svc.erp', [['x-ms-client-request-id', 'first']]);
      const { Items } = keyPageSchema.parse((await call(platform, 'List')).body);
      const keys = await Promise.all(Items.map(({ Id }) => call(platform, 'Get', { id: Id })));
      const all = [...keys.map(({ body }) => Buffer.from(body.SecretKey, 'base64')), Buffer.from(ADMIN_PASSWORD)];
      expect(all).toHaveLength(12);
      scan(all);
      return all;
    });
    scan(secrets);
  });
});

describe('an unusable database file is rejected and not changed', () => {
  const startError = async () => {
    const error = await startRefusal({ database: { dataFolder: folder } });
    expect(error).toBeInstanceOf(PlatformStartError);
    return String(error);
  };

  test.each([
    ['shorter than a header', () => Buffer.from('SQLite format 3\0')],
    [
      'the database of another program',
      () => {
        const file = join(folder, '..', 'other.db');
        const database = new DatabaseSync(file);
        database.exec('create table account (id integer)');
        database.close();
        return readFileSync(file);
      },
    ],
  ])('%s', async (_what, content) => {
    await during({ dataFolder: folder }, async () => {});
    const bytes = content();
    writeFileSync(databaseFile(), bytes);
    expect(await startError()).toContain('is not a database of this platform');
    expect(readFileSync(databaseFile()).equals(bytes)).toBe(true);
    expect(readdirSync(folder)).toEqual(['platform.db']);
  });

  test('damaged', async () => {
    await during({ dataFolder: folder }, async () => {});
    const bytes = readFileSync(databaseFile());
    bytes.fill(0xff, 4096, 3 * 4096);
    writeFileSync(databaseFile(), bytes);
    expect(await startError()).toContain('damaged');
    expect(readFileSync(databaseFile()).equals(bytes)).toBe(true);
  });

  test('in a folder that cannot be created', async () => {
    const file = join(folder, '..', 'file');
    writeFileSync(file, '');
    const error = await startRefusal({ database: { dataFolder: join(file, 'data') } });
    expect(String(error)).toContain('cannot be used');
  });
});

test('fault 95: a write rejected by a read-only file counts as temporarily unavailable', async () => {
  await during({ dataFolder: folder }, async () => {});
  const file = new DatabaseSync(databaseFile(), { readOnly: true });
  onTestFinished(() => file.close());
  const engine = sqliteEngineIn(folder);
  const write = async () => file.exec('update changeFeed set latest = latest');
  const error = await write().catch((reason: unknown) => reason);
  expect(String(error)).toContain('readonly');
  expect([engine.isUnavailable(error), engine.toStartError(error)?.message]).toEqual([
    true,
    expect.stringContaining('takes no changes'),
  ]);
  expect(engine.toStartError(new Error('readonly'))).toBe(null);
});
