import { closeSync, mkdirSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { PlatformStartError } from '../platformStartError.ts';
import { migrations } from './migrations.ts';
import type { PlatformSchema } from './schema.ts';
import { NodeSqliteDialect } from './sqliteDialect.ts';

/** A connection to the platform's database. */
export type PlatformDatabase = Kysely<PlatformSchema>;

/** Name of the database file inside the data folder. */
export const DATABASE_FILE = 'platform.db';

/** "KDSK": marks a SQLite file as one of ours. Source: https://www.sqlite.org/pragma.html#pragma_application_id */
const APPLICATION_ID = 0x4b44534b;
const SQLITE_MAGIC = 'SQLite format 3\0';
const APPLICATION_ID_OFFSET = 68;
const HEADER_BYTES = 100;

/**
 * Opens the database in a folder (made with mode 0700, the file with 0600) and brings it to the present schema.
 * @param dataFolder folder of the database, or `null` to keep everything in memory.
 * @throws PlatformStartError for a file that is not one of the platform's, is damaged or comes from a newer version.
 */
export async function openDatabase(dataFolder: string | null): Promise<PlatformDatabase> {
  const file = dataFolder === null ? ':memory:' : prepareFile(dataFolder);
  const database: PlatformDatabase = new Kysely<PlatformSchema>({ dialect: new NodeSqliteDialect(file) });
  try {
    await checkIntegrity(database, file);
    // Set before WAL begins: only then does the number stand in the file itself from the first moment on.
    await sql`pragma application_id = ${sql.lit(APPLICATION_ID)}`.execute(database);
    await sql`pragma journal_mode = wal`.execute(database);
    await migrate(database);
    return database;
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

/** Makes the folder and the file, or looks at the header of an existing file without changing it. */
function prepareFile(dataFolder: string): string {
  const file = join(dataFolder, DATABASE_FILE);
  let descriptor: number;
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    descriptor = openSync(file, 'a+', 0o600);
  } catch (error) {
    throw new PlatformStartError(`The data folder ${dataFolder} cannot be used.`, { cause: error });
  }
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    const length = readSync(descriptor, header, 0, HEADER_BYTES, 0);
    const isOurs =
      header.toString('latin1', 0, SQLITE_MAGIC.length) === SQLITE_MAGIC &&
      header.readUInt32BE(APPLICATION_ID_OFFSET) === APPLICATION_ID;
    if (length > 0 && !isOurs) {
      throw new PlatformStartError(`${file} is not a database of this platform. It was left as it is.`);
    }
  } finally {
    closeSync(descriptor);
  }
  return file;
}

async function checkIntegrity(database: PlatformDatabase, file: string): Promise<void> {
  const { rows } = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(database).catch((cause) => {
    throw new PlatformStartError(`${file} cannot be read: it is damaged or locked.`, { cause });
  });
  if (rows[0]?.quick_check !== 'ok') {
    throw new PlatformStartError(`${file} is damaged.`);
  }
}

async function migrate(database: PlatformDatabase): Promise<void> {
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    throw new PlatformStartError('The database does not fit: it comes from another version of the platform.', {
      cause: error,
    });
  }
}
