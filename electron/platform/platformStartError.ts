/**
 * Why the platform could not start, for the person who started it, with what the system or SQLite said. Holds neither
 * secrets nor stacks.
 */
export class PlatformStartError extends Error {
  override readonly name = 'PlatformStartError';

  /** @param message one sentence; the reason in `options.cause` is added, unless the sentence has it already. */
  constructor(message: string, options: ErrorOptions = {}) {
    const reason = reasonIn(options.cause);
    super(reason === null || message.includes(reason) ? message : `${message} Cause: ${reason}.`, options);
  }
}

/** The code of the system, for example `EACCES`, or the words of SQLite; `null` where the cause has neither. */
function reasonIn(cause: unknown): string | null {
  if (!(cause instanceof Error)) {
    return null;
  }
  if ('errstr' in cause && typeof cause.errstr === 'string') {
    return cause.errstr;
  }
  return 'code' in cause && typeof cause.code === 'string' && /^E[A-Z\d]+$/.test(cause.code) ? cause.code : null;
}

/** The refusal of a database that can be read and takes no changes, not even those of a start. */
export function readOnlyDatabase(cause: unknown): PlatformStartError {
  const message =
    'The database takes no changes: its server is a standby or read-only. Start the platform on the primary.';
  return new PlatformStartError(message, { cause });
}
