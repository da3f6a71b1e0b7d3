/**
 * Gives the short name by which Node tells what the system refused, for example `EACCES`; `undefined` where an error has
 * none. The message of such an error would name a path.
 */
export function systemCodeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
