import { AppError } from '../../../shared/result.ts';
import type { Clock } from '../../ports.ts';
import { readHttpDate } from './httpDate.ts';
import { HttpError } from './httpErrors.ts';
import { REQUEST_LIMIT_MS } from './httpPost.ts';

/** How often a call is tried again at most. */
export const MAXIMUM_RETRIES = 3;
/** How long a call may take with all that is tried again, in milliseconds. */
export const RETRY_BUDGET_MS = 60_000;

/** The first wait is at most this long; the limit doubles with every retry, up to {@link MAX_BACKOFF_MS}. */
const FIRST_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 8_000;
/** Longest pause that a platform is believed to want. A timer of more than 2^31 ms would end at once. */
const MAX_PAUSE_MS = 24 * 60 * 60 * 1000;

/** Statuses after which reading may go better in a moment (RFC 9110 and 6585). */
const PASSING_STATUSES: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);
/** The only status that says that nothing was done. */
const NOTHING_DONE = 429;

/** How a call is tried again. */
export interface RetryOptions {
  /** Reading changes nothing, so it may be repeated after more failures than a write. */
  readonly isRead: boolean;
  readonly maximumRetries: number;
  readonly clock: Clock;
  /** Returns a number of at least 0 and below 1. */
  readonly random: () => number;
  /** Longest time for one attempt, in milliseconds; {@link REQUEST_LIMIT_MS} when left out. */
  readonly timeLimitMs?: number | undefined;
}

/**
 * Creates a call and makes it again where that is safe and may help; docs/decisions/0011 says when.
 * @param attempt makes one attempt within a time limit in milliseconds, signed anew.
 * @throws AppError of the last attempt; its `times.retryAt` tells until when the platform wants to be left alone.
 */
export async function withRetries<Answer>(
  attempt: (timeLimitMs: number) => Promise<Answer>,
  { isRead, maximumRetries, clock, random, timeLimitMs = REQUEST_LIMIT_MS }: RetryOptions,
): Promise<Answer> {
  const end = clock.now() + RETRY_BUDGET_MS;
  for (let retries = 0; ; retries += 1) {
    try {
      // A clock that was put forward leaves nothing, which a timer does not take.
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
 * Reads how long the platform wants to be left alone, in milliseconds: `retry-after-ms`, or `Retry-After` in seconds or
 * as a date, which is compared with the date of the same answer where there is one. `null` for what is missing,
 * garbage, negative or past.
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
  const until = readHttpDate(text);
  const from = readHttpDate(date);
  return until === null ? null : until - (from ?? now);
}

/** Never after a 401, which locks accounts, nor after our own time limit or where nothing was reached at all. */
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
