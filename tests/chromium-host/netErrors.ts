/** Chromium's names for the error codes of Node and undici; the first pattern that matches counts. */
const NAMES: readonly (readonly [code: RegExp, name: string])[] = [
  [/^(ENOTFOUND|EAI_)/, 'ERR_NAME_NOT_RESOLVED'],
  [/^ECONNREFUSED$/, 'ERR_CONNECTION_REFUSED'],
  [/^(ECONNRESET|EPIPE)$/, 'ERR_CONNECTION_RESET'],
  [/^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/, 'ERR_CONNECTION_TIMED_OUT'],
  [/^UND_ERR_(HEADERS|BODY)_TIMEOUT$/, 'ERR_TIMED_OUT'],
  [/^E(HOST|NET)UNREACH$/, 'ERR_ADDRESS_UNREACHABLE'],
  [/^UND_ERR_RES_CONTENT_LENGTH_MISMATCH$/, 'ERR_CONTENT_LENGTH_MISMATCH'],
  [/^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/, 'ERR_CERT_DATE_INVALID'],
  [/ALTNAME_INVALID$/, 'ERR_CERT_COMMON_NAME_INVALID'],
  [/SELF_SIGNED_CERT|^UNABLE_TO_|^CERT_UNTRUSTED$/, 'ERR_CERT_AUTHORITY_INVALID'],
  [/^CERT_|^INVALID_(CA|PURPOSE)$/, 'ERR_CERT_INVALID'],
  [/^EPROTO$|^ERR_SSL_/, 'ERR_SSL_PROTOCOL_ERROR'],
  [/^Z_/, 'ERR_CONTENT_DECODING_FAILED'],
];

/**
 * Converts an error of Node's `fetch`, or of reading a body, into Electron's: the message is Chromium's name of the error,
 * and there is no code and no cause.
 */
export function toNetError(error: unknown): Error {
  return new Error(`net::${chromiumName(error)}`);
}

function chromiumName(error: unknown): string {
  for (let inner = error; inner instanceof Error; inner = inner.cause) {
    const { code = '', message } = inner as NodeJS.ErrnoException;
    const name = NAMES.find(([pattern]) => pattern.test(code))?.[1];
    if (name !== undefined) {
      return name;
    }
    if (inner.name === 'HTTPParserError') {
      return 'ERR_INVALID_HTTP_RESPONSE';
    }
    if (message === 'bad port') {
      return 'ERR_UNSAFE_PORT';
    }
    if (code === 'UND_ERR_SOCKET') {
      // Undici's only code for a connection closed before a complete response; Chromium has a name for an empty one.
      return message.includes('other side closed') ? 'ERR_EMPTY_RESPONSE' : 'ERR_CONNECTION_CLOSED';
    }
    // If several addresses were tried, the error of the first counts.
    if (inner instanceof AggregateError && inner.errors.length > 0) {
      return chromiumName(inner.errors[0]);
    }
  }
  return 'ERR_FAILED';
}
