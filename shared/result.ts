/**
 * Result of every call between window and main process, and all reasons for which a call can fail.
 * Imports no library at run time, since the renderer, the main process and the preload all import it.
 */
import type { FieldProblem } from './model/fieldProblem.ts';
import type { AccountProblem } from './model/key.ts';

/**
 * Every reason for which an operation can fail. A code determines the text that the user reads (`renderer/i18n`) and
 * whether the operation may be retried. Documented in docs/error-codes.md.
 */
export const ERROR_CODES = [
  'VALIDATION',
  'FORBIDDEN',
  'INTERNAL',
  'CONNECTION_UNKNOWN',
  'PASSWORD_MISSING',
  'UNREACHABLE',
  'TIMEOUT',
  'UNAUTHORIZED',
  'CLOCK_SKEW',
  'NOT_PERMITTED',
  'NOT_FOUND',
  'CONFLICT',
  'KEY_REPLACED',
  'ACCOUNT_NOT_ELIGIBLE',
  'SERVICE_MISSING',
  'INTERCEPTED',
  'HOST_NOT_ALLOWED',
  'REQUEST_ALTERED',
  'REDIRECT_REFUSED',
  'REQUEST_TOO_LARGE',
  'TOO_LARGE',
  'THROTTLED',
  'SERVER_FAILED',
  'BAD_RESPONSE',
  'KEYCHAIN_UNAVAILABLE',
  'CLIPBOARD_FAILED',
  'CLIPBOARD_NEEDS_FOCUS',
  'SETTINGS_NOT_SAVED',
  'FILE_NOT_SAVED',
  'TOO_MANY_ROWS',
  'NOTE_NOT_SAVED',
  'FILE_NOT_READ',
  'SEARCH_FAILED',
  'ACTIVITY_NOT_READ',
  'NOT_RECORDED',
  'SAMPLE_PLATFORM_FAILED',
  'LOCKED',
  'PASSPHRASE_WRONG',
  'PASSPHRASE_LATER',
  'PASSPHRASE_LOST',
  'SYSTEM_UNLOCK_FAILED',
] as const;

/** One reason out of {@link ERROR_CODES}. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** One invalid field of an input. `path` is dotted (`address`, `ids.3`). */
export interface FieldIssue {
  readonly path: string;
  readonly problem: FieldProblem;
}

/**
 * Instants named in the text of a failure, ISO 8601 in UTC. `retryAt`: the end of the pause that the platform asks for.
 * `here`, `there`: the clocks of this computer and of the platform at the same moment.
 */
export interface ErrorTimes {
  readonly retryAt?: string;
  readonly here?: string;
  readonly there?: string;
}

/**
 * Why the installation could not be reached, as far as the network reports. `broken`: the connection was interrupted
 * before the response was complete.
 */
export const NETWORK_CAUSES = [
  'proxy',
  'name',
  'refused',
  'certificateExpired',
  'certificateName',
  'certificateUntrusted',
  'tls',
  'broken',
  'other',
] as const;
/** One cause out of {@link NETWORK_CAUSES}. */
export type NetworkCause = (typeof NETWORK_CAUSES)[number];

/**
 * Who responded in place of the installation. `signIn`: requires its own sign-in; `missing`: has nothing at the path;
 * `unavailable`: a gateway that cannot reach the installation; `pause`: asks for fewer requests; `page`: reports
 * success without the data, such as the sign-in page of a network; `rejected`: anything else.
 */
export const INTERCEPTIONS = ['signIn', 'missing', 'unavailable', 'pause', 'page', 'rejected'] as const;
/** One kind out of {@link INTERCEPTIONS}. */
export type Interception = (typeof INTERCEPTIONS)[number];

/**
 * What the platform says about rejected credentials. `unknownToken`: no key has this token; `expired`: the key has
 * expired; `unsigned`: the request arrived without a signature; `incomplete`: it arrived without a part or header that
 * a signed request has.
 */
type CredentialProblem = 'unknownToken' | 'expired' | 'unsigned' | 'incomplete';

/**
 * Details of a failure on which decisions depend in addition to its code; the text shown includes them.
 * `network` (`UNREACHABLE`): `sent` is `nothing` if no attempt can have sent anything, `nothingAtLast` if only the last
 * of several attempts certainly did not. `interception` (`INTERCEPTED`). `signature` (`UNAUTHORIZED`): the secret key
 * does not match the token, or the request was changed on the way; `received` is the string-to-sign of the request as
 * it arrived, if the platform says it. `credential` (`UNAUTHORIZED`). `account` (`NOT_PERMITTED`): why the account that
 * signs in may not use the API.
 */
export type FailureReason =
  | {
      readonly kind: 'network';
      readonly cause: NetworkCause;
      readonly sent: 'nothing' | 'nothingAtLast' | 'unknown';
    }
  | { readonly kind: 'interception'; readonly by: Interception }
  | { readonly kind: 'signature'; readonly received?: string }
  | { readonly kind: 'credential'; readonly problem: CredentialProblem }
  | { readonly kind: 'account'; readonly problem: AccountProblem };

/**
 * A failure as sent from main to the renderer: plain data without stack traces or local paths.
 * `message` is English, for logs; users read the translated text of `code`.
 * `detail` is the text of the platform (for example the permission that an account lacks), shown verbatim as plain
 * text. Decisions depend on `code` and `reason` only.
 */
export interface ErrorReport {
  readonly code: ErrorCode;
  readonly message: string;
  readonly detail?: string | undefined;
  readonly reason?: FailureReason | undefined;
  readonly issues?: readonly FieldIssue[] | undefined;
  readonly times?: ErrorTimes | undefined;
}

/** Outcome of an operation that can fail in an expected way. */
export type Result<Data, Failure = ErrorReport> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly error: Failure };

/** Wraps a value as a successful {@link Result}. */
export function succeed<Data>(data: Data): { readonly ok: true; readonly data: Data } {
  return { ok: true, data };
}

/** Wraps an error as a failed {@link Result}. */
export function fail<Failure>(error: Failure): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error };
}

/** Optional properties of an {@link AppError}. */
export interface AppErrorOptions {
  /** Text of the platform, shown to the user as plain text. Must not contain a secret. */
  readonly detail?: string | undefined;
  readonly reason?: FailureReason | undefined;
  /** The invalid fields, for `VALIDATION` and `ACCOUNT_NOT_ELIGIBLE`. */
  readonly issues?: readonly FieldIssue[] | undefined;
  readonly times?: ErrorTimes | undefined;
  /** The underlying error, for the redacted log; never sent to the window. */
  readonly cause?: unknown;
}

/** An expected failure inside one process. At the window boundary it becomes an {@link ErrorReport}. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly reason: FailureReason | undefined;
  readonly issues: readonly FieldIssue[] | undefined;
  readonly times: ErrorTimes | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.detail = options.detail;
    this.reason = options.reason;
    this.issues = options.issues;
    this.times = options.times;
  }
}
