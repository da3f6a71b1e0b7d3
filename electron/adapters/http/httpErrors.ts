import { MIMEType } from 'node:util';
import { type ApiErrorBody, apiErrorSchema } from '../../../shared/adminApi/errors.ts';
import { KEY_REPLACED } from '../../../shared/adminApi/keyService.ts';
import { parseJson } from '../../../shared/parseJson.ts';
import {
  AppError,
  type AppErrorOptions,
  type ErrorCode,
  type FailureReason,
  type Interception,
} from '../../../shared/result.ts';
import { accountReason, credentialReason, hmacDescription } from './rejectionReason.ts';
import { readWebApiEnvelope } from './webApiEnvelope.ts';

/** Detail of the error when a proxy requires a sign-in (RFC 9110, 407). */
const PROXY_ASKS = 'HTTP 407 Proxy Authentication Required';

/** JSON (RFC 8259, RFC 6839). */
const JSON_TYPE = /^(?:application\/(?:[\w.-]+\+)?|text\/)json$/;
/** Character sets that are valid UTF-8; the default of JSON is UTF-8. */
const CHARSETS = /^(?:utf-?8|us-ascii)$/i;

/** The platform identifies an error by its code; other fields are optional. */
const errorBodySchema = apiErrorSchema.extend({
  Details: apiErrorSchema.shape.Details.catch(undefined),
  RequestId: apiErrorSchema.shape.RequestId.catch(undefined),
});

/** The platform's own challenges; one header may contain several. */
const OWN_CHALLENGE = /(?:^|,)\s*(?:HMAC-SHA256|Basic)\b/i;
/** The challenge that nothing but the platform sends. */
const HMAC_CHALLENGE = /(?:^|,)\s*HMAC-SHA256\b/i;
/** Names of authentication schemes in challenges without their quoted texts; a parameter is followed by `=`. */
const SCHEMES = /(?:^|,)\s*([A-Za-z][\w-]*)(?=[\s,]|$)/g;

/**
 * What the errors of the platform mean, by status and `Code` (docs/admin-api.md, "Errors"). Neither is enough by
 * itself: gateways use the same statuses, and the platform has several codes for one.
 */
const MEANINGS: Readonly<Record<string, ErrorCode>> = {
  '400 Validation': 'VALIDATION',
  '400 AccountNotEligible': 'ACCOUNT_NOT_ELIGIBLE',
  '400 MalformedRequest': 'REQUEST_ALTERED',
  '401 Unauthorized': 'UNAUTHORIZED',
  '403 NotPermitted': 'NOT_PERMITTED',
  '403 HostNotAllowed': 'HOST_NOT_ALLOWED',
  '403 OriginNotAllowed': 'HOST_NOT_ALLOWED',
  '404 NotFound': 'NOT_FOUND',
  '404 UnknownMethod': 'SERVICE_MISSING',
  '405 UnknownMethod': 'SERVICE_MISSING',
  '408 Timeout': 'TIMEOUT',
  '409 Conflict': 'CONFLICT',
  [`409 ${KEY_REPLACED}`]: 'KEY_REPLACED',
  '415 UnsupportedMediaType': 'REQUEST_ALTERED',
  '417 MalformedRequest': 'REQUEST_ALTERED',
  '429 Throttled': 'THROTTLED',
  '500 Internal': 'SERVER_FAILED',
  '503 Unavailable': 'SERVER_FAILED',
};

/** Statuses with which any server says that the request was not processed. */
const REQUEST_TOO_LARGE: ReadonlySet<number> = new Set([413, 431]);

/** Kind of interception by status alone, for responses that are not the platform's. */
const INTERCEPTIONS: ReadonlyMap<number, Interception> = new Map([
  [401, 'signIn'],
  [404, 'missing'],
  [405, 'missing'],
  [408, 'unavailable'],
  [410, 'missing'],
  [429, 'pause'],
  [500, 'unavailable'],
  [501, 'missing'],
  [502, 'unavailable'],
  [503, 'unavailable'],
  [504, 'unavailable'],
  [511, 'page'],
]);

/** Tolerance for `Age` of a fresh response, in seconds: the header has a resolution of seconds. */
const AGE_TOLERANCE = 1;

/** Status and headers of a response, which decide whether and when the call is retried. */
export interface ResponseHead {
  readonly status: number;
  readonly headers: Pick<Headers, 'get'>;
}

/** An error response of the platform or of an intermediary. */
export class HttpError extends AppError {
  readonly head: ResponseHead;

  constructor(code: ErrorCode, message: string, head: ResponseHead, options: AppErrorOptions = {}) {
    super(code, message, options);
    this.head = head;
  }
}

/**
 * Returns the data of a successful response of the platform: a fresh 200 with JSON. Only this function decides whether a
 * response comes from the platform. An error counts as the platform's only with its error body and a `Code` that
 * matches the status, with its own challenge, or in the envelope of the product's Web API; any other response is
 * attributed to an intermediary.
 * @param text the body; `null` where it is not UTF-8.
 * @param elapsedMs time since the request was sent.
 * @throws HttpError
 */
