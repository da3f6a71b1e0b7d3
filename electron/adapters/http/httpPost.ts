import type { z } from 'zod';
import { AppError } from '../../../shared/result.ts';
import { dataOf } from './httpErrors.ts';
import { networkCode, networkReason } from './networkReason.ts';
import type { Authorize } from './requestAuthorization.ts';

/** A request. It is not cached, and redirects are not followed. */
interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  /** `null` for `GET`. */
  readonly body: string | null;
  readonly redirect: 'manual';
  readonly credentials: 'omit';
  readonly cache: 'no-store';
  /** Aborts the request and the reading of its response. */
  readonly signal: AbortSignal;
}

/** The part of a response that is used. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Pick<Headers, 'get'>;
  /** The decompressed body. Reading it fails if the connection breaks. */
  readonly body: AsyncIterable<Uint8Array> | null;
}

/** The part of the WHATWG `fetch` that is used. */
export type Fetch = (url: string, init: HttpRequest) => Promise<HttpResponse>;

/** Time limit of a request from start to last byte, in milliseconds. */
export const REQUEST_LIMIT_MS = 30_000;
/** Maximum size of a response, in bytes: a page of 10,000 keys takes about 3 MB. */
export const MAX_RESPONSE_BYTES = 16 * 1024 * 1024;

/** Redirect statuses (RFC 9110, 15.4). */
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** One call of an API of the installation. */
export interface CallOptions<Schema extends z.ZodType> {
  readonly url: string;
  readonly authorize: Authorize;
  /** Sent as JSON; `null` sends a `GET` without a body. */
  readonly body: Readonly<Record<string, unknown>> | null;
  /** Id of a write, which the platform executes once however often it arrives; absent for reads. */
  readonly requestId?: string;
  /** Schema of a successful response; undeclared fields are dropped. */
  readonly answer: Schema;
  readonly timeLimitMs?: number;
}

/**
 * Sends a call and returns the validated response.
 * Redirects are rejected: following one would send the credentials to an address that the user has not entered.
 * @throws AppError with one of the codes named at `AdminApi`.
 */
export async function callJson<Schema extends z.ZodType>(
  fetch: Fetch,
  options: CallOptions<Schema>,
): Promise<z.output<Schema>> {
  const sentAt = performance.now();
  const { status, headers, text } = await exchange(fetch, options);
  if (REDIRECTS.has(status)) {
    throw new AppError('REDIRECT_REFUSED', 'The installation responded with a redirect, which is not followed.', {
      detail: headers.get('location') ?? undefined,
    });
  }
  const answer = options.answer.safeParse(dataOf({ status, headers }, text, performance.now() - sentAt));
  if (!answer.success) {
    throw new AppError('BAD_RESPONSE', 'The response is not one of the key service.', { cause: answer.error });
  }
  return answer.data;
}

interface Exchange extends Pick<HttpResponse, 'status' | 'headers'> {
  /** The body; `null` if it is not UTF-8. */
  readonly text: string | null;
}

async function exchange(fetch: Fetch, options: CallOptions<z.ZodType>): Promise<Exchange> {
  const method = options.body === null ? 'GET' : 'POST';
  const body = options.body === null ? null : JSON.stringify(options.body);
  const signal = AbortSignal.timeout(options.timeLimitMs ?? REQUEST_LIMIT_MS);
  try {
    const response = await fetch(options.url, {
      method,
      headers: {
        ...options.authorize({ method, url: new URL(options.url), body: body ?? '' }),
        ...(body === null ? {} : { 'Content-Type': 'application/json' }),
        Accept: 'application/json',
        ...(options.requestId === undefined ? {} : { 'x-ms-client-request-id': options.requestId }),
      },
      body,
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      signal,
    });
    const { status, headers } = response;
    return { status, headers, text: await readLimited(response) };
  } catch (cause) {
    if (cause instanceof AppError) {
      throw cause;
    }
    if (signal.aborted) {
      throw new AppError('TIMEOUT', 'The installation did not respond in time.', { cause });
    }
    const code = networkCode(cause);
    throw new AppError('UNREACHABLE', 'The installation could not be reached.', {
      cause,
      detail: code,
      reason: networkReason(code),
    });
  }
}

/**
 * Reads a body as text up to {@link MAX_RESPONSE_BYTES}, so that it cannot exhaust memory. The limit applies to the decompressed
 * size: a few compressed kilobytes can contain gigabytes.
 */
async function readLimited(response: HttpResponse): Promise<string | null> {
  // Replacement characters would be cached and exported as parts of real names.
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text: string | null = '';
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_RESPONSE_BYTES) {
      throw new AppError('TOO_LARGE', 'The response is larger than a page of keys can be.');
    }
    text = appendDecoded(text, decoder, chunk);
  }
  return appendDecoded(text, decoder);
}

/** Returns `null` from the first invalid UTF-8 on; the rest is not decoded. */
function appendDecoded(
  text: string | null,
  decoder: InstanceType<typeof TextDecoder>,
  chunk?: Uint8Array,
): string | null {
  try {
    return text === null ? null : text + decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    return null;
  }
}
