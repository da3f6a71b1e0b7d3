import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { SecretCipher } from '../../../electron/platform/authentication/secretCipher.ts';
import { PlatformStartError } from '../../../electron/platform/platformStartError.ts';
import { seedDatabase } from '../../../electron/platform/sample/seedDatabase.ts';
import type { PlatformOptions } from '../../../electron/platform/startPlatform.ts';
import { openDatabase } from '../../../electron/platform/storage/openDatabase.ts';
import { keyPageSchema } from '../../../shared/adminApi/keyService.ts';
import {
  ADMIN_PASSWORD,
  basic,
  call,
  createKey,
  ENCRYPTION_KEY,
  KEY_SERVICE,
  send,
  startForTest,
  startSample,
} from './platformClient.ts';

let folder: string;
beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'keydesk-platform-'));
  folder = join(root, 'data');
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
});

const databaseFile = () => join(folder, 'platform.db');

/** Starts a platform on the folder of the test, lets it be used, and stops it. */
async function during<Value>(
  use: (platform: Awaited<ReturnType<typeof startSample>>) => Promise<Value>,
  options: Partial<PlatformOptions> = {},
): Promise<Value> {
  const platform = await startSample({ dataFolder: folder, ...options });
  try {
    return await use(platform);
  } finally {
    await platform.stop();
  }
}

/** Changes the database behind the back of the platform. */
function execute(sql: string): void {
  const database = new DatabaseSync(databaseFile());
  database.exec(sql);
  database.close();
}

const readAll = async (platform: Awaited<ReturnType<typeof startSample>>) => (await call(platform, 'List')).body;

describe('a restart', () => {
  test('keeps everything, deletions too, and does not seed again', async () => {
    const before = await during(async (platform) => {
      await createKey(platform, 'svc.erp');
      await call(platform, 'Delete', { Ids: ['authkey.1', 'authkey.2'] });
      return readAll(platform);
    });
    expect(keyPageSchema.parse(before).Total).toBe(9);
    expect(await during(readAll)).toEqual(before);
  });

  test('keeps secrets', async () => {
    const before = await during((platform) => createKey(platform, 'svc.erp'));
    const after = await during((platform) => call(platform, 'Get', { id: before.Id }));
    expect(after.body.SecretKey).toBe(before.SecretKey);
  });

  test('with another password gives it to admin and takes the old one away', async () => {
    await during(async () => {});
    await during(
      async (platform) => {
        const status = async (password: string) =>
          (await send(platform, { path: `${KEY_SERVICE}/List`, headers: [basic('admin', password)] })).status;
        expect(await status('changed')).toBe(200);
        expect(await status(ADMIN_PASSWORD)).toBe(401);
      },
      { adminPassword: 'changed' },
    );
  });

  test('without a password keeps the old one and makes none', async () => {
    await during(async () => {});
    await during(
      async (platform) => {
        expect(platform.adminPassword).toBeNull();
        expect((await call(platform, 'List')).status).toBe(200);
      },
      { adminPassword: null },
    );
  });
});

test('a password that was made is told once, and works', async () => {
  const platform = await startForTest({ adminPassword: null });
  const password = platform.adminPassword ?? '';
  expect(password.length).toBeGreaterThanOrEqual(24);
  const answer = await send(platform, { path: `${KEY_SERVICE}/List`, headers: [basic('admin', password)] });
  expect(answer.status).toBe(200);
});

test('a platform without sample data holds the administrator alone', async () => {
  const platform = await startForTest({ sample: false });
  expect(keyPageSchema.parse(await readAll(platform)).Total).toBe(0);
  expect((await call(platform, 'ListEligibleAccounts')).body.Items.map(({ Username }) => Username)).toEqual(['admin']);
});

test('1,000 keys are made in less than a second', async () => {
  const database = await openDatabase(folder);
  onTestFinished(() => database.destroy());
  const start = performance.now();
  await seedDatabase(database, {
    cipher: new SecretCipher(ENCRYPTION_KEY),
    passwordHash: '',
    hasSample: true,
    size: { accounts: 300, keys: 1000 },
    now: Date.now(),
  });
  expect(performance.now() - start).toBeLessThan(1000);
});

test('a transaction holds the write lock from its start', async () => {
  const database = await openDatabase(folder);
  onTestFinished(() => database.destroy());
  const other = new DatabaseSync(databaseFile(), { timeout: 0 });
  onTestFinished(() => other.close());
  await database.transaction().execute(async () => {
    expect(() => other.exec('begin immediate')).toThrow('locked');
  });
  other.exec('begin immediate');
});

