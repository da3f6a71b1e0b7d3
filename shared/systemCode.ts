/**
 * Returns the system error code of a Node error, for example `EACCES`; `undefined` if it has none. Unlike the message,
 * it contains no path.
 */
export function systemCodeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
