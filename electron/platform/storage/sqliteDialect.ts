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

/** How long a statement waits for a lock of another process, in milliseconds. */
export const BUSY_LIMIT_MS = 5000;
/** Number of cached prepared statements; preparing one costs several times as much as executing it. */
const STATEMENT_LIMIT = 200;

/**
 * Transactions that write take the write lock at their start: upgrading later can fail instead of waiting. Read-only
 * transactions use a snapshot and block nobody.
 */
class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    const isReadOnly = settings?.accessMode === 'read only';
    await connection.executeQuery(CompiledQuery.raw(isReadOnly ? 'begin' : 'begin immediate'));
  }
}

/** SQLite rolls back schema changes too, so a migration is applied completely or not at all. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Kysely's SQLite dialect for the SQLite of Node and Electron. */
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

/** Returns a database with the interface that Kysely expects, which is that of better-sqlite3. */
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
