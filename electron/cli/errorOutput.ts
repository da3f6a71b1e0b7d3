import { outcomeOfFailure } from '../../shared/model/activity.ts';
import { ERROR_FACTS } from '../../shared/model/errorFacts.ts';
import type { Language } from '../../shared/model/language.ts';
import { AppError, type ErrorCode } from '../../shared/result.ts';
import { CommandError, type CommandProblem } from './commandError.ts';
import { SCHEMA_VERSION } from './context.ts';
import { type ExitCode, exitCodeOf } from './exitCodes.ts';
import { localTimes } from './output/localTime.ts';
import { safeJson, safeText } from './output/safeText.ts';
import { en } from './texts/en.ts';
import { textsIn } from './texts/texts.ts';

/** A failed command: what standard error says, and the exit code. */
export interface FailureOutput {
  readonly text: string;
  readonly json: string;
  readonly exitCode: ExitCode;
}

/**
 * Describes why a command failed. Anything but the expected errors is a defect, of which nothing is shown.
 * @param isChange whether the command may have changed something.
 */
export function failureOutput(error: unknown, language: Language, isChange: boolean): FailureOutput {
  if (error instanceof CommandError) {
    return output(error.code, problemText(error, language), null, error.exitCode, error.problem);
  }
  const failure = error instanceof AppError ? error : new AppError('INTERNAL', '');
  const detail = failure.detail === undefined || failure.detail === '' ? null : failure.detail;
  return output(failure.code, errorText(failure, language, isChange), detail, exitCodeOf(failure.code), null);
}

/** Returns what happened, what was not changed, and what to do next. */
export function errorText(error: AppError, language: Language, isChange: boolean): string {
  const { errors, cause, retryAt } = textsIn(language);
  const { reason, detail, times, code } = error;
  const { what, next } = hasText(code) ? errors.codes[code] : errors.codes.INTERNAL;
  const nextStep =
    reason?.kind === 'network'
      ? errors.network[reason.cause]
      : reason?.kind === 'interception'
        ? errors.interception[reason.by]
        : next;
  const unsure = ERROR_FACTS[code].change === 'unknown' && outcomeOfFailure(error) === 'unsure';
  return [
    what,
    ...(isChange ? [unsure ? errors.maybeChanged : errors.notChanged] : []),
    nextStep,
    ...(times?.retryAt === undefined ? [] : [retryAt(localTimes(language)(times.retryAt))]),
    ...(detail === undefined || detail === '' ? [] : [cause(safeText(detail))]),
  ].join(' ');
}

function hasText(code: ErrorCode): code is ErrorCode & keyof typeof en.errors.codes {
  return Object.hasOwn(en.errors.codes, code);
}

function problemText({ problem, facts }: CommandError, language: Language): string {
  // Each text takes the facts of its problem, which `CommandError` cannot correlate.
  const text = textsIn(language).problems[problem] as (...facts: readonly string[]) => string;
  return text(...facts.map(safeText));
}

function output(
  code: ErrorCode,
  text: string,
  detail: string | null,
  exitCode: ExitCode,
  problem: CommandProblem | null,
): FailureOutput {
  const error = { code, problem, message: text, detail, exitCode };
  return { text, json: safeJson({ schemaVersion: SCHEMA_VERSION, error }), exitCode };
}
