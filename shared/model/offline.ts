import type { ErrorCode } from '../result.ts';

/** Whether a failure says that the installation cannot be reached now, whatever the reason. */
export function meansOffline(code: ErrorCode | undefined): boolean {
  return code === 'UNREACHABLE' || code === 'TIMEOUT';
}
