import { randomBytes } from 'node:crypto';
import type { PlatformDatabase, PlatformTransaction } from './databaseEngine.ts';

const MARK_BYTES = 8;
/** How many changes back marks are kept: a client that knows less begins anew. */
const MARKED_CHANGES = 250_000;

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
    await allocateChanges(transaction, 0);
    return work(transaction);
  });
}

/**
 * Takes the next `count` numbers of the change feed, and marks them by chance: a number can be given out a second time, in a
 * database that went back to an earlier state, a mark cannot.
 * @returns the last number that was taken before: the new ones follow it.
 */
export async function allocateChanges(transaction: PlatformTransaction, count: number): Promise<number> {
  const { latest } = await transaction
    .updateTable('changeFeed')
    .set((builder) => ({ latest: builder('latest', '+', count) }))
    .returning('latest')
    .executeTakeFirstOrThrow();
  if (count > 0) {
    await transaction.insertInto('changeMark').values({ change: latest, mark: newMark() }).execute();
    await transaction
      .deleteFrom('changeMark')
      .where('change', '<', latest - MARKED_CHANGES)
      .execute();
  }
  return latest - count;
}

/** Makes the mark of a change. */
export function newMark(): string {
  return randomBytes(MARK_BYTES).toString('hex');
}
