import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { newEpoch } from './changeFeed.ts';
import type { ColumnTypes } from './databaseEngine.ts';
import type { PlatformSchema } from './schema.ts';
import { searchNameOf } from './searchName.ts';
import { newMark } from './writeTransaction.ts';

/**
 * The migrations to the current schema, by name, in order. Published migrations never change. All migrations of a run
 * are in one transaction.
 */
export function createMigrations(types: ColumnTypes): Readonly<Record<string, Migration>> {
  return {
    '2026-11-22-first': { up: (database) => createFirstSchema(database, types) },
    '2026-11-24-change-feed': { up: (database) => addChangeFeed(database, types) },
    '2026-11-24-stored-answers': { up: (database) => addStoredResponses(database, types) },
    '2026-11-27-change-marks': { up: (database) => addChangeMarks(database, types) },
    '2026-11-27-search-names': { up: renewSearchNames },
  };
}

function createTable(database: Kysely<unknown>, name: string) {
  return database.schema.createTable(name).ifNotExists();
}

function createCountingTable(database: Kysely<unknown>, name: string, types: ColumnTypes): CreateTableBuilder<string> {
  return createTable(database, name).addColumn('id', types.integer, (column) =>
    types.counting === 'identity'
      ? column.primaryKey().generatedByDefaultAsIdentity()
      : column.primaryKey().autoIncrement(),
  );
}

async function createFirstSchema(database: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  const { integer, bytes, text } = types;
  await createTable(database, 'platformFact')
    .addColumn('name', text, (column) => column.primaryKey())
    .addColumn('value', bytes, (column) => column.notNull())
    .execute();
  await createCountingTable(database, 'account', types)
    .addColumn('username', text, (column) => column.notNull().unique())
    .addColumn('fullName', text, (column) => column.notNull())
    .addColumn('searchName', text, (column) => column.notNull())
    .addColumn('mbox', text)
    .addColumn('department', text)
    .addColumn('title', text)
    .addColumn('phone', text)
    .addColumn('language', text)
    .addColumn('timeZone', text)
    .addColumn('authenticationMethod', text, (column) => column.notNull())
    .addColumn('role', text, (column) => column.notNull())
    .addColumn('isActive', 'integer', (column) => column.notNull())
    .addColumn('isDisabled', 'integer', (column) => column.notNull())
    .addColumn('passwordHash', text)
    .addColumn('creationDate', 'bigint', (column) => column.notNull())
    .addColumn('lastWriteDate', 'bigint', (column) => column.notNull())
    .addColumn('lastLoginDate', 'bigint')
    .execute();
  await createCountingTable(database, 'systemRole', types)
    .addColumn('name', text, (column) => column.notNull().unique())
    .addColumn('isStandard', 'integer', (column) => column.notNull())
    .addColumn('isActive', 'integer', (column) => column.notNull())
    .addColumn('grantsEverything', 'integer', (column) => column.notNull())
    .execute();
  await createTable(database, 'rolePermission')
    .addColumn('roleId', integer, (column) => column.notNull().references('systemRole.id').onDelete('cascade'))
    .addColumn('resource', text, (column) => column.notNull())
    .addColumn('level', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('rolePermissionKey', ['roleId', 'resource'])
    .execute();
  await createTable(database, 'roleMember')
    .addColumn('accountId', integer, (column) => column.notNull().references('account.id'))
    .addColumn('roleId', integer, (column) => column.notNull().references('systemRole.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('roleMemberKey', ['accountId', 'roleId'])
    .execute();
  await createCountingTable(database, 'authenticationKey', types)
    .addColumn('accountId', integer, (column) => column.notNull().references('account.id'))
    .addColumn('token', text, (column) => column.notNull().unique())
    .addColumn('sealedSecret', bytes, (column) => column.notNull())
    .addColumn('creationDate', 'bigint', (column) => column.notNull())
    .addColumn('expirationDate', 'bigint', (column) => column.notNull())
    .addColumn('lastUsedDate', 'bigint')
    .addColumn('version', integer, (column) => column.notNull())
    .execute();
  for (const column of ['accountId', 'creationDate', 'expirationDate']) {
    await database.schema
      .createIndex(`authenticationKeyBy${column[0]?.toUpperCase()}${column.slice(1)}`)
      .ifNotExists()
      .on('authenticationKey')
      .column(column)
      .execute();
  }
}

/** Numbers every change of a key, so that clients can request changes since their last request. */
async function addChangeFeed(database: Kysely<unknown>, { integer, text }: ColumnTypes): Promise<void> {
  const { schema } = database;
  await schema
    .alterTable('authenticationKey')
    .addColumn('change', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  // For existing keys any order will do.
  await sql`update "authenticationKey" set "change" = "id"`.execute(database);
  await schema.createIndex('authenticationKeyByChange').on('authenticationKey').column('change').unique().execute();
  await schema
    .createTable('deletedKey')
    .addColumn('id', integer, (column) => column.primaryKey())
    .addColumn('change', 'bigint', (column) => column.notNull().unique())
    .addColumn('deletionDate', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('changeFeed')
    .addColumn('epoch', text, (column) => column.primaryKey())
    .addColumn('latest', 'bigint', (column) => column.notNull())
    .addColumn('forgotten', 'bigint', (column) => column.notNull())
    .execute();
  await sql`insert into "changeFeed" ("epoch", "latest", "forgotten")
    select ${newEpoch()}, coalesce(max("change"), 0), 0 from "authenticationKey"`.execute(database);
}

/** Stores responses of writes, so that a retry is not executed again. */
async function addStoredResponses(database: Kysely<unknown>, { integer, bytes, text }: ColumnTypes): Promise<void> {
  await database.schema
    .createTable('storedAnswer')
    .addColumn('accountId', integer, (column) => column.notNull())
    .addColumn('requestId', text, (column) => column.notNull())
    .addColumn('fingerprint', text, (column) => column.notNull())
    .addColumn('sealedAnswer', bytes, (column) => column.notNull())
    .addColumn('creationDate', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('storedAnswerKey', ['accountId', 'requestId'])
    .execute();
  await database.schema.createIndex('storedAnswerByCreationDate').on('storedAnswer').column('creationDate').execute();
}

/** Marks all earlier changes as one write. Earlier cursors contain no mark: clients start over once. */
async function addChangeMarks(database: Kysely<unknown>, { text }: ColumnTypes): Promise<void> {
  await database.schema
    .createTable('changeMark')
    .addColumn('change', 'bigint', (column) => column.primaryKey())
    .addColumn('mark', text, (column) => column.notNull())
    .execute();
  await sql`insert into "changeMark" ("change", "mark") select "latest", ${newMark()} from "changeFeed"`.execute(
    database,
  );
}

/** Folds the names of accounts as `searchNameOf` does now: they were in lower case only. */
async function renewSearchNames(database: Kysely<Pick<PlatformSchema, 'account'>>): Promise<void> {
  const accounts = await database.selectFrom('account').select(['id', 'username', 'fullName', 'searchName']).execute();
  for (const account of accounts) {
    const searchName = searchNameOf(account);
    if (searchName !== account.searchName) {
      await database.updateTable('account').set({ searchName }).where('id', '=', account.id).execute();
    }
  }
}
