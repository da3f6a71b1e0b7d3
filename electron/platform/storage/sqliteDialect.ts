import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  type TransactionSettings,
} from 'kysely';
import { LRUCache } from 'lru-cache';

/** How long a statement waits for another process that holds the database, in milliseconds. */
const BUSY_LIMIT_MS = 5000;
/** How many prepared statements are kept; preparing one costs several times as much as running it. */
const STATEMENT_LIMIT = 200;

/**
 * A transaction that writes takes the write lock at its start: one that upgrades later can be refused although it would
 * wait. One that only reads works on a snapshot and holds nobody up.
 */
class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    const isReadOnly = settings?.accessMode === 'read only';
    await connection.executeQuery(CompiledQuery.raw(isReadOnly ? 'begin' : 'begin immediate'));
  }
}

/** SQLite undoes changes of the schema with everything else, so all steps of a migration happen or none. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Kysely's SQLite dialect over the SQLite that Node and Electron carry. */
export class NodeSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  /** @param file path of the database file, or `null` to keep everything in memory. */
  constructor(file: string | null) {
    const config = { database: async () => openDatabase(file ?? ':memory:') };
    super(config);
    this.#config = config;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateSqliteDriver(this.#config);
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }
}

/** Returns a database in the shape that Kysely expects, which is that of the better-sqlite3 library. */
function openDatabase(file: string) {
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: true, timeout: BUSY_LIMIT_MS });
  const statements = new LRUCache<string, ReturnType<typeof toKyselyStatement>>({ max: STATEMENT_LIMIT });
  return {
    close: () => database.close(),
    prepare(sql: string) {
      let statement = statements.get(sql);
      if (statement === undefined) {
        statement = toKyselyStatement(database.prepare(sql));
        statements.set(sql, statement);
      }
      return statement;
    },
  };
}

function toKyselyStatement(statement: StatementSync) {
  const bind = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters: readonly unknown[]) => statement.all(...bind(parameters)),
    run: (parameters: readonly unknown[]) => statement.run(...bind(parameters)),
    iterate: (parameters: readonly unknown[]) => statement.iterate(...bind(parameters)),
  };
}
