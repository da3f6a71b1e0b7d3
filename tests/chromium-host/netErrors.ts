/** What Chromium's network stack calls what Node calls by the name on the left. */
const NAMES: Readonly<Record<string, string>> = {
  ENOTFOUND: 'ERR_NAME_NOT_RESOLVED',
  EAI_AGAIN: 'ERR_NAME_NOT_RESOLVED',
  EAI_NODATA: 'ERR_NAME_NOT_RESOLVED',
  ECONNREFUSED: 'ERR_CONNECTION_REFUSED',
  ECONNRESET: 'ERR_CONNECTION_RESET',
  EPIPE: 'ERR_CONNECTION_RESET',
  ECONNABORTED: 'ERR_CONNECTION_ABORTED',
  ETIMEDOUT: 'ERR_CONNECTION_TIMED_OUT',
  UND_ERR_CONNECT_TIMEOUT: 'ERR_CONNECTION_TIMED_OUT',
  UND_ERR_HEADERS_TIMEOUT: 'ERR_TIMED_OUT',
  UND_ERR_BODY_TIMEOUT: 'ERR_TIMED_OUT',
  EHOSTUNREACH: 'ERR_ADDRESS_UNREACHABLE',
  ENETUNREACH: 'ERR_ADDRESS_UNREACHABLE',
  EADDRNOTAVAIL: 'ERR_ADDRESS_INVALID',
  EACCES: 'ERR_NETWORK_ACCESS_DENIED',
  UND_ERR_HEADERS_OVERFLOW: 'ERR_RESPONSE_HEADERS_TOO_BIG',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'ERR_CONTENT_LENGTH_MISMATCH',
  CERT_HAS_EXPIRED: 'ERR_CERT_DATE_INVALID',
  CERT_NOT_YET_VALID: 'ERR_CERT_DATE_INVALID',
  ERR_TLS_CERT_ALTNAME_INVALID: 'ERR_CERT_COMMON_NAME_INVALID',
  CERT_REVOKED: 'ERR_CERT_REVOKED',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'ERR_CERT_AUTHORITY_INVALID',
  SELF_SIGNED_CERT_IN_CHAIN: 'ERR_CERT_AUTHORITY_INVALID',
  UNABLE_TO_GET_ISSUER_CERT: 'ERR_CERT_AUTHORITY_INVALID',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'ERR_CERT_AUTHORITY_INVALID',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'ERR_CERT_AUTHORITY_INVALID',
  CERT_UNTRUSTED: 'ERR_CERT_AUTHORITY_INVALID',
  INVALID_CA: 'ERR_CERT_INVALID',
  INVALID_PURPOSE: 'ERR_CERT_INVALID',
  CERT_SIGNATURE_FAILURE: 'ERR_CERT_INVALID',
};

/** What stands for families of names: the first that fits counts. */
const FAMILIES: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^ERR_SSL_WRONG_VERSION_NUMBER$|^EPROTO$|^ERR_SSL_/, 'ERR_SSL_PROTOCOL_ERROR'],
  [/^Z_/, 'ERR_CONTENT_DECODING_FAILED'],
];

/**
 * Turns a failure of Node's `fetch`, or of reading a body, into the one of Electron: an error whose whole message is the
 * name that Chromium has for it, without a code and without a cause.
 */
export function toNetError(error: unknown): Error {
  return new Error(`net::${chromiumName(error)}`);
}

function chromiumName(error: unknown): string {
  for (let inner = error; inner instanceof Error; inner = inner.cause) {
    const { code } = inner as NodeJS.ErrnoException;
    const name =
      code === undefined ? undefined : (NAMES[code] ?? FAMILIES.find(([pattern]) => pattern.test(code))?.[1]);
    if (name !== undefined) {
      return name;
    }
    if (inner.name === 'HTTPParserError') {
      return 'ERR_INVALID_HTTP_RESPONSE';
    }
    if (code === 'UND_ERR_SOCKET') {
      // Undici names the end before a whole response like this; Chromium tells an empty one from a part.
      return inner.message.includes('other side closed') ? 'ERR_EMPTY_RESPONSE' : 'ERR_CONNECTION_CLOSED';
    }
    if (code === 'UND_ERR_ABORTED' && /Proxy response/.test(inner.message)) {
      return 'ERR_TUNNEL_CONNECTION_FAILED';
    }
    // Of several addresses that were tried the first one counts.
    if (inner instanceof AggregateError && inner.errors.length > 0) {
      return chromiumName(inner.errors[0]);
    }
  }
  return 'ERR_FAILED';
}
