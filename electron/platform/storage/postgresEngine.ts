import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql } from 'kysely';
import { DatabaseError, Pool, type PoolClient, type PoolConfig, types } from 'pg';
import { PlatformStartError } from '../platformStartError.ts';
import type { DatabaseEngine, PlatformDatabase } from './databaseEngine.ts';
import type { PlatformSchema } from './schema.ts';

/** Maximum number of connections of one process. */
const CONNECTION_LIMIT = 10;
/** Time limits of connecting and of a statement, in milliseconds. */
const CONNECT_LIMIT_MS = 5_000;
const STATEMENT_LIMIT_MS = 20_000;
/**
 * Time after which the server aborts an idle transaction, for example of a stopped process, because it blocks others.
 */
const IDLE_TRANSACTION_LIMIT_MS = 10_000;

/**
 * SQLSTATE classes for which a retry may succeed: connection exception, insufficient resources, operator intervention,
 * and serialization failures. Source: PostgreSQL documentation, appendix A.
 */
const UNAVAILABLE_STATE = /^(?:08|53|57|40|55P03)/;
/** read_only_sql_transaction: the server is a standby or read-only, for example around a failover. */
const READ_ONLY_STATE = '25006';

/**
 * PostgreSQL, for installations with several processes or machines.
 * @param url `postgres://user:password@host:port/database?sslmode=…`; missing parts come from the environment variables
 * of PostgreSQL's own clients (`PGPASSWORD` and so on).
 */
export function postgresEngine(url: string): DatabaseEngine {
  return {
    columnTypes: { integer: 'bigint', bytes: 'bytea', text: sql`text collate "C"`, counting: 'identity' },
    async connect() {
      const pool = new Pool(poolConfig(url));
      // A broken connection is reported to the pool while it is idle, and as an event of its own, beside the failed
      // query, while it is in use. Without listeners the process would exit.
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
 * Replaces the connections once the server rejected a write as read-only. After a failover the address leads to the new
 * primary, but existing connections still lead to the old one and would otherwise stay in use.
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
        // Kysely uses a cursor only if it is given one.
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
    // The driver returns 64-bit numbers as text by default; all of ours are below 2^53.
    types: {
      getTypeParser: (id, format) =>
        id === types.builtins.INT8 && format !== 'binary' ? Number : types.getTypeParser(id, format),
    },
  };
}

/** The driver has no error class for connections that failed or broke. */
function isConnectionFailure(error: Error): boolean {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (
    /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|EAI_AGAIN)$/.test(code) ||
    /connection terminated|timeout exceeded when trying to connect|not queryable/i.test(error.message)
  );
}

/** A database with tables but without our mark belongs to something else. */
async function rejectForeignDatabase(database: PlatformDatabase): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = current_schema()`
    .execute(database)
    .catch((cause: unknown) => {
      // The message names the cause (wrong password, no such database, connection refused) and never the password.
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
