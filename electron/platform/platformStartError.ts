/**
 * Why the platform could not start, for the user, including the message of the system or of SQLite. Contains neither
 * secrets nor stack traces.
 */
export class PlatformStartError extends Error {
  override readonly name = 'PlatformStartError';

  /** @param message one sentence; the reason in `options.cause` is appended unless it is part of the sentence. */
  constructor(message: string, options: ErrorOptions = {}) {
    const reason = reasonIn(options.cause);
    super(reason === null || message.includes(reason) ? message : `${message} Cause: ${reason}.`, options);
  }
}

/** System code, for example `EACCES`, or message of SQLite; `null` if the cause has neither. */
function reasonIn(cause: unknown): string | null {
  if (!(cause instanceof Error)) {
    return null;
  }
  if ('errstr' in cause && typeof cause.errstr === 'string') {
    return cause.errstr;
  }
  return 'code' in cause && typeof cause.code === 'string' && /^E[A-Z\d]+$/.test(cause.code) ? cause.code : null;
}

/** Error for a database that can be read but not changed. */
export function readOnlyDatabase(cause: unknown): PlatformStartError {
  const message =
    'The database takes no changes: its server is a standby or read-only. Start the platform on the primary.';
  return new PlatformStartError(message, { cause });
}
