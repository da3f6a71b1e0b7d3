import { sql } from 'kysely';
import type { PlatformTransaction } from './databaseEngine.ts';

/** How long deletions are recorded: a client that was away for 30 days still learns of them. */
const DELETION_MEMORY_MS = 45 * 24 * 60 * 60 * 1000;

/** Records deletions of keys. Call it before they are deleted, in the same transaction. */
export async function recordDeletions(
  transaction: PlatformTransaction,
  ids: readonly number[],
  before: number,
  now: number,
): Promise<void> {
  await transaction
    .insertInto('deletedKey')
    .columns(['id', 'change', 'deletionDate'])
    .expression(
      transaction
        .selectFrom('authenticationKey')
        .select(['id', sql<number>`cast(${before} as bigint) + row_number() over (order by "id")`.as('change')])
        .select(sql<number>`cast(${now} as bigint)`.as('deletionDate'))
        .where('id', 'in', ids),
    )
    .execute();
}

/** Removes deletions older than {@link DELETION_MEMORY_MS}; earlier cursors then cause a reset. */
export async function pruneDeletions(transaction: PlatformTransaction, now: number): Promise<void> {
  const { change } = await transaction
    .selectFrom('deletedKey')
    .select((builder) => builder.fn.max<number | null>('change').as('change'))
    .where('deletionDate', '<', now - DELETION_MEMORY_MS)
    .executeTakeFirstOrThrow();
  if (change !== null) {
    await transaction.deleteFrom('deletedKey').where('change', '<=', change).execute();
    await transaction.updateTable('changeFeed').set({ forgotten: change }).execute();
  }
}
