import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { makeFolder } from '../../makeFolder.ts';
import { PlatformStartError, readOnlyDatabase } from '../platformStartError.ts';
import { watchSqliteFile } from './commitWatch.ts';
import type { DatabaseEngine, PlatformDatabase } from './databaseEngine.ts';
import type { PlatformSchema } from './schema.ts';
import { BUSY_LIMIT_MS, NodeSqliteDialect } from './sqliteDialect.ts';

/** Name of the database file inside the data folder. */
const DATABASE_FILE = 'platform.db';

/** "KDSK": marks a SQLite file as one of ours. Source: https://www.sqlite.org/pragma.html#pragma_application_id */
const APPLICATION_ID = 0x4b44534b;
const SQLITE_MAGIC = 'SQLite format 3\0';
const APPLICATION_ID_OFFSET = 68;
const HEADER_BYTES = 100;
/** Primary result codes: the database is locked by another process, the disk is full, or a write failed. */
const UNAVAILABLE_CODES = new Set([5, 6, 10, 13]);
/** Primary result code: the database file or its folder is read-only. Source: https://www.sqlite.org/rescode.html */
const READ_ONLY_CODE = 8;
const PRIMARY_CODE_MASK = 0xff;

/** SQLite in one file (mode 0600), or in memory for `null`. */
export function sqliteEngine(file: string | null): DatabaseEngine {
  return {
    columnTypes: { integer: 'integer', bytes: 'blob', text: 'text', counting: 'autoincrement' },
    async connect() {
      if (file !== null) {
        inspectFile(file);
      }
      const database: PlatformDatabase = new Kysely<PlatformSchema>({ dialect: new NodeSqliteDialect(file) });
      try {
        await checkIntegrity(database, file ?? 'The database in memory');
        // Set before WAL mode starts: only then is the number in the file itself from the beginning.
        await sql`pragma application_id = ${sql.lit(APPLICATION_ID)}`.execute(database);
        await sql`pragma journal_mode = wal`.execute(database);
        return database;
      } catch (error) {
        await database.destroy();
        throw error;
      }
    },
    watchCommits: () => (file === null ? null : watchSqliteFile(file, BUSY_LIMIT_MS)),
    // Source: https://www.sqlite.org/autoinc.html
    async continueCounting(transaction, table, highest) {
      const { rows } = await sql<{ seq: number }>`select "seq" from "sqlite_sequence" where "name" = ${table}`.execute(
        transaction,
      );
      const last = Math.max(highest, ...rows.map(({ seq }) => seq));
      await sql`delete from "sqlite_sequence" where "name" = ${table}`.execute(transaction);
      await sql`insert into "sqlite_sequence" ("name", "seq") values (${table}, ${last})`.execute(transaction);
    },
    isUnavailable: (error) => UNAVAILABLE_CODES.has(primaryCode(error)) || isReadOnly(error),
    migrate: (database, run) => run(database, undefined),
    toStartError,
  };
}

function toStartError(error: unknown): PlatformStartError | null {
  if (isReadOnly(error)) {
    return readOnlyDatabase(error);
  }
  return UNAVAILABLE_CODES.has(primaryCode(error))
    ? new PlatformStartError('The database cannot be used: it is locked, or its disk is full or failing.', {
        cause: error,
      })
    : null;
}

function isReadOnly(error: unknown): boolean {
  return primaryCode(error) === READ_ONLY_CODE;
}

/** The result code of SQLite in an error; 0 for any other error. */
function primaryCode(error: unknown): number {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & PRIMARY_CODE_MASK
    : 0;
}

/**
 * SQLite in a data folder, which is created (mode 0700) if necessary.
 * @throws PlatformStartError for a folder that cannot be used.
 */
export function sqliteEngineIn(dataFolder: string): DatabaseEngine {
  try {
    makeFolder(dataFolder);
  } catch (cause) {
    throw new PlatformStartError(`The data folder ${dataFolder} cannot be used.`, { cause });
  }
  return sqliteEngine(join(dataFolder, DATABASE_FILE));
}

/** Creates the file, or checks the header of an existing one without changing it. */
function inspectFile(file: string): void {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'a+', 0o600);
  } catch (cause) {
    throw new PlatformStartError(`The database ${file} cannot be used.`, { cause });
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
}

async function checkIntegrity(database: PlatformDatabase, name: string): Promise<void> {
  const { rows } = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(database).catch((cause) => {
    throw new PlatformStartError(`${name} cannot be read: it is damaged or locked.`, { cause });
  });
  if (rows[0]?.quick_check !== 'ok') {
    throw new PlatformStartError(`${name} is damaged.`);
  }
}
