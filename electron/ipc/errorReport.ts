import type { z } from 'zod';
import { fieldProblem } from '../../shared/model/fieldProblem.ts';
import { AppError, type ErrorReport, type FieldIssue } from '../../shared/result.ts';

/**
 * Turns whatever a handler threw into what the window may see. Anything that is not an {@link AppError} is a defect:
 * the window gets a fixed text, the log gets the error.
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

/** An array of invalid items could have any number of issues. */
const MAX_ISSUES = 20;

/** The first {@link MAX_ISSUES} invalid fields of an input, without their values: one of them may be a password. */
export function toFieldIssues(error: z.ZodError): readonly FieldIssue[] {
  return error.issues.slice(0, MAX_ISSUES).map((issue) => ({
    path: issue.path.map(String).join('.'),
    problem: issue.code === 'unrecognized_keys' ? 'unexpected' : fieldProblem(issue.message),
  }));
}
