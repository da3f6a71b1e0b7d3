import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql } from 'kysely';
import { DatabaseError, Pool, type PoolClient, type PoolConfig, types } from 'pg';
import { PlatformStartError } from '../platformStartError.ts';
import type { DatabaseEngine, PlatformDatabase } from './databaseEngine.ts';
import type { PlatformSchema } from './schema.ts';

/** Maximum number of connections of one process. */
const CONNECTION_LIMIT = 10;
/** How long connecting may take, and a statement, in milliseconds. */
const CONNECT_LIMIT_MS = 5_000;
const STATEMENT_LIMIT_MS = 20_000;
/**
 * After this time the server gives up on a process that stopped inside a transaction, since that holds the others up.
 */
const IDLE_TRANSACTION_LIMIT_MS = 10_000;

/**
 * SQLSTATE classes for which a later try may succeed: connection exception, insufficient resources, operator
 * intervention, and the serialisation failures. Source: PostgreSQL documentation, appendix A.
 */
const UNAVAILABLE_STATE = /^(?:08|53|57|40|55P03)/;
/** read_only_sql_transaction: the server is a standby, or was made read-only, as it is around a failover. */
const READ_ONLY_STATE = '25006';

/**
 * PostgreSQL, for installations shared by several processes or machines.
 * @param url `postgres://user:password@host:port/database?sslmode=…`; what it leaves out comes from the variables that
 *   PostgreSQL's own clients read (`PGPASSWORD` and so on).
 */
export function postgresEngine(url: string): DatabaseEngine {
  return {
    columnTypes: { integer: 'bigint', bytes: 'bytea', text: sql`text collate "C"`, counting: 'identity' },
    async connect() {
      const pool = new Pool(poolConfig(url));
      // A connection that breaks is reported to the pool while nobody uses it, and by itself while somebody does,
      // beside the failed query. Without listeners the process would end.
      pool.on('error', () => {});
      pool.on('connect', (client) => client.on('error', () => {}));
      const database: PlatformDatabase = new Kysely<PlatformSchema>({
        dialect: new PostgresDialect({ pool: onlyWritable(pool) }),
      });
      try {
        await rejectForeignDatabase(database);
        return database;
      } catch (error) {
        await database.destroy();
        throw error;
      }
    },
    async continueCounting(transaction, table, highest) {
      const sequence = sql`pg_get_serial_sequence(${`"${table}"`}, 'id')`;
      await sql`select setval(${sequence}, greatest(nextval(${sequence}), ${highest + 1}), false)`.execute(transaction);
    },
    isUnavailable: (error) =>
      error instanceof DatabaseError
        ? UNAVAILABLE_STATE.test(error.code ?? '') || isReadOnly(error)
        : error instanceof Error && isConnectionFailure(error),
    isReadOnly,
  };
}

function isReadOnly(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === READ_ONLY_STATE;
}

/**
 * Has the connections made anew once the server has refused to write over one of them. After a failover the address
 * leads to the new primary, but connections from before still lead to the old one, and those in use would never end.
 */
function onlyWritable(pool: Pool): PostgresPool {
  let generation = 0;
  const generations = new WeakMap<PoolClient, number>();
  pool.on('connect', (client) => generations.set(client, generation));
  const isOutdated = (client: PoolClient): boolean => generations.get(client) !== generation;
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      let client = await pool.connect();
      while (isOutdated(client)) {
        client.release(true);
        client = await pool.connect();
      }
      const query = async (text: string, values: readonly unknown[]) => {
        try {
          return await client.query(text, [...values]);
        } catch (error) {
          generation += isReadOnly(error) ? 1 : 0;
          throw error;
        }
      };
      return {
        // Kysely reads through a cursor only where it was given one.
        query: query as unknown as PostgresPoolClient['query'],
        release: (isBroken) => client.release(isBroken === true || isOutdated(client)),
      };
    },
  };
}

function poolConfig(url: string): PoolConfig {
  return {
    connectionString: url,
    application_name: 'keydesk-platform',
    max: CONNECTION_LIMIT,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    statement_timeout: STATEMENT_LIMIT_MS,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_LIMIT_MS,
    keepAlive: true,
    // 64-bit numbers come as text unless told otherwise; all of ours are below 2^53.
    types: {
      getTypeParser: (id, format) =>
        id === types.builtins.INT8 && format !== 'binary' ? Number : types.getTypeParser(id, format),
    },
  };
}

/** The driver has no error class of its own for a connection that could not be made or broke. */
function isConnectionFailure(error: Error): boolean {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (
    /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|EAI_AGAIN)$/.test(code) ||
    /connection terminated|timeout exceeded when trying to connect|not queryable/i.test(error.message)
  );
}

/** A database with tables, none of which says that the platform made them, belongs to something else. */
async function rejectForeignDatabase(database: PlatformDatabase): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = current_schema()`
    .execute(database)
    .catch((cause: unknown) => {
      // Its own text names the cause (wrong password, no such database, refused) and never the password.
      const reason = cause instanceof Error ? cause.message : 'unknown';
      throw new PlatformStartError(`The database cannot be reached: ${reason}.`, { cause });
    });
  const names = new Set(rows.map(({ name }) => name));
  if (names.size > 0 && !(names.has('platformFact') && names.has('kysely_migration'))) {
    throw new PlatformStartError(
      'The database holds tables of something else. It was left as it is; give the platform one of its own.',
    );
  }
}
