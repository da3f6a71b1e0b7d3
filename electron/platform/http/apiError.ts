import type { ApiErrorBody } from '../../../shared/adminApi/errors.ts';
import { HMAC_SCHEME } from '../../../shared/hmac/stringToSign.ts';

/** Optional parts of an error. */
interface ApiErrorExtras {
  readonly details?: ApiErrorBody['Details'];
  /** Values of `WWW-Authenticate`, one header line each. */
  readonly challenges?: readonly string[];
  /** Value of `Retry-After` in seconds. */
  readonly retryAfterSeconds?: number;
}

/** A rejected request. Its message is sent to the client, so it contains neither secrets nor paths. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly details: ApiErrorBody['Details'];
  readonly challenges: readonly string[];
  readonly retryAfterSeconds: number | null;

  constructor(
    status: number,
    code: string,
    message: string,
    { details, challenges = [], retryAfterSeconds }: ApiErrorExtras = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
    this.challenges = challenges;
    this.retryAfterSeconds = retryAfterSeconds ?? null;
  }
}

/** RFC 7617, section 2.1: the character set tells clients to encode user name and password as UTF-8. */
const BASIC_CHALLENGE = 'Basic realm="Platform API", charset="UTF-8"';

/** 401 for a request without credentials, or with wrong ones for Basic; offers both schemes. */
export function unauthorized(message: string): ApiError {
  return new ApiError(401, 'Unauthorized', message, { challenges: [HMAC_SCHEME, BASIC_CHALLENGE] });
}

/**
 * 401 for a rejected signed request.
 * @param description in the challenge, in the words of Azure App Configuration.
 * @param message what exactly is wrong; the description by default.
 */
export function invalidToken(description: string, message = description, details?: ApiErrorBody['Details']): ApiError {
  // RFC 9110, section 5.6.4: the description may contain a header name sent by the client.
  const quoted = description.replace(/["\\]/g, '\\$&');
  const challenge = `${HMAC_SCHEME} error="invalid_token" error_description="${quoted}"`;
  return new ApiError(401, 'Unauthorized', message, { challenges: [challenge], ...(details && { details }) });
}

/** 400 for an invalid field. */
export function invalidField(field: string, message: string): ApiError {
  return new ApiError(400, 'Validation', `${field}: ${message}`, { details: [{ Field: field, Message: message }] });
}

/** 404 for an identifier that does not exist. */
export function notFound(what: string): ApiError {
  return new ApiError(404, 'NotFound', `There is no such ${what}.`);
}

/** 404 for a path that does not exist, or not with this HTTP method. */
export function unknownMethod(): ApiError {
  return new ApiError(404, 'UnknownMethod', 'The platform has no such method.');
}

/** 413 for a body over the limit in bytes. */
export function tooLarge(limit: number): ApiError {
  return new ApiError(413, 'TooLarge', `The body is larger than ${limit} bytes.`);
}

/** 429 for too many failed attempts. */
export function throttled(message: string, retryAfterSeconds: number): ApiError {
  return new ApiError(429, 'Throttled', message, { retryAfterSeconds });
}

/**
 * 503 while the database is unavailable. If a connection breaks during the commit, it is unknown whether the write was
 * done.
 */
export function unavailable(): ApiError {
  const message = 'The database cannot serve at the moment. Try again; a write under the same x-ms-client-request-id.';
  return new ApiError(503, 'Unavailable', message, { retryAfterSeconds: 1 });
}
