/**
 * Why nothing could be reached, as far as the network told. `broken`: there was a connection, and it broke off before
 * the answer was complete.
 */
export type NetworkCause =
  | 'proxy'
  | 'name'
  | 'refused'
  | 'certificateExpired'
  | 'certificateName'
  | 'certificateUntrusted'
  | 'tls'
  | 'broken';

/**
 * The codes by which Node and Chromium name what went wrong on the network.
 * Sources: OpenSSL's `X509_V_ERR_…` as Node names them; Chromium's net/base/net_error_list.h.
 */
const PATTERNS: readonly (readonly [pattern: RegExp, cause: NetworkCause])[] = [
  [/PROXY|TUNNEL|HTTP 407|SOCKS/, 'proxy'],
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

/** Reads the cause out of the `detail` of an `UNREACHABLE`; `null` for one that is not named. */
export function networkCauseOf(detail: string): NetworkCause | null {
  return PATTERNS.find(([pattern]) => pattern.test(detail))?.[1] ?? null;
}
