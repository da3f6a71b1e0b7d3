import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { Pool } from 'pg';
import { beforeEach, describe, expect, inject, test } from 'vitest';
import { createDatabase, execute, queryOne } from '../../../harness/postgres.ts';
import { during } from '../lastingDatabase.ts';
import { call, createKey, startForTest } from '../platformClient.ts';
import { startMessage } from './startMessage.ts';

let url: string;
beforeEach(async () => {
  url = await createDatabase(inject('postgresUrl') ?? '');
});

/** @param path in SQL. A backslash keeps a space in it from ending the setting. */
const inSchema = (path: string) =>
  `${url}?options=${encodeURIComponent(`-c search_path=${path.replaceAll(' ', '\\ ')}`)}`;
const tablesIn = (schema: string) =>
  queryOne(url, `select count(*)::int from pg_tables where schemaname = '${schema}'`);
const keyTotal = async (database: string) =>
  during({ url: database }, async (platform) => (await call(platform, 'List')).body);

describe('fault 136: a database that is not empty', () => {
  test.each([
    ['an extension', 'create extension pg_stat_statements'],
    [
      'a table of an extension',
      'create extension pg_trgm; create table words (word text); alter extension pg_trgm add table words',
    ],
    ['a view', 'create view overview as select 1 as one'],
    ['a materialized view', 'create materialized view overview as select 1 as one'],
    ['a sequence', 'create sequence numbers'],
    ['a function', `create function one() returns int language sql as 'select 1'`],
    ['a table in another schema', 'create schema other; create table other.account (id int)'],
  ])('with %s is used', async (_name, statement) => {
    await execute(url, statement);
    expect(await keyTotal(url)).toMatchObject({ Total: 10 });
  });

  test.each([
    ['a table', 'create table orders (id int); create table zebra (id int)', 'orders'],
    ['a partitioned table', 'create table parts (id int) partition by range (id)', 'parts'],
    ['a view in the way of a table', 'create view account as select 7 as id', 'account'],
    ['a type in the way of a table', 'create type "changeFeed" as (id int)', 'changeFeed'],
    ['tables of another application with Kysely', 'create table kysely_migration (name text)', 'kysely_migration'],
  ])('with %s is rejected and not changed', async (_name, statement, name) => {
    await execute(url, statement);
    const before = await queryOne(url, `select string_agg(relname, ',' order by oid) from pg_class where oid >= 16384`);
    const message = await startMessage(url);
    expect(message).toContain(`contains "${name}", which belongs to something else. Nothing was changed.`);
    expect(await queryOne(url, `select string_agg(relname, ',' order by oid) from pg_class where oid >= 16384`)).toBe(
      before,
    );
  });
});

describe('fault 137: a schema of its own', () => {
  test('two platforms and another application with Kysely use one database, each in its schema', async () => {
    await execute(url, 'create schema one; create schema "Second one"; create schema application');
    const application = new Kysely({ dialect: new PostgresDialect({ pool: new Pool({ connectionString: url }) }) });
    const migrations = {
      '2020-first': { up: (database: Kysely<unknown>) => database.schema.createTable('account').execute() },
    };
    const migrator = new Migrator({
      db: application,
      provider: { getMigrations: async () => migrations },
      migrationTableSchema: 'application',
    });
    expect((await migrator.migrateToLatest()).error).toBe(undefined);
    await application.destroy();
    // That application has created its table in the schema that is the first of its search path.
    await execute(url, 'alter table public.account set schema application');
    const first = await startForTest({ database: { url: inSchema('one') } });
    const second = await startForTest({ database: { url: inSchema('"Second one", public') } });
    await createKey(first, 'admin');
    expect((await call(first, 'List')).body).toMatchObject({ Total: 11 });
    expect((await call(second, 'List')).body).toMatchObject({ Total: 10 });
    expect(await keyTotal(inSchema('one'))).toMatchObject({ Total: 11 });
    const counts = await Promise.all(['one', 'Second one', 'public', 'application'].map(tablesIn));
    expect(counts).toEqual([12, 12, 0, 3]);
  });

  test('a role has its schema without a word in the address', async () => {
    await execute(url, 'create schema mine');
    const name = new URL(url).pathname.slice(1);
    await execute(url, `alter database ${name} set search_path = mine`);
    expect(await keyTotal(url)).toMatchObject({ Total: 10 });
    expect(await Promise.all(['mine', 'public'].map(tablesIn))).toEqual([12, 0]);
  });

  test('a schema that comes to be before that of an existing platform does not hide it', async () => {
    await during({ url }, (platform) => createKey(platform, 'admin'));
    await execute(url, 'create schema authorization keydesk');
    expect(await keyTotal(url)).toMatchObject({ Total: 11 });
    expect(await Promise.all(['keydesk', 'public'].map(tablesIn))).toEqual([0, 12]);
  });

  test('several first starts at once install one platform', async () => {
    await execute(url, 'create schema busy');
    const totals = await Promise.all(Array.from({ length: 4 }, () => keyTotal(inSchema('busy'))));
    expect(totals).toEqual(Array.from({ length: 4 }, () => expect.objectContaining({ Total: 10 })));
    expect(await tablesIn('busy')).toBe(12);
  });
});
