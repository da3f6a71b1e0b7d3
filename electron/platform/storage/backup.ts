import { randomUUID } from 'node:crypto';
import { closeSync, copyFileSync, linkSync, lstatSync, mkdtempSync, openSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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
 * Writes all data of a database to a file, also while it is in use. The file is a SQLite database (mode 0600), whatever
 * the engine; secrets in it stay encrypted under the encryption key, which is not included. It is written completely or
 * not at all: an unfinished file has the name `.kd-….unfinished`, which is left behind only if the process is killed.
 * @throws PlatformStartError if the file exists or cannot be written.
 */
export async function backUp(source: PlatformDatabase, file: string): Promise<void> {
  assertNotTaken(file, lstatSync(file, { throwIfNoEntry: false }) !== undefined);
  const unfinished = join(dirname(file), `.kd-${randomUUID().slice(0, 8)}.unfinished`);
  try {
    const target = await openUnfinished(unfinished, file);
    try {
      await readSnapshot(source, (snapshot) =>
        target.transaction().execute((transaction) => copyTables(snapshot, transaction)),
      );
      // Without WAL mode the one file contains everything.
      await sql`pragma journal_mode = delete`.execute(target);
    } finally {
      await target.destroy();
    }
    putInPlace(unfinished, file);
  } catch (error) {
    throw error instanceof PlatformStartError ? error : notWritten(file, error);
  } finally {
    for (const ending of ['', '-wal', '-shm', '-journal']) {
      rmSync(`${unfinished}${ending}`, { force: true });
    }
  }
}

/** Errors name the file that the user chose. */
async function openUnfinished(unfinished: string, file: string): Promise<PlatformDatabase> {
  try {
    return await openDatabase(sqliteEngine(unfinished));
  } catch (error) {
    throw notWritten(file, error instanceof PlatformStartError ? error.cause : error);
  }
}

function notWritten(file: string, cause: unknown): PlatformStartError {
  return new PlatformStartError(`The backup ${file} cannot be written.`, { cause });
}

/** Renames the finished file, without replacing one created in the meantime. */
function putInPlace(unfinished: string, file: string): void {
  try {
    linkSync(unfinished, file);
    return;
  } catch (error) {
    assertNotTaken(file, isTaken(error));
    // Any other error: not every file system has hard links, and they report it differently.
  }
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    assertNotTaken(file, isTaken(error));
    throw error;
  }
  try {
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

function assertNotTaken(file: string, taken: boolean): void {
  if (taken) {
    throw new PlatformStartError(`${file} is there already. It was left as it is.`);
  }
}

/**
 * Replaces all data of a database by that of a backup, in one transaction, also while it is in use. Earlier cursors of
 * the change feed become invalid: clients read the full list again. The backup is not changed.
 * @throws PlatformStartError if the file is not a backup, is damaged, or was made under another encryption key; then
 * nothing is changed.
 */
export async function restore(
  target: PlatformDatabase,
  engine: DatabaseEngine,
  cipher: SecretCipher,
  file: string,
): Promise<void> {
  const folder = newTemporaryFolder();
  try {
    // A copy is opened, because opening migrates an old backup to the current schema.
    const copy = join(folder, 'backup.db');
    try {
      copyFileSync(file, copy);
    } catch (cause) {
      throw new PlatformStartError(`The backup ${file} cannot be read, or not copied to ${folder}.`, { cause });
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

function newTemporaryFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'keydesk-restore-'));
  } catch (cause) {
    throw new PlatformStartError(`The folder for temporary files, ${tmpdir()}, cannot be used.`, { cause });
  }
}

/**
 * Identifiers of deleted keys are not allocated again: a client that learns of a deletion late must not lose another
 * key.
 */
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
