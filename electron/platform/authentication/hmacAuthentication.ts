import { createHmac, createSecretKey, hash, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';
import { type HmacAuthorization, parseAuthorization } from '../../../shared/hmac/authorizationHeader.ts';
import { parseImfFixdate } from '../../../shared/hmac/imfFixdate.ts';
import {
  HMAC_SCHEME,
  MAX_CLOCK_SKEW_MS,
  REQUIRED_SIGNED_HEADERS,
  stringToSign,
  WRONG_SIGNATURE,
} from '../../../shared/hmac/stringToSign.ts';
import { invalidToken } from '../http/apiError.ts';

/** The head of a request as it was received. */
export interface RequestHead {
  readonly method: string;
  /** The request target, percent-encoding untouched. */
  readonly url: string;
  /** Alternating names and values, duplicates included, as in `IncomingMessage.rawHeaders`. */
  readonly rawHeaders: readonly string[];
}

/** The part of a key needed to verify a signature. */
export interface SigningKey {
  readonly secret: KeyObject;
  /** Milliseconds since the epoch, UTC. */
  readonly expirationDate: number;
}

/** A request whose head was signed with a valid key; its body has yet to be compared with `contentHash`. */
export interface SignedRequest<Key extends SigningKey> {
  readonly key: Key;
  /** Base64 of the SHA-256 of the body, as stated by the client. */
  readonly contentHash: string;
}

const [DATE, , CONTENT_HASH] = REQUIRED_SIGNED_HEADERS;
/** Used if the key does not exist, so that an unknown token takes the same time as a wrong signature. */
const DECOY_SECRET = createSecretKey(randomBytes(64));

/** Options of the verification. */
export interface VerificationOptions<Key extends SigningKey> {
  /** Returns the key that a token names, or `null`. */
  readonly findKey: (token: string) => Promise<Key | null>;
  /**
   * Called with an unknown token or a token with a wrong signature before the request is rejected; may throw another
   * error.
   */
  readonly onWrongCredential: (token: string) => void;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
}

/**
 * Verifies the head of a request with HMAC authentication. A signed header that was sent twice is rejected, because two
 * parsers could use different values.
 * Source: https://learn.microsoft.com/azure/azure-app-configuration/rest-api-authentication-hmac
 * @throws ApiError 401 with the documented text.
 */
export async function verifyRequestHead<Key extends SigningKey>(
  head: RequestHead,
  { findKey, onWrongCredential, now }: VerificationOptions<Key>,
): Promise<SignedRequest<Key>> {
  const headers = groupHeaders(head.rawHeaders);
  const authorization = headers.get('authorization') ?? [];
  const parsed = authorization.length === 1 ? parseAuthorization(authorization[0] ?? '') : null;
  if (parsed === null) {
    throw invalidToken('[Credential][SignedHeaders][Signature] is required');
  }
  const dateHeader = requireSignedHeaders(parsed, headers);
  const signedHeaderValues = parsed.signedHeaders.map((name) => singleValue(name, headers));
  checkDate(singleValue(dateHeader, headers), now);

  const key = await findKey(parsed.credential);
  const text = stringToSign({ method: head.method, pathAndQuery: head.url, signedHeaderValues });
  // Node reads header bytes as Latin-1; written back the same way, the bytes are those that the client signed.
  const expected = createHmac('sha256', key?.secret ?? DECOY_SECRET)
    .update(text, 'latin1')
    .digest('base64');
  const isRight = isSameText(expected, parsed.signature);
  if (key === null || !isRight) {
    onWrongCredential(parsed.credential);
    throw invalidToken(key === null ? 'Invalid Credential' : WRONG_SIGNATURE);
  }
  if (key.expirationDate <= now) {
    throw invalidToken('The access token has expired');
  }
  return { key, contentHash: singleValue(CONTENT_HASH, headers) };
}

/** Compares the received body with the hash that was signed. @throws ApiError 401 `Invalid Signature`. */
export function verifyContentHash(body: Uint8Array, contentHash: string): void {
  if (!isSameText(hash('sha256', body, 'base64'), contentHash)) {
    throw invalidToken(WRONG_SIGNATURE);
  }
}

/** Returns whether an `Authorization` value uses this scheme, well-formed or not. */
export function isHmacAuthorization(value: string): boolean {
  return value.split(' ', 1)[0] === HMAC_SCHEME;
}

/**
 * Compares two texts in constant time for equal lengths; the length is known to clients. Compares texts and not bytes,
 * because base64 has several spellings of the same bytes and only the canonical one is valid.
 */
function isSameText(expected: string, given: string): boolean {
  const [one, other] = [Buffer.from(expected), Buffer.from(given)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function groupHeaders(rawHeaders: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const headers = new Map<string, string[]>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    const values = headers.get(name) ?? [];
    values.push(rawHeaders[index + 1] ?? '');
    headers.set(name, values);
  }
  return headers;
}

/** Checks that everything required is signed, and returns the name of the header with the date. */
function requireSignedHeaders(
  { signedHeaders }: HmacAuthorization,
  headers: ReadonlyMap<string, readonly string[]>,
): typeof DATE | 'date' {
  // A sent x-ms-date takes precedence over Date, which browsers and proxies set themselves.
  const usesDate = signedHeaders.includes('date') && !signedHeaders.includes(DATE) && !headers.has(DATE);
  const dateHeader = usesDate ? 'date' : DATE;
  for (const required of REQUIRED_SIGNED_HEADERS) {
    const name = required === DATE ? dateHeader : required;
    if (!signedHeaders.includes(name)) {
      throw invalidToken(`${name} is required as a signed header`);
    }
  }
  return dateHeader;
}

function singleValue(name: string, headers: ReadonlyMap<string, readonly string[]>): string {
  const values = headers.get(name) ?? [];
  const [value] = values;
  if (value === undefined) {
    throw invalidToken(`Signed request header '${name}' is not provided`);
  }
  if (values.length > 1) {
    throw invalidToken(WRONG_SIGNATURE);
  }
  return value;
}

/** NaN would pass the comparison with the permitted skew, so an invalid date is rejected first. */
function checkDate(value: string, now: number): void {
  const date = parseImfFixdate(value);
  if (date === null) {
    throw invalidToken('Invalid access token date');
  }
  if (Math.abs(date - now) > MAX_CLOCK_SKEW_MS) {
    throw invalidToken('The access token has expired');
  }
}
