import type { AppError } from '../../shared/result.ts';

/** Whether a failure says that the installation cannot be reached now, whatever the reason. */
export function isOffline(error: AppError | null): boolean {
  return error?.code === 'UNREACHABLE' || error?.code === 'TIMEOUT';
}
