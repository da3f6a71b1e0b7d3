/**
 * The result of every call between window and main process, and the closed list of reasons for which one can fail.
 * Imports no library at run time: the renderer, the main process and the preload all import it.
 */
import type { FieldProblem } from './model/fieldProblem.ts';

/**
 * Every reason for which a KeyDesk operation can fail. A code decides the sentence that the user reads
 * (`renderer/i18n`), whether the operation may be tried again, and nothing else. Documented in docs/error-codes.md.
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
  'FILE_NOT_READ',
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

/** One invalid field of an input. `path` names the field with dots (`address`, `ids.3`). */
export interface FieldIssue {
  readonly path: string;
  readonly problem: FieldProblem;
}

/**
 * Instants that the text of a failure names, ISO 8601 in UTC: until when the platform wants to be left alone, and what
 * the clocks of this computer and of the platform showed at the same moment.
 */
export interface ErrorTimes {
  readonly retryAt?: string;
  readonly here?: string;
  readonly there?: string;
}

/**
 * Why nothing could be reached, as far as the network told. `broken`: there was a connection, and it broke off before
 * the response was complete.
 */
export type NetworkCause =
  | 'proxy'
  | 'name'
  | 'refused'
  | 'certificateExpired'
  | 'certificateName'
  | 'certificateUntrusted'
  | 'tls'
  | 'broken'
  | 'other';

/**
 * What a response in the place of the installation's own tells about its sender: `signIn` wants another sign-in, `missing`
 * has nothing at the path, `unavailable` is a gateway that does not get through, `pause` wants fewer requests, `page` is a
 * success without the data, as the sign-in page of a network is, `rejected` is all the rest.
 */
export type Interception = 'signIn' | 'missing' | 'unavailable' | 'pause' | 'page' | 'rejected';

/**
 * What decisions need to know beyond the code of a failure; users read it as part of the text.
 * `network` (`UNREACHABLE`): `sent` is `nothing` where no attempt can have sent anything, `nothingAtLast` where only the
 * last of several attempts is known not to have. `interception` (`INTERCEPTED`). `signature` (`UNAUTHORIZED`): the secret
 * key does not fit the token.
 */
export type FailureReason =
  | {
      readonly kind: 'network';
      readonly cause: NetworkCause;
      readonly sent: 'nothing' | 'nothingAtLast' | 'unknown';
    }
  | { readonly kind: 'interception'; readonly by: Interception }
  | { readonly kind: 'signature' };

/**
 * A failure as it crosses from main to the renderer: plain data, no stack, no path of the machine.
 * `message` is English and for logs; users read the translated text of `code`.
 * `detail` is what the platform itself said (for example the permission an account lacks), shown verbatim as text and never
 * read by a program: decisions rest on `code` and `reason`.
 */
export interface ErrorReport {
  readonly code: ErrorCode;
  readonly message: string;
  readonly detail?: string | undefined;
  readonly reason?: FailureReason | undefined;
  readonly issues?: readonly FieldIssue[] | undefined;
  readonly times?: ErrorTimes | undefined;
}

/** The response of an operation that can fail in an expected way. */
export type Result<Data, Failure = ErrorReport> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly error: Failure };

/** Wraps a value as a successful {@link Result}. */
export function succeed<Data>(data: Data): { readonly ok: true; readonly data: Data } {
  return { ok: true, data };
}

/** Wraps a reason as a failed {@link Result}. */
export function fail<Failure>(error: Failure): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error };
}

/** Optional facts of an {@link AppError}. */
export interface AppErrorOptions {
  /** What the platform itself said; shown to the user as plain text. Must not hold a secret. */
  readonly detail?: string | undefined;
  readonly reason?: FailureReason | undefined;
  /** The fields that were refused, for `VALIDATION` and `ACCOUNT_NOT_ELIGIBLE`. */
  readonly issues?: readonly FieldIssue[] | undefined;
  readonly times?: ErrorTimes | undefined;
  /** The error underneath; it reaches the redacting log and never the window. */
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
