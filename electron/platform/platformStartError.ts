/** Why the platform could not start, in one sentence for the person who started it. Holds neither secrets nor stacks. */
export class PlatformStartError extends Error {
  override readonly name = 'PlatformStartError';
}

/** The refusal of a database that can be read and takes no changes, not even those of a start. */
export function readOnlyDatabase(cause: unknown): PlatformStartError {
  const message =
    'The database takes no changes: its server is a standby or read-only. Start the platform on the primary.';
  return new PlatformStartError(message, { cause });
}
