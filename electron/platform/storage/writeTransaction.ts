import type { PlatformDatabase, PlatformTransaction } from './databaseEngine.ts';

/**
 * Runs work as the only writer among all processes that serve the database: it happens wholly, or not at all when it
 * throws. Whoever writes takes the row of the change feed first and keeps it to the end, so on every engine the changes
 * become visible in the order of their numbers, and a rule that was checked holds until the work is done.
 */
export function writeTransaction<Value>(
  database: PlatformDatabase,
  work: (transaction: PlatformTransaction) => Promise<Value>,
): Promise<Value> {
  return database.transaction().execute(async (transaction) => {
    await takeChanges(transaction, 0);
    return work(transaction);
  });
}

/**
 * Takes the next `count` numbers of the change feed.
 * @returns the last number that was taken before: the new ones follow it.
 */
export async function takeChanges(transaction: PlatformTransaction, count: number): Promise<number> {
  const { latest } = await transaction
    .updateTable('changeFeed')
    .set((builder) => ({ latest: builder('latest', '+', count) }))
    .returning('latest')
    .executeTakeFirstOrThrow();
  return latest - count;
}
