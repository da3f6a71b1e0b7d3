/**
 * The string-to-sign of the platform's HMAC authentication. The scheme is that of Azure App Configuration:
 * https://learn.microsoft.com/azure/azure-app-configuration/rest-api-authentication-hmac
 */

/** Name of the authentication scheme in the `Authorization` and `WWW-Authenticate` headers. */
export const HMAC_SCHEME = 'HMAC-SHA256';

/** Headers that a request must sign, in any order; `date` may stand in place of `x-ms-date`. */
export const REQUIRED_SIGNED_HEADERS = ['x-ms-date', 'host', 'x-ms-content-sha256'] as const;

/** How far the date of a request may be from the server's clock, in milliseconds. */
export const MAX_CLOCK_SKEW_MS = 15 * 60 * 1000;

/** What the platform says of a signature that is not the one of the request. */
export const WRONG_SIGNATURE = 'Invalid Signature';

/** What is signed. */
export interface SigningInput {
  /** HTTP method; upper case is applied here. */
  readonly method: string;
  /** Path with query exactly as sent on the request line, percent-encoding untouched: `/api/x?y=%20`. */
  readonly pathAndQuery: string;
  /** Values of the signed headers, in the order of `SignedHeaders`; the host with its port. */
  readonly signedHeaderValues: readonly string[];
}

/** Builds the text over which the signature is computed: method, path and query, header values, one per line. */
export function stringToSign({ method, pathAndQuery, signedHeaderValues }: SigningInput): string {
  return `${method.toUpperCase()}\n${pathAndQuery}\n${signedHeaderValues.join(';')}`;
}
