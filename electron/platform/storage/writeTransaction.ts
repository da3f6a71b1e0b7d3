import { randomBytes } from 'node:crypto';
import type { PlatformDatabase, PlatformTransaction } from './databaseEngine.ts';

const MARK_BYTES = 8;
/** Number of recent changes whose marks are stored: a client further behind starts over. */
const MARKED_CHANGES = 250_000;

/**
 * Runs a transaction as the only writer among all processes that use the database; rolled back if it throws. Every
 * writer first locks the row of the change feed, so that on every engine changes become visible in the order of their
 * numbers and a checked rule holds until the transaction ends.
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
 * Allocates the next `count` numbers of the change feed with a random mark: in a database restored to an earlier state
 * a number can be allocated again, a mark cannot.
 * @returns the last number allocated before; the new ones follow it.
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

/** Creates the mark of a change. */
export function newMark(): string {
  return randomBytes(MARK_BYTES).toString('hex');
}
