import { DatabaseSync } from 'node:sqlite';

/** Tells whether a database has changed. */
export interface CommitWatch {
  /** Returns a number that differs from an earlier one if anything was committed in between, by any process. */
  version(): number;
  close(): void;
}

/**
 * Watches a SQLite file for commits over a connection of its own, because `data_version` leaves out the commits of the
 * connection that asks. Asking takes about 2 µs.
 * Source: https://www.sqlite.org/pragma.html#pragma_data_version
 * @param timeout how long to wait for a lock of another process, in milliseconds.
 */
export function watchSqliteFile(file: string, timeout: number): CommitWatch {
  const database = new DatabaseSync(file, { readOnly: true, timeout });
  const query = database.prepare('select data_version as version from pragma_data_version');
  return {
    version: () => Number(query.get()?.version),
    close: () => database.close(),
  };
}
