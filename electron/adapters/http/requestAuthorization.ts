import { createHash, createHmac } from 'node:crypto';
import { HMAC_SCHEME, REQUIRED_SIGNED_HEADERS, stringToSign } from '../../../shared/hmac/stringToSign.ts';
import type { AdminApiCredentials } from '../../ports.ts';

/** The request to sign. */
interface AuthorizedRequest {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
}

/** Returns the authentication headers. Called for every attempt, since a signature contains its date. */
export type Authorize = (request: AuthorizedRequest) => Readonly<Record<string, string>>;

/**
 * Authenticates requests with Basic authentication (RFC 7617) or with an authentication key (the platform's HMAC scheme, see
 * `shared/hmac/stringToSign.ts`).
 * @param now milliseconds since the epoch, UTC.
 * @param signsBareHost whether the host is signed without its port; the request itself always has both.
 */
export function requestAuthorization(
  credentials: AdminApiCredentials,
  now: () => number,
  signsBareHost = false,
): Authorize {
  if (credentials.kind === 'password') {
    return () => basicAuthorization(credentials.username, credentials.password);
  }
  return (request) => {
    const host = signsBareHost ? request.url.hostname : request.url.host;
    return hmacAuthorization(credentials, request, host, now());
  };
}

function basicAuthorization(username: string, password: string): Record<string, string> {
  return { Authorization: `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}` };
}

/** Uses `x-ms-date`, because `fetch` may drop or replace `Date`. */
function hmacAuthorization(
  { token, secretKey }: Extract<AdminApiCredentials, { kind: 'key' }>,
  { method, url, body }: AuthorizedRequest,
  host: string,
  now: number,
): Record<string, string> {
  const date = new Date(now).toUTCString();
  const contentHash = createHash('sha256').update(body, 'utf8').digest('base64');
  const text = stringToSign({
    method,
    pathAndQuery: `${url.pathname}${url.search}`,
    signedHeaderValues: [date, host, contentHash],
  });
  const signature = createHmac('sha256', Buffer.from(secretKey, 'base64')).update(text, 'utf8').digest('base64');
  const signedHeaders = REQUIRED_SIGNED_HEADERS.join(';');
  return {
    'x-ms-date': date,
    'x-ms-content-sha256': contentHash,
    Authorization: `${HMAC_SCHEME} Credential=${token}&SignedHeaders=${signedHeaders}&Signature=${signature}`,
  };
}