describe('what is on the disk', () => {
  test('can be read by its owner only', async () => {
    await during(async () => {
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      for (const name of readdirSync(folder)) {
        expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
      }
      expect(readdirSync(folder)).toContain('platform.db-wal');
    });
  });

  test('holds no secret and no password in any form, while running and after', async () => {
    const scan = (secrets: readonly Buffer[]) => {
      const bytes = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
      expect(bytes.includes('a.bobrov')).toBe(true);
      const forms = secrets.flatMap((secret) => {
        const base64 = secret.toString('base64');
        const hex = secret.toString('hex');
        return [
          secret,
          base64,
          base64.replaceAll('+', '-').replaceAll('/', '_'),
          hex,
          hex.toUpperCase(),
          Buffer.from(base64, 'utf16le'),
        ];
      });
      expect(forms.filter((form) => bytes.includes(form))).toEqual([]);
    };
    const secrets = await during(async (platform) => {
      await createKey(platform, 'svc.erp');
      const { Items } = keyPageSchema.parse(await readAll(platform));
      const keys = await Promise.all(Items.map(({ Id }) => call(platform, 'Get', { id: Id })));
      const all = [...keys.map(({ body }) => Buffer.from(body.SecretKey, 'base64')), Buffer.from(ADMIN_PASSWORD)];
      expect(all).toHaveLength(12);
      scan(all);
      return all;
    });
    scan(secrets);
  });
});

test('a system role that is not active gives no rights', async () => {
  const permissions = (username: string) => during((platform) => call(platform, 'GetPermissions', {}, username));
  await during(async () => {});
  execute(`
    insert into roleMember (accountId, roleId)
      select account.id, systemRole.id from account, systemRole
      where username = 'o.kuznetsova' and name = 'API integrations'`);
  expect((await permissions('o.kuznetsova')).body).toMatchObject({ CanView: true, CanEdit: false });
  execute(`update systemRole set isActive = 0 where name = 'Support'`);
  expect((await permissions('o.kuznetsova')).body).toMatchObject({ CanView: false, CanReadSecret: false });
  execute(`update systemRole set isActive = 0 where name = 'API integrations'`);
  expect((await permissions('o.kuznetsova')).status).toBe(403);
  const { body } = await during((platform) => call(platform, 'ListEligibleAccounts', { Search: 'o.kuznetsova' }));
  expect(body.Items[0]).toMatchObject({ IsEligible: false, Reason: 'NoPermission', SystemRoles: [] });
  execute(`update systemRole set isActive = 0 where name = 'System administrators'`);
  expect((await permissions('admin')).status).toBe(403);
});

describe('a row that somebody has changed', () => {
  test('gives no secret when it was handed to another account', async () => {
    await during(async () => {});
    execute('update authenticationKey set accountId = 2 where id = 1');
    const answer = await during((platform) => call(platform, 'Get', { id: 'authkey.1' }), { reportFailure: () => {} });
    expect(answer.status).toBe(500);
  });
});

describe('a database that does not fit is refused and left as it is', () => {
  const refusal = async (options: Partial<PlatformOptions> = {}) => {
    const start = startSample({ dataFolder: folder, ...options });
    await start.then(
      (platform) => platform.stop(),
      () => {},
    );
    const error = await start.then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(PlatformStartError);
    return error instanceof Error ? error.message : '';
  };

  test.each([
    ['another kind of file', () => Buffer.from('not a database\n')],
    ['a file that is shorter than a header', () => Buffer.from('SQLite format 3\0')],
    [
      'a database of something else',
      () => {
        const file = join(folder, '..', 'other.db');
        const database = new DatabaseSync(file);
        database.exec('create table account (id integer)');
        database.close();
        return readFileSync(file);
      },
    ],
  ])('%s', async (_what, content) => {
    await during(async () => {});
    const bytes = content();
    writeFileSync(databaseFile(), bytes);
    expect(await refusal()).toContain('is not a database of this platform');
    expect(readFileSync(databaseFile()).equals(bytes)).toBe(true);
    expect(readdirSync(folder)).toEqual(['platform.db']);
  });

  test('a damaged one', async () => {
    await during(async () => {});
    const bytes = readFileSync(databaseFile());
    bytes.fill(0xff, 4096, 3 * 4096);
    writeFileSync(databaseFile(), bytes);
    expect(await refusal()).toContain('damaged');
    expect(readFileSync(databaseFile()).equals(bytes)).toBe(true);
  });

  test('one of a newer version', async () => {
    await during(async () => {});
    execute(`insert into kysely_migration values ('9999-01-01-later', '9999-01-01T00:00:00.000Z')`);
    expect(await refusal()).toContain('comes from another version');
  });

  test('one that was made with another encryption key', async () => {
    const before = await during(readAll);
    const encryptionKey = Buffer.alloc(32, 8).toString('base64');
    expect(await refusal({ encryptionKey })).toContain('encryption key');
    expect(await during(readAll)).toEqual(before);
  });

  test('a folder that cannot be made', async () => {
    const file = join(folder, '..', 'file');
    writeFileSync(file, '');
    expect(await refusal({ dataFolder: join(file, 'data') })).toContain('cannot be used');
  });

  test('a data set smaller than the sample', async () => {
    expect(await refusal({ generated: { accounts: 5 } })).toContain('at least 13 accounts');
  });
});
