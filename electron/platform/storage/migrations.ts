import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The steps that bring a database to the present schema, by name, in order. Steps that were published never change.
 * Each can be run again after it was interrupted, since engines differ in whether they undo changes of the schema.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '2026-11-22-first': { up: createFirstSchema },
};

async function createFirstSchema(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('platformFact')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'blob', (column) => column.notNull())
    .execute();
  await schema
    .createTable('account')
    .ifNotExists()
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('username', 'text', (column) => column.notNull().unique())
    .addColumn('fullName', 'text', (column) => column.notNull())
    .addColumn('searchName', 'text', (column) => column.notNull())
    .addColumn('mbox', 'text')
    .addColumn('department', 'text')
    .addColumn('title', 'text')
    .addColumn('phone', 'text')
    .addColumn('language', 'text')
    .addColumn('timeZone', 'text')
    .addColumn('authenticationMethod', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('isActive', 'integer', (column) => column.notNull())
    .addColumn('isDisabled', 'integer', (column) => column.notNull())
    .addColumn('passwordHash', 'text')
    .addColumn('creationDate', 'bigint', (column) => column.notNull())
    .addColumn('lastWriteDate', 'bigint', (column) => column.notNull())
    .addColumn('lastLoginDate', 'bigint')
    .execute();
  await schema
    .createTable('systemRole')
    .ifNotExists()
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('isStandard', 'integer', (column) => column.notNull())
    .addColumn('isActive', 'integer', (column) => column.notNull())
    .addColumn('grantsEverything', 'integer', (column) => column.notNull())
    .execute();
  await schema
    .createTable('rolePermission')
    .ifNotExists()
    .addColumn('roleId', 'integer', (column) => column.notNull().references('systemRole.id').onDelete('cascade'))
    .addColumn('resource', 'text', (column) => column.notNull())
    .addColumn('level', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('rolePermissionKey', ['roleId', 'resource'])
    .execute();
  await schema
    .createTable('roleMember')
    .ifNotExists()
    .addColumn('accountId', 'integer', (column) => column.notNull().references('account.id'))
    .addColumn('roleId', 'integer', (column) => column.notNull().references('systemRole.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('roleMemberKey', ['accountId', 'roleId'])
    .execute();
  await schema
    .createTable('authenticationKey')
    .ifNotExists()
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('accountId', 'integer', (column) => column.notNull().references('account.id'))
    .addColumn('token', 'text', (column) => column.notNull().unique())
    .addColumn('sealedSecret', 'blob', (column) => column.notNull())
    .addColumn('creationDate', 'bigint', (column) => column.notNull())
    .addColumn('expirationDate', 'bigint', (column) => column.notNull())
    .addColumn('lastUsedDate', 'bigint')
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute();
  for (const column of ['accountId', 'creationDate', 'expirationDate']) {
    await schema
      .createIndex(`authenticationKeyBy${column[0]?.toUpperCase()}${column.slice(1)}`)
      .ifNotExists()
      .on('authenticationKey')
      .column(column)
      .execute();
  }
}
