import { parseHttpDate } from '../../../shared/httpDate.ts';
import { AppError } from '../../../shared/result.ts';
import type { Clock } from '../../ports.ts';
import { HttpError } from './httpErrors.ts';
import { REQUEST_LIMIT_MS } from './httpPost.ts';

/** Maximum number of retries of a call. */
export const MAX_RETRIES = 3;
/** Time limit of a call including all retries, in milliseconds. */
export const RETRY_BUDGET_MS = 60_000;

/** Maximum delay of the first retry; doubles with each retry, up to {@link MAX_BACKOFF_MS}. */
const FIRST_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 8_000;
/** Maximum delay accepted from a server. A timer of more than 2^31 ms would fire at once. */
const MAX_PAUSE_MS = 24 * 60 * 60 * 1000;

/** Statuses after which a read is retried (RFC 9110 and 6585). */
const PASSING_STATUSES: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);
/** The only status that proves that nothing was done. */
const NOTHING_DONE = 429;

/** Options of a retried call. */
export interface RetryOptions {
  /** Reads change nothing and are retried after more failures than writes. */
  readonly isRead: boolean;
  readonly maximumRetries: number;
  readonly clock: Clock;
  /** Returns a number of at least 0 and below 1. */
  readonly random: () => number;
  /** Longest time for one attempt, in milliseconds; {@link REQUEST_LIMIT_MS} when left out. */
  readonly timeLimitMs?: number | undefined;
}

/**
 * Makes a call and retries it where that is safe and useful (docs/decisions/0011-retries.md).
 * @param attempt makes one attempt within a time limit in milliseconds, signed anew.
 * @throws AppError of the last attempt; its `times.retryAt` is the earliest time for a retry that the platform has stated.
 */
export async function withRetries<Answer>(
  attempt: (timeLimitMs: number) => Promise<Answer>,
  { isRead, maximumRetries, clock, random, timeLimitMs = REQUEST_LIMIT_MS }: RetryOptions,
): Promise<Answer> {
  const end = clock.now() + RETRY_BUDGET_MS;
  for (let retries = 0; ; retries += 1) {
    try {
      // If the clock was set forward, the remaining time is negative, which a timer does not accept.
      return await attempt(Math.max(1, Math.min(timeLimitMs, end - clock.now())));
    } catch (error) {
      const pause = error instanceof HttpError ? requestedPause(error.head.headers, clock.now()) : null;
      const backoff = random() * Math.min(FIRST_BACKOFF_MS * 2 ** retries, MAX_BACKOFF_MS);
      const delay = Math.max(pause ?? 0, backoff);
      if (retries === maximumRetries || !mayPass(error, isRead) || clock.now() + delay >= end) {
        throw pause === null ? error : withRetryTime(error, clock.now() + pause);
      }
      await wait(clock, delay);
    }
  }
}

/**
 * Returns the delay that the platform requests, in milliseconds, from `retry-after-ms` or from `Retry-After` in seconds or as a
 * date, which is compared with the date of the same response if present. `null` if missing, invalid, negative or past.
 */
export function requestedPause(headers: Pick<Headers, 'get'>, now: number): number | null {
  const milliseconds = readNumber(headers.get('retry-after-ms'));
  const text = headers.get('retry-after');
  const seconds = readNumber(text);
  const asked = milliseconds ?? (seconds === null ? untilDate(text, headers.get('date'), now) : seconds * 1000);
  return asked === null || asked < 0 ? null : Math.min(asked, MAX_PAUSE_MS);
}

function readNumber(text: string | null): number | null {
  const number = text === null || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : null;
}

function untilDate(text: string | null, date: string | null, now: number): number | null {
  const until = parseHttpDate(text ?? '');
  const from = parseHttpDate(date ?? '');
  return until === null ? null : until - (from ?? now);
}

/** Never after a 401, which may lock the account, after our own time limit, or if the server was not reached. */
function mayPass(error: unknown, isRead: boolean): boolean {
  if (error instanceof HttpError) {
    return isRead ? PASSING_STATUSES.has(error.head.status) : error.head.status === NOTHING_DONE;
  }
  const reason = error instanceof AppError ? error.reason : undefined;
  return isRead && reason?.kind === 'network' && reason.cause === 'broken';
}

function withRetryTime(error: unknown, retryAt: number): unknown {
  if (!(error instanceof AppError)) {
    return error;
  }
  const { code, message, detail, reason, issues, cause } = error;
  return new AppError(code, message, {
    detail,
    reason,
    issues,
    cause,
    times: { retryAt: new Date(retryAt).toISOString() },
  });
}

function wait(clock: Clock, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.schedule(delayMs, resolve);
  });
}
