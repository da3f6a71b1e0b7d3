import { DatabaseSync } from 'node:sqlite';

/** Tells whether a database has changed. */
export interface CommitWatch {
  /** Returns a number that differs from an earlier one if anything was committed in between, by any process. */
  version(): number;
  close(): void;
}

/**
 * Watches a SQLite file for commits over a connection of its own, because `data_version` leaves out the commits of the
 * connection that asks.
 * Source: https://www.sqlite.org/pragma.html#pragma_data_version
 * @param timeout how long to wait for a lock of another process, in milliseconds.
 */
export function watchSqliteFile(file: string, timeout: number): CommitWatch {
  const database = new DatabaseSync(file, { readOnly: true, timeout });
  // As a table-valued function the pragma would be compiled anew each time.
  const query = database.prepare('pragma data_version');
  query.setReturnArrays(true);
  return {
    version: () => Number((query.get() as unknown as readonly unknown[])[0]),
    close: () => database.close(),
  };
}
