import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { CompiledQuery, type DatabaseConnection, SqliteDialect, type SqliteDialectConfig, SqliteDriver } from 'kysely';

/** How long a statement waits for another process that holds the database, in milliseconds. */
const BUSY_LIMIT_MS = 5000;

/** A transaction takes the write lock at its start: one that upgrades later can be refused although it would wait. */
class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** Kysely's SQLite dialect over the SQLite that Node and Electron carry. */
export class NodeSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  /** @param file path of the database file, or `:memory:`. */
  constructor(file: string) {
    const config = { database: async () => openDatabase(file) };
    super(config);
    this.#config = config;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateSqliteDriver(this.#config);
  }
}

/** Gives a database in the shape that Kysely expects, which is that of the better-sqlite3 library. */
function openDatabase(file: string) {
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: true, timeout: BUSY_LIMIT_MS });
  return {
    close: () => database.close(),
    prepare(sql: string) {
      const statement = database.prepare(sql);
      const bind = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
      return {
        reader: statement.columns().length > 0,
        all: (parameters: readonly unknown[]) => statement.all(...bind(parameters)),
        run: (parameters: readonly unknown[]) => statement.run(...bind(parameters)),
        iterate: (parameters: readonly unknown[]) => statement.iterate(...bind(parameters)),
      };
    },
  };
}
