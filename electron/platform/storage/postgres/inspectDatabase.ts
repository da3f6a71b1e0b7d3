import { type Kysely, sql } from 'kysely';
import { PlatformStartError } from '../../platformStartError.ts';
import type { PlatformSchema } from '../schema.ts';

/** First version with identity columns and hashes of 64 bits, both of which the platform uses. */
const MIN_VERSION = 11;
/** Encodings that store the platform's text unchanged; SQL_ASCII stores bytes as they come. */
const ENCODINGS = new Set(['UTF8', 'SQL_ASCII']);

/** Facts about a server and its database. */
export interface DatabaseFacts {
  /** For example 150018. */
  readonly versionNumber: number;
  readonly serverEncoding: string;
  readonly clientEncoding: string;
  readonly database: string;
  readonly role: string;
  readonly searchPath: string;
  /** Schema in which tables are created; `null` if there is none. */
  readonly schema: string | null;
  /** First schema of the search path with tables of the platform; `null` if there is none. */
  readonly platformSchema: string | null;
  /** First table or similar of something else in a schema without tables of the platform; `null` if there is none. */
  readonly foreignTable: string | null;
}

/** Tables of the platform. Anything else with such a name would be in their way. */
const TABLES: Readonly<Record<keyof PlatformSchema | 'kysely_migration' | 'kysely_migration_lock', true>> = {
  platformFact: true,
  account: true,
  systemRole: true,
  rolePermission: true,
  roleMember: true,
  authenticationKey: true,
  deletedKey: true,
  changeFeed: true,
  changeMark: true,
  storedAnswer: true,
  kysely_migration: true,
  kysely_migration_lock: true,
};

/**
 * Returns the schema with the tables of the platform, or the one in which to create them. Changes nothing. Views, tables
 * of extensions and other schemas may contain anything.
 * @throws PlatformStartError if the platform cannot use the database.
 */
export async function findSchema(database: Kysely<PlatformSchema>): Promise<string> {
  return chooseSchema(await readFacts(database));
}

async function readFacts(database: Kysely<PlatformSchema>): Promise<DatabaseFacts> {
  // Version and encodings first: an old server does not understand the rest.
  const { rows: servers } = await sql<Omit<DatabaseFacts, 'platformSchema' | 'foreignTable'>>`
    select current_setting('server_version_num')::int as "versionNumber", current_setting('server_encoding') as
      "serverEncoding", current_setting('client_encoding') as "clientEncoding", current_database()::text as "database",
      current_user::text as "role", current_setting('search_path') as "searchPath", current_schema()::text as "schema"`.execute(
    database,
  );
  const [server] = servers;
  if (server === undefined) {
    throw new Error('The server returned no facts.');
  }
  const { rows: platforms } = await sql<{ name: string }>`
    select path.name::text as name from unnest(current_schemas(false)) with ordinality as path (name, place)
    where (select count(*) from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where n.nspname = path.name and c.relkind in ('r', 'p') and c.relname in ('platformFact', 'kysely_migration')) = 2
    order by path.place limit 1`.execute(database);
  const { rows: foreigners } = await sql<{ name: string }>`
    select c.relname::text as name from pg_catalog.pg_class c
    where c.relnamespace = (select oid from pg_catalog.pg_namespace where nspname = current_schema())
      and (c.relkind in ('r', 'p') or c.relname in (${sql.join(Object.keys(TABLES))}))
      and not exists (select from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_class'::regclass
        and d.objid = c.oid and d.deptype = 'e')
    order by c.relname collate "C" limit 1`.execute(database);
  return { ...server, platformSchema: platforms[0]?.name ?? null, foreignTable: foreigners[0]?.name ?? null };
}

/** Returns the schema for the platform. @throws PlatformStartError if the platform cannot use the database. */
export function chooseSchema(facts: DatabaseFacts): string {
  const { versionNumber, serverEncoding, clientEncoding, database, role, searchPath, schema } = facts;
  const version = Math.floor(versionNumber / 10_000);
  if (version < MIN_VERSION) {
    throw new PlatformStartError(
      `The server is PostgreSQL ${version}. The platform requires version ${MIN_VERSION} or later. Nothing was changed.`,
    );
  }
  if (!ENCODINGS.has(serverEncoding)) {
    throw new PlatformStartError(
      `The database "${database}" has the encoding ${serverEncoding}, which cannot store every text. Nothing was changed. Create another one: create database "${database}_utf8" owner "${role}" encoding 'UTF8' template template0.`,
    );
  }
  if (clientEncoding !== 'UTF8') {
    throw new PlatformStartError(
      `The connection has the encoding ${clientEncoding} instead of UTF8, probably by a setting of a pooler. Nothing was changed. Remove that setting.`,
    );
  }
  if (facts.platformSchema !== null) {
    return facts.platformSchema;
  }
  if (schema === null) {
    throw new PlatformStartError(
      `No schema of the search path ${searchPath} exists in the database "${database}", or the role "${role}" may not use it. Nothing was changed. Create one: create schema NAME authorization "${role}".`,
    );
  }
  if (facts.foreignTable !== null) {
    throw new PlatformStartError(
      `The schema "${schema}" of the database "${database}" contains "${facts.foreignTable}", which belongs to something else. Nothing was changed. Give the platform a database of its own, or a schema: create schema NAME authorization "${role}", and ?options=-c%20search_path%3DNAME in the address.`,
    );
  }
  return schema;
}
