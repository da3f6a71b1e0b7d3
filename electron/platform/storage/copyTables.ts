import { type Kysely, sql, type Transaction } from 'kysely';
import type { PlatformDatabase, PlatformTransaction } from './databaseEngine.ts';
import type { PlatformSchema } from './schema.ts';
import { newMark } from './writeTransaction.ts';

/** Tables of a database in the order of their references, with the columns of their primary keys. */
const TABLES: readonly (readonly [table: keyof PlatformSchema, key: readonly string[]])[] = [
  ['platformFact', ['name']],
  ['account', ['id']],
  ['systemRole', ['id']],
  ['rolePermission', ['roleId', 'resource']],
  ['roleMember', ['accountId', 'roleId']],
  ['authenticationKey', ['id']],
  ['deletedKey', ['id']],
  ['changeFeed', ['epoch']],
];
/** Engines limit the parameters of a statement; a row has at most 19 of them. */
const ROWS_PER_PAGE = 500;

type Row = Readonly<Record<string, unknown>>;
type UntypedSchema = Record<string, Record<string, unknown>>;

/**
 * Replaces all data of one database by that of another, regardless of their engines. Stored responses of writes and
 * marks of changes are left out: they belong to the history that ends here.
 * @param source a snapshot, so that its data is consistent.
 */
export async function copyTables(source: PlatformTransaction, target: PlatformTransaction): Promise<void> {
  await target.deleteFrom('storedAnswer').execute();
  await target.deleteFrom('changeMark').execute();
  for (const [table] of TABLES.toReversed()) {
    await target.deleteFrom(table).execute();
  }
  const rows = target as unknown as Transaction<UntypedSchema>;
  for (const [table, key] of TABLES) {
    for await (const page of pages(source, table, key)) {
      await rows.insertInto(table).values(page).execute();
    }
  }
  const { latest } = await target.selectFrom('changeFeed').select('latest').executeTakeFirstOrThrow();
  await target.insertInto('changeMark').values({ change: latest, mark: newMark() }).execute();
}

/** Runs work on a snapshot of a database that holds up nobody. */
export function readSnapshot<Value>(
  database: PlatformDatabase,
  work: (snapshot: PlatformTransaction) => Promise<Value>,
): Promise<Value> {
  return database.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);
}

async function* pages(database: Kysely<PlatformSchema>, table: string, key: readonly string[]): AsyncGenerator<Row[]> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  let last: Row | undefined;
  do {
    const after = last;
    const isLater =
      after === undefined ? sql`true` : sql`(${columns}) > (${sql.join(key.map((column) => after[column]))})`;
    const { rows } = await sql<Row>`
      select * from ${sql.table(table)} where ${isLater} order by ${columns} limit ${ROWS_PER_PAGE}`.execute(database);
    if (rows.length > 0) {
      yield rows;
    }
    last = rows.length < ROWS_PER_PAGE ? undefined : rows.at(-1);
  } while (last !== undefined);
}
