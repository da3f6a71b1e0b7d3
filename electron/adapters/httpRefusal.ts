import { type ApiError, apiErrorSchema } from '../../shared/adminApi/errors.ts';
import { AppError, type AppErrorOptions, type ErrorCode } from '../../shared/result.ts';

/** Detail of the error of a call that a proxy holds up until somebody signs in to it (RFC 9110, 407). */
const PROXY_ASKS = 'HTTP 407 Proxy Authentication Required';

/** The head of an answer, which says more than its error: whether and when the call may be tried again. */
export interface AnswerHead {
  readonly status: number;
  readonly headers: Headers;
}

/** What the platform, or something on the way to it, answered instead of doing what it was asked. */
export class Refusal extends AppError {
  readonly head: AnswerHead;

  constructor(code: ErrorCode, message: string, head: AnswerHead, options: AppErrorOptions) {
    super(code, message, options);
    this.head = head;
  }
}

/**
 * Turns a refusal of the platform into an error.
 * A 404 without the platform's own error body means that nothing answers at the service path of the connection: a
 * foreign version, or an address that belongs to something else.
 */
export function refusalOf(head: AnswerHead, body: unknown): Refusal {
  const { status } = head;
  const parsed = apiErrorSchema.safeParse(body);
  const error = parsed.success ? parsed.data : undefined;
  return new Refusal(codeOf(status, error), `The platform refused the call with status ${status}.`, head, {
    detail: status === 407 ? PROXY_ASKS : error?.Message,
    issues: error?.Details?.map(({ Field, Message }) => ({ path: Field, problem: Message })),
  });
}

function codeOf(status: number, error: ApiError | undefined): ErrorCode {
  switch (status) {
    case 400:
      return error?.Code === 'AccountNotEligible' ? 'ACCOUNT_NOT_ELIGIBLE' : 'VALIDATION';
    case 401:
      return 'UNAUTHORIZED';
    case 403:
      return 'NOT_PERMITTED';
    case 404:
      return error?.Code === 'NotFound' ? 'NOT_FOUND' : 'SERVICE_MISSING';
    case 405:
    case 501:
      return 'SERVICE_MISSING';
    case 407:
      return 'UNREACHABLE';
    case 408:
      return 'TIMEOUT';
    case 409:
      return 'CONFLICT';
    case 413:
      return 'TOO_LARGE';
    case 429:
      return 'THROTTLED';
    default:
      return status >= 500 ? 'SERVER_FAILED' : 'BAD_RESPONSE';
  }
}