export function dataOf(head: ResponseHead, text: string | null, elapsedMs = 0): unknown {
  const { status, headers } = head;
  const isJson = isJsonType(headers.get('content-type') ?? '');
  const body = isJson && text !== null ? parseJson(text) : undefined;
  if (status !== 200) {
    throw httpErrorOf(head, body);
  }
  // The platform forbids caching, so a response older than the request comes from a cache. A cache that stores nothing may
  // include the platform's processing time in `Age` (RFC 9111, 4.2.3).
  const age = Number.parseInt(headers.get('age') ?? '', 10);
  if (!isJson || age > elapsedMs / 1000 + AGE_TOLERANCE) {
    throw intercepted(head);
  }
  const envelope = readWebApiEnvelope(body);
  if (envelope?.isError === true) {
    throw reportedError(head, envelope.message);
  }
  return envelope === null ? body : envelope.response;
}

/** Ignores parameters other than the character set. */
function isJsonType(text: string): boolean {
  try {
    const { essence, params } = new MIMEType(text);
    return JSON_TYPE.test(essence) && CHARSETS.test(params.get('charset') ?? 'utf-8');
  } catch {
    return false;
  }
}

/** Returns the error for an unsuccessful response. @param body its JSON; `undefined` if it has none. */
export function httpErrorOf(head: ResponseHead, body: unknown): HttpError {
  const { status, headers } = head;
  const parsed = errorBodySchema.safeParse(body);
  const code = parsed.success ? meaningOf(head, parsed.data) : undefined;
  if (parsed.success && code !== undefined) {
    const { Code, Message, Details } = parsed.data;
    return new HttpError(code, `The platform refused the call with status ${status}, ${Code}.`, head, {
      detail: Message,
      reason: reasonOf(code, head, parsed.data),
      issues: Details?.map(({ Field }) => ({ path: Field, problem: 'invalid' })),
    });
  }
  const challenge = headers.get('www-authenticate') ?? '';
  if (status === 401 && HMAC_CHALLENGE.test(challenge)) {
    // A reverse proxy may have replaced the body by a page of its own.
    return new HttpError('UNAUTHORIZED', 'The platform refused the credentials.', head, {
      detail: hmacDescription(challenge),
      reason: credentialReason(challenge),
    });
  }
  const envelope = status >= 500 && status <= 599 ? readWebApiEnvelope(body) : null;
  if (envelope?.isError === true) {
    return reportedError(head, envelope.message);
  }
  if (status === 407) {
    return new HttpError('UNREACHABLE', 'A proxy asks for a sign-in.', head, {
      detail: PROXY_ASKS,
      reason: { kind: 'network', cause: 'proxy', sent: 'unknown' },
    });
  }
  if (REQUEST_TOO_LARGE.has(status)) {
    const message = `The request is larger than the platform, or something on the way, takes: status ${status}.`;
    return new HttpError('REQUEST_TOO_LARGE', message, head, { detail: description(status, headers) });
  }
  if (status < 400 || status > 599) {
    const message = `A response with status ${status} is none that the platform gives.`;
    return new HttpError('BAD_RESPONSE', message, head, { detail: description(status, headers) });
  }
  return intercepted(head);
}

function reasonOf(code: ErrorCode, { headers }: ResponseHead, body: ApiErrorBody): FailureReason | undefined {
  switch (code) {
    case 'UNAUTHORIZED':
      return credentialReason(headers.get('www-authenticate') ?? '', body);
    case 'NOT_PERMITTED':
      return accountReason(body);
    default:
      return undefined;
  }
}

function reportedError(head: ResponseHead, message: string | undefined): HttpError {
  return new HttpError('SERVER_FAILED', `The platform reported an error with status ${head.status}.`, head, {
    detail: message ?? `HTTP ${head.status}`,
  });
}

function meaningOf({ status, headers }: ResponseHead, { Code }: ApiErrorBody): ErrorCode | undefined {
  const challenges = headers.get('www-authenticate');
  // An intermediary that requires authentication may add its challenge to a body that it passes on.
  return status === 401 && challenges !== null && !OWN_CHALLENGE.test(challenges)
    ? undefined
    : MEANINGS[`${status} ${Code}`];
}

function intercepted(head: ResponseHead): HttpError {
  const { status, headers } = head;
  return new HttpError('INTERCEPTED', `Something other than the platform answered with status ${status}.`, head, {
    detail: description(status, headers),
    reason: { kind: 'interception', by: INTERCEPTIONS.get(status) ?? (status < 300 ? 'page' : 'rejected') },
  });
}

function schemesOf(challenges: string): string {
  const schemes = challenges.replace(/"[^"]*"/g, '').matchAll(SCHEMES);
  return [...new Set([...schemes].map(([, scheme]) => scheme))].join(', ');
}

/** Summarizes who responded: `HTTP 401, nginx/1.22.1, Negotiate`. Foreign texts are truncated. */
function description(status: number, headers: ResponseHead['headers']): string {
  const age = headers.get('age');
  const parts = [
    headers.get('server') ?? headers.get('via'),
    schemesOf(headers.get('www-authenticate') ?? ''),
    age === null ? null : `Age ${age}`,
  ];
  const said = parts.flatMap((part) => part?.replace(/[^\x20-\x7e]/g, '').slice(0, 60) || []);
  return [`HTTP ${status}`, ...said].join(', ');
}
