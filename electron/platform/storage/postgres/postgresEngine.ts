import { Kysely, PostgresAdapter, PostgresDialect, sql } from 'kysely';
import { DatabaseError } from 'pg';
import type { DatabaseEngine } from '../databaseEngine.ts';
import type { PlatformSchema } from '../schema.ts';
import { AllHostsFailed, ConnectionFailure, READ_ONLY } from './connectionFailure.ts';
import { hostPools } from './hostPools.ts';
import { findSchema } from './inspectDatabase.ts';
import { parseServerAddress } from './serverAddress.ts';
import { toStartError } from './startError.ts';

/**
 * SQLSTATE classes and codes for which a retry may succeed: connection exception, insufficient resources, operator
 * intervention, system error, serialization failures, a lock that is not available, limits of an idle session or a
 * transaction. Source: PostgreSQL documentation, appendix A.
 */
const UNAVAILABLE_STATE = /^(?:08|53|57|58|40|55P03|25P03|25P04)/;

/**
 * PostgreSQL, for installations with several processes or machines.
 * @param url see `parseServerAddress`.
 * @throws PlatformStartError for an invalid address.
 */
export function postgresEngine(url: string): DatabaseEngine {
  const address = parseServerAddress(url);
  return {
    columnTypes: { integer: 'bigint', bytes: 'bytea', text: sql`text collate "C"`, counting: 'identity' },
    async connect() {
      const database = new Kysely<PlatformSchema>({ dialect: new Dialect({ pool: hostPools(address) }) });
      try {
        await findSchema(database);
        return database;
      } catch (error) {
        await database.destroy();
        throw toStartError(error, address) ?? error;
      }
    },
    watchCommits: () => null,
    migrate(database, run) {
      return database.transaction().execute(async (transaction) => {
        await sql`select pg_advisory_xact_lock(hashtextextended('keydesk platform', 0))`.execute(transaction);
        const schema = await findSchema(transaction);
        // Tables are created in the first schema. Another one may have become that since the platform was installed.
        await sql`select set_config('search_path', quote_ident(${schema}) || ', ' || current_setting('search_path'), true)`.execute(
          transaction,
        );
        await run(transaction, schema);
      });
    },
    async continueCounting(transaction, table, highest) {
      const sequence = sql`pg_get_serial_sequence(${`"${table}"`}, 'id')`;
      await sql`select setval(${sequence}, greatest(nextval(${sequence}), ${highest + 1}), false)`.execute(transaction);
    },
    isUnavailable: (error) =>
      error instanceof DatabaseError
        ? UNAVAILABLE_STATE.test(error.code ?? '') || error.code === READ_ONLY
        : error instanceof ConnectionFailure || error instanceof AllHostsFailed,
    toStartError: (error) => toStartError(error, address),
  };
}

/** Kysely's lock belongs to the session, which a pooler may exchange; `migrate` has one of the transaction. */
class UnlockedAdapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

class Dialect extends PostgresDialect {
  override createAdapter(): PostgresAdapter {
    return new UnlockedAdapter();
  }
}
