import { randomUUID } from 'node:crypto';
import type { PlatformDatabase } from './databaseEngine.ts';

const FACT = 'databaseId';

/** Returns the id of a database, a UUID, which it gets with the first call. A copy keeps that of its original. */
export async function databaseIdOf(database: PlatformDatabase): Promise<string> {
  const fact = await find(database);
  if (fact !== undefined) {
    return Buffer.from(fact.value).toString();
  }
  // Another process may do the same: the first id remains.
  await database
    .insertInto('platformFact')
    .values({ name: FACT, value: Buffer.from(randomUUID()) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return databaseIdOf(database);
}

function find(database: PlatformDatabase) {
  return database.selectFrom('platformFact').select('value').where('name', '=', FACT).executeTakeFirst();
}
