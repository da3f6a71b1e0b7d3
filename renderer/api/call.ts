import { AppError, type Result } from '../../shared/result.ts';

/**
 * Converts anything thrown into an {@link AppError}. Anything else than an `AppError` is a defect of KeyDesk (such as a
 * call that never reached main) and becomes `INTERNAL`.
 */
export function toAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('INTERNAL', String(error), { cause: error });
}

/**
 * Awaits an IPC call and returns its data.
 * @throws AppError with the code reported by main, or `INTERNAL` when the call itself failed.
 */
export async function call<Data>(response: Promise<Result<Data>>): Promise<Data> {
  let result: Result<Data>;
  try {
    result = await response;
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
