import { copyFileSync, existsSync, linkSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { SecretCipher } from '../authentication/secretCipher.ts';
import { PlatformStartError } from '../platformStartError.ts';
import { newEpoch } from './changeFeed.ts';
import { copyTables, readSnapshot } from './copyTables.ts';
import type { DatabaseEngine, PlatformDatabase, PlatformTransaction } from './databaseEngine.ts';
import { verifyEncryptionKey } from './encryptionKeyCheck.ts';
import { openDatabase } from './openDatabase.ts';
import { sqliteEngine } from './sqliteEngine.ts';
import { writeTransaction } from './writeTransaction.ts';

/**
 * Writes everything in a database to a file, while others go on using it. The file is a SQLite database (mode 0600),
 * whatever the engine; secrets in it stay sealed under the encryption key, which is not part of it. It is there whole or
 * not at all.
 * @throws PlatformStartError when the file is there already or cannot be written.
 */
export async function backUp(source: PlatformDatabase, file: string): Promise<void> {
  if (existsSync(file)) {
    throw new PlatformStartError(`${file} is there already. It was left as it is.`);
  }
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  try {
    const target = await openDatabase(sqliteEngine(unfinished));
    try {
      await readSnapshot(source, (snapshot) =>
        target.transaction().execute((transaction) => copyTables(snapshot, transaction)),
      );
      // Out of WAL mode, so that the one file is everything.
      await sql`pragma journal_mode = delete`.execute(target);
    } finally {
      await target.destroy();
    }
    // Unlike renaming, this does not replace a file that somebody has made in the meantime.
    linkSync(unfinished, file);
  } catch (cause) {
    throw cause instanceof PlatformStartError
      ? cause
      : new PlatformStartError(`The backup ${file} cannot be written.`, { cause });
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/**
 * Replaces everything in a database by what a backup holds, in one transaction, while others go on using it. Cursors of
 * the change feed from before mean nothing afterwards: clients read the whole list again. The backup stays as it is.
 * @throws PlatformStartError when the file is not a backup, is damaged, or was made under another encryption key;
 *   nothing is changed then.
 */
export async function restore(
  target: PlatformDatabase,
  engine: DatabaseEngine,
  cipher: SecretCipher,
  file: string,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-restore-'));
  try {
    // A copy is opened, since opening brings an old backup to the present schema.
    const copy = join(folder, 'backup.db');
    try {
      copyFileSync(file, copy);
    } catch (cause) {
      throw new PlatformStartError(`The backup ${file} cannot be read.`, { cause });
    }
    const source = await openDatabase(sqliteEngine(copy));
    try {
      await verifyEncryptionKey(source, cipher);
      await writeTransaction(target, async (transaction) => {
        await readSnapshot(source, (snapshot) => copyTables(snapshot, transaction));
        await transaction.updateTable('changeFeed').set({ epoch: newEpoch() }).execute();
        await continueCounting(transaction, engine);
      });
    } finally {
      await source.destroy();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Numbers of keys that are gone were given out too: a client that hears of a deletion must not lose another key. */
async function continueCounting(transaction: PlatformTransaction, engine: DatabaseEngine): Promise<void> {
  for (const [table, places] of [
    ['account', ['account']],
    ['systemRole', ['systemRole']],
    ['authenticationKey', ['authenticationKey', 'deletedKey']],
  ] as const) {
    let highest = 0;
    for (const place of places) {
      const { id } = await transaction
        .selectFrom(place)
        .select((builder) => builder.fn.max<number | null>('id').as('id'))
        .executeTakeFirstOrThrow();
      highest = Math.max(highest, id ?? 0);
    }
    await engine.continueCounting(transaction, table, highest);
  }
}
