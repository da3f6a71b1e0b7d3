import type { ServerHost } from './serverHosts.ts';

/** protocol_violation: also what PgBouncer reports for everything that it rejects itself. */
export const PROTOCOL_VIOLATION = '08P01';
/** read_only_sql_transaction: the server is a standby or read-only, for example around a failover. */
export const READ_ONLY = '25006';
/** in_failed_sql_transaction: an earlier statement of the transaction failed. */
export const ABORTED_TRANSACTION = '25P02';

/** A connection could not be established, or broke. */
export class ConnectionFailure extends Error {
  override readonly name = 'ConnectionFailure';
  readonly host: ServerHost;

  /** @param cause of the server (`DatabaseError`), of the system, of TLS, of the driver, or one of the classes below. */
  constructor(host: ServerHost, cause: unknown) {
    super(cause instanceof Error ? cause.message : 'unknown', { cause });
    this.host = host;
  }
}

/** Several hosts were tried, and none can be used. */
export class AllHostsFailed extends Error {
  override readonly name = 'AllHostsFailed';
  readonly failures: readonly ConnectionFailure[];

  constructor(failures: readonly ConnectionFailure[]) {
    super(failures.map(({ message }) => message).join('; '));
    this.failures = failures;
  }
}

/** The server asks for a password, and none is known. */
export class PasswordRequired extends Error {
  override readonly name = 'PasswordRequired';
}

/** The server is not what `target_session_attrs` asks for. */
export class UnsuitableHost extends Error {
  override readonly name = 'UnsuitableHost';
}
