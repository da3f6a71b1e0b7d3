import { AppError, type Result } from '../../shared/result.ts';

/**
 * Turns anything thrown into an {@link AppError}. What is no `AppError` can only be a defect of KeyDesk (a call that
 * never reached main, say) and becomes `INTERNAL`.
 */
export function toAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('INTERNAL', String(error), { cause: error });
}

/**
 * Waits for a call over the window boundary and gives its data.
 * @throws AppError with the code that main reported, or `INTERNAL` when the call itself broke.
 */
export async function call<Data>(answer: Promise<Result<Data>>): Promise<Data> {
  let result: Result<Data>;
  try {
    result = await answer;
  } catch (error) {
    throw toAppError(error);
  }
  if (!result.ok) {
    throw new AppError(result.error.code, result.error.message, {
      detail: result.error.detail,
      reason: result.error.reason,
      issues: result.error.issues,
      times: result.error.times,
    });
  }
  return result.data;
}
