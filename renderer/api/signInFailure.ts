import type { AppError } from '../../shared/result.ts';

/** Whether a call failed over the password: it is missing or was refused, and only the user can put that right. */
export function isSignInFailure(error: AppError | null): boolean {
  return error?.code === 'UNAUTHORIZED' || error?.code === 'PASSWORD_MISSING';
}
