/**
 * String-to-sign of the platform's HMAC authentication, which follows Azure App Configuration:
 * https://learn.microsoft.com/azure/azure-app-configuration/rest-api-authentication-hmac
 */

/** Name of the authentication scheme in the `Authorization` and `WWW-Authenticate` headers. */
export const HMAC_SCHEME = 'HMAC-SHA256';

/** Headers that a request must sign, in any order; `date` may replace `x-ms-date`. */
export const REQUIRED_SIGNED_HEADERS = ['x-ms-date', 'host', 'x-ms-content-sha256'] as const;

/** Maximum difference between the date of a request and the server's clock, in milliseconds. */
export const MAX_CLOCK_SKEW_MS = 15 * 60 * 1000;

/** Message of the platform for a signature that does not match the request. */
export const WRONG_SIGNATURE = 'Invalid Signature';
/** Message of the platform for a token that no key has. */
export const UNKNOWN_TOKEN = 'Invalid Credential';
/** Message of the platform for an expired key, and for a date that differs too much from its clock. */
export const EXPIRED = 'The access token has expired';
/** Field of an error's `Details` that contains the string-to-sign of the request as it arrived. */
export const RECEIVED_TEXT_FIELD = 'string-to-sign';

/** What is signed. */
export interface SigningInput {
  /** HTTP method in any letter case. */
  readonly method: string;
  /** Path and query exactly as in the request line, percent-encoding unchanged: `/api/x?y=%20`. */
  readonly pathAndQuery: string;
  /** Values of the signed headers, in the order of `SignedHeaders`; the host includes its port. */
  readonly signedHeaderValues: readonly string[];
}

/** Returns the text to sign: method, path and query, and header values, one per line. */
export function stringToSign({ method, pathAndQuery, signedHeaderValues }: SigningInput): string {
  return `${method.toUpperCase()}\n${pathAndQuery}\n${signedHeaderValues.join(';')}`;
}
