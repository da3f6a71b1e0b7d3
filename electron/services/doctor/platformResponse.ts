import { apiErrorSchema } from '../../../shared/adminApi/errors.ts';
import { HMAC_SCHEME } from '../../../shared/hmac/stringToSign.ts';
import { parseHttpDate } from '../../../shared/httpDate.ts';
import { parseJson } from '../../../shared/parseJson.ts';
import type { PastedRequest } from './pastedRequest.ts';

/** What a pasted response says. */
export interface PlatformResponse {
  readonly status: number | null;
  /** Clock of the server, in milliseconds since the epoch; `null` if unknown. */
  readonly date: number | null;
  /** `Code` of an error of the platform; `null` if there is none. */
  readonly code: string | null;
  /** `Message` of an error of the platform; `null` if there is none. */
  readonly message: string | null;
  /** `error_description` of the challenge; `null` if there is none. */
  readonly challenge: string | null;
  /** The request as it arrived, from the string-to-sign that the platform quotes; `null` if it does not. */
  readonly arrived: { readonly method: string; readonly pathAndQuery: string; readonly values: string } | null;
  /** What answered instead of the platform; `null` if it was the platform or cannot be said. */
  readonly other: { readonly server: string } | null;
}

const NOTHING: PlatformResponse = {
  status: null,
  date: null,
  code: null,
  message: null,
  challenge: null,
  arrived: null,
  other: null,
};
const MAX_SERVER_LENGTH = 100;

/** Reads a response. @param following text in which its body may stand apart from its head. */
export function readResponse(response: PastedRequest['response'], following: string): PlatformResponse {
  if (response === null) {
    return NOTHING;
  }
  const { text } = response;
  const error = readError(text) ?? readError(following.slice(Math.max(0, following.indexOf('{"Code"'))));
  const [, challenge = null] = /error_description="((?:[^"\\]|\\.)*)"/.exec(text) ?? [];
  const status = Number(/\d{3}/.exec(response.status?.text ?? '')?.[0] ?? Number.NaN);
  const [, clock = ''] = /the clock of the platform, which says ([^.]+)\./.exec(error?.Message ?? '') ?? [];
  const quoted = error?.Details?.find(({ Field }) => Field === 'string-to-sign')?.Message ?? '';
  const [method, pathAndQuery, values] = quoted.split('\n');
  return {
    status: Number.isNaN(status) ? null : status,
    date: parseHttpDate(response.date ?? '') ?? parseHttpDate(clock),
    code: error?.Code ?? null,
    message: error?.Message ?? null,
    challenge: challenge?.replace(/\\(.)/g, '$1') ?? null,
    arrived:
      method !== undefined && pathAndQuery !== undefined && values !== undefined
        ? { method, pathAndQuery, values }
        : null,
    other: error === null && challenge === null ? otherServer(status, text) : null,
  };
}

/** The error of the platform: the JSON text after the headers, or the one in which the response consists. */
function readError(text: string) {
  const from = text.indexOf('{');
  const to = text.lastIndexOf('}');
  const parsed = apiErrorSchema.safeParse(from < 0 ? undefined : parseJson(text.slice(from, to + 1)));
  return parsed.success ? parsed.data : null;
}

/** Proxies and sign-in pages: an HTML page, or challenges of which none is of the platform. */
function otherServer(status: number, text: string): PlatformResponse['other'] {
  const [, server = ''] = /^server:[ \t]*(.*)$/im.exec(text) ?? [];
  const challenges = [...text.matchAll(/^(?:www|proxy)-authenticate:[ \t]*([\w-]+)/gim)].map(
    ([, scheme = '']) => scheme,
  );
  const isForeign = challenges.length > 0 && !challenges.some((one) => one.toUpperCase() === HMAC_SCHEME);
  const isPage = status >= 400 && /<(?:!doctype html|html|body|h1)\b/i.test(text);
  return isForeign || isPage ? { server: (server || challenges.join(', ')).trim().slice(0, MAX_SERVER_LENGTH) } : null;
}
