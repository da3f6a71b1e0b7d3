import type { FailureReason, NetworkCause } from '../../../shared/result.ts';
import { systemCodeOf } from '../../../shared/systemCode.ts';

/**
 * Error codes of Node and Chromium for network failures.
 * Sources: OpenSSL's `X509_V_ERR_…` as Node names them; Chromium's net/base/net_error_list.h.
 */
const CAUSES: readonly (readonly [pattern: RegExp, cause: NetworkCause])[] = [
  [/PROXY|TUNNEL|SOCKS/, 'proxy'],
  [/ENOTFOUND|EAI_AGAIN|NAME_NOT_RESOLVED/, 'name'],
  [/ECONNREFUSED|CONNECTION_REFUSED/, 'refused'],
  [/CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|CERT_DATE_INVALID/, 'certificateExpired'],
  [/ALTNAME_INVALID|CERT_COMMON_NAME_INVALID/, 'certificateName'],
  [
    /SELF_SIGNED_CERT|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|CERT_AUTHORITY_INVALID|CERT_UNTRUSTED/,
    'certificateUntrusted',
  ],
  [/CERT_|SSL|TLS|EPROTO/, 'tls'],
  [
    /ECONNRESET|EPIPE|UND_ERR_(SOCKET|DESTROYED|RES_CONTENT_LENGTH_MISMATCH)|ERR_(ABORTED|CONNECTION_(RESET|CLOSED|ABORTED)|EMPTY_RESPONSE|CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED_ENCODING|NETWORK_CHANGED)/,
    'broken',
  ],
];

/** Node's codes of failures before a connection was established. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND']);
/**
 * The same in Chromium, which resends a request when a persistent connection breaks, so that the failure may belong to the second
 * attempt.
 */
const NOT_CONNECTED_AT_LAST: ReadonlySet<string> = new Set([
  'net::ERR_CONNECTION_REFUSED',
  'net::ERR_NAME_NOT_RESOLVED',
]);

/** The code of a network failure (`ECONNREFUSED`, `net::ERR_NAME_NOT_RESOLVED`); Chromium reports it in the message only. */
export function networkCode(error: unknown): string | undefined {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return systemCodeOf(inner) ?? (inner instanceof Error ? /net::ERR_\w+/.exec(inner.message)?.[0] : undefined);
}

/** The cause that a network error code stands for. */
export function networkReason(code = ''): Extract<FailureReason, { kind: 'network' }> {
  const sent = NOT_CONNECTED_AT_LAST.has(code) ? 'nothingAtLast' : 'unknown';
  return {
    kind: 'network',
    cause: CAUSES.find(([pattern]) => pattern.test(code))?.[1] ?? 'other',
    sent: NEVER_CONNECTED.has(code) ? 'nothing' : sent,
  };
}
