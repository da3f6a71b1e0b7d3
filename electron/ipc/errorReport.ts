import type { z } from 'zod';
import { fieldProblem } from '../../shared/model/fieldProblem.ts';
import { AppError, type ErrorReport, type FieldIssue } from '../../shared/result.ts';

/**
 * Maps an error thrown by a handler to the report for the window. Anything but an {@link AppError} is a defect: the
 * window gets a fixed message, and only the log gets the error.
 */
export function toErrorReport(error: unknown): ErrorReport {
  if (error instanceof AppError) {
    return {
      code: error.code,
      message: error.message,
      ...(error.detail === undefined ? {} : { detail: error.detail }),
      ...(error.reason === undefined ? {} : { reason: error.reason }),
      ...(error.issues === undefined ? {} : { issues: error.issues }),
      ...(error.times === undefined ? {} : { times: error.times }),
    };
  }
  return { code: 'INTERNAL', message: 'The operation failed unexpectedly.' };
}

/** Limit for inputs such as long arrays of invalid items. */
const MAX_ISSUES = 20;

/** Returns the first {@link MAX_ISSUES} invalid fields of an input, without values, which may be passwords. */
export function toFieldIssues(error: z.ZodError): readonly FieldIssue[] {
  return error.issues.slice(0, MAX_ISSUES).map((issue) => ({
    path: issue.path.map(String).join('.'),
    problem: issue.code === 'unrecognized_keys' ? 'unexpected' : fieldProblem(issue.message),
  }));
}
