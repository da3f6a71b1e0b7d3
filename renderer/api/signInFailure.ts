import type { AppError } from '../../shared/result.ts';

/** Whether a call failed because the password is missing or was rejected, which only the user can fix. */
export function isSignInFailure(error: AppError | null): boolean {
  return error?.code === 'UNAUTHORIZED' || error?.code === 'PASSWORD_MISSING';
}
