/**
 * Why the platform could not start, for the user, including the message of the system or of SQLite. Contains neither
 * secrets nor stack traces.
 */
export class PlatformStartError extends Error {
  override readonly name = 'PlatformStartError';

  /**
   * @param message sentences for the user; the reason is appended unless they contain it.
   * @param options.reason by default what `options.cause` contains of the system or SQLite.
   */
  constructor(message: string, { reason, ...options }: ErrorOptions & { readonly reason?: string } = {}) {
    const text = (reason ?? reasonIn(options.cause) ?? '').replace(/\.$/, '');
    super(message.includes(text) ? message : `${message} Cause: ${text}.`, options);
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

/** Error for a database whose tables are not as expected. */
export function unfitDatabase(cause: unknown): PlatformStartError {
  const message = 'The database does not fit: it comes from another version of the platform, or was changed by others.';
  return new PlatformStartError(message, { cause, ...(cause instanceof Error ? { reason: cause.message } : {}) });
}

/** Error for a database that can be read but not changed. */
export function readOnlyDatabase(cause: unknown): PlatformStartError {
  const message =
    'The database takes no changes: its server is a standby or read-only. Start the platform on the primary.';
  return new PlatformStartError(message, { cause });
}
