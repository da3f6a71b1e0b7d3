import { hash, type KeyObject } from 'node:crypto';
import { parseAuthorization } from '../../../shared/hmac/authorizationHeader.ts';
import { readableText } from '../../../shared/hmac/byteText.ts';
import { replaceHost } from '../../../shared/hmac/signingMistakes.ts';
import {
  EXPIRED,
  HMAC_SCHEME,
  MAX_CLOCK_SKEW_MS,
  RECEIVED_TEXT_FIELD,
  REQUIRED_SIGNED_HEADERS,
  UNKNOWN_TOKEN,
  WRONG_SIGNATURE,
} from '../../../shared/hmac/stringToSign.ts';
import { parseHttpDate } from '../../../shared/httpDate.ts';
import { type ApiError, invalidToken } from '../http/apiError.ts';
import type { OwnAddress } from '../ownAddress.ts';
import { explainWrongBody } from './bodyDiagnosis.ts';
import { isSameText } from './constantTime.ts';
import type { HeaderLines } from './headerLines.ts';
import { quote } from './quote.ts';
import { explainWrongSignature, type SignedParts, signText, textToSign } from './signatureDiagnosis.ts';

/** The head of a request as it was received. */
export interface RequestHead {
  readonly method: string;
  /** The request target, percent-encoding untouched. */
  readonly url: string;
  readonly headers: HeaderLines;
}

/** The part of a key needed to verify a signature. */
export interface SigningKey {
  readonly secret: KeyObject;
  /** Milliseconds since the epoch, UTC. */
  readonly expirationDate: number;
}

/** The head of a signed request with a valid date; signature and body have yet to be verified. */
export interface SignedHead extends SignedParts {
  /** Names the key. */
  readonly token: string;
  readonly signature: string;
  readonly headers: HeaderLines;
  /** Base64 of the SHA-256 of the body, as stated by the client. */
  readonly contentHash: string;
}

const [DATE, , CONTENT_HASH] = REQUIRED_SIGNED_HEADERS;
const AUTHORIZATION_FORM = `${HMAC_SCHEME} Credential={token}&SignedHeaders=${REQUIRED_SIGNED_HEADERS.join(';')}&Signature={signature}`;
const TOKEN = /^[0-9a-f]{32}$/;
const MINUTE_MS = 60_000;
/** Maximum number of characters of a string-to-sign in an error. */
const MAX_SHOWN_TEXT = 4000;

/** Options of the verification. */
export interface VerificationOptions {
  /**
   * Called with an unknown token or a token with a wrong signature before the request is rejected with `error`; may
   * throw another error.
   */
  readonly onWrongCredential: (token: string, error: ApiError) => void;
  readonly address: OwnAddress;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
}

/**
 * Reads the head of a request with HMAC authentication. A signed header that was sent twice is rejected, because two
 * parsers could use different values.
 * Source: https://learn.microsoft.com/azure/azure-app-configuration/rest-api-authentication-hmac
 * @param now milliseconds since the epoch, UTC.
 * @throws ApiError 401 with the documented text in the challenge, and a message that says what exactly is wrong.
 */
export function readSignedHead({ method, url, headers }: RequestHead, now: number): SignedHead {
  const { credential, signedHeaders, signature } = readAuthorization(headers);
  const dateHeader = requireSignedHeaders(signedHeaders, headers);
  const signed = signedHeaders.map((name) => [name, singleValue(name, headers)] as const);
  checkDate(dateHeader, singleValue(dateHeader, headers), now);
  return {
    token: credential,
    signature,
    headers,
    method,
    pathAndQuery: url,
    signed,
    contentHash: singleValue(CONTENT_HASH, headers),
  };
}

/**
 * Verifies a signature.
 * @param key that the token names, or `null` if there is none.
 * @returns the key.
 * @throws ApiError 401, as {@link readSignedHead}.
 */
export function verifySignature<Key extends SigningKey>(
  head: SignedHead,
  key: Key | null,
  { onWrongCredential, address, now }: VerificationOptions,
): Key {
  const isRight = ({ secret }: SigningKey) => {
    const signs = (form: SignedParts) => isSameText(signText(secret, textToSign(form)), head.signature);
    return signs(head) || formsBeforeProxy(head, address).some(signs);
  };
  if (key === null || !isRight(key)) {
    const error = key === null ? unknownToken(head.token) : wrongSignature(head, key.secret, address);
    onWrongCredential(head.token, error);
    throw error;
  }
  if (key.expirationDate <= now) {
    const instant = new Date(key.expirationDate).toISOString();
    throw invalidToken(EXPIRED, `The signature is right, but the key has expired: its expiration date is ${instant}.`);
  }
  return key;
}

/** Compares the received body with the hash that was signed. @throws ApiError 401 `Invalid Signature`. */
export function verifyContentHash(body: Buffer, contentHash: string): void {
  // The hash of what the client has sent is no secret, so that comparing it in constant time would protect nothing.
  if (hash('sha256', body, 'base64') !== contentHash) {
    throw invalidToken(WRONG_SIGNATURE, explainWrongBody(body, contentHash));
  }
}

/** What may have been signed besides the request as it arrived: what it was before a proxy changed its host or path. */
function formsBeforeProxy(sent: SignedParts, { publicHosts, publicPath }: OwnAddress): SignedParts[] {
  const forms = publicHosts.map((host) => replaceHost(sent, host));
  const prefixed = publicPath === '' ? [] : [sent, ...forms];
  return [...forms, ...prefixed.map((form) => ({ ...form, pathAndQuery: `${publicPath}${form.pathAndQuery}` }))];
}

/** The scheme has a text of its own for unknown tokens, so they need not take the time of a wrong signature. */
function unknownToken(token: string): ApiError {
  const hint = TOKEN.test(token) ? '' : ' A token is 32 hexadecimal digits in lower case.';
  return invalidToken(UNKNOWN_TOKEN, `No key has this token: it is wrong, or the key was deleted.${hint}`);
}

function wrongSignature(head: SignedHead, secret: KeyObject, address: OwnAddress): ApiError {
  const text = readableText(textToSign(head));
  const input = {
    ...head,
    forwardedHost: firstForwarded(head.headers, 'host'),
    forwardedPrefix: firstForwarded(head.headers, 'prefix'),
  };
  const explanation =
    explainWrongSignature(input, head.signature, secret, address.hosts) ??
    'The signature is wrong: it was made with another secret key, or for something other than what arrived, which is ' +
      'the string-to-sign in Details. A proxy that changes host or path has the same effect unless --public-address ' +
      'names its address.';
  const shown = text.length > MAX_SHOWN_TEXT ? `${text.slice(0, MAX_SHOWN_TEXT)}…` : text;
  return invalidToken(WRONG_SIGNATURE, explanation, [{ Field: RECEIVED_TEXT_FIELD, Message: shown }]);
}

/** Several proxies add to a list, whose first entry is about what the client sent. */
function firstForwarded(headers: HeaderLines, what: 'host' | 'prefix'): string | null {
  return headers.get(`x-forwarded-${what}`)?.[0]?.split(',', 1)[0]?.trim() ?? null;
}

function readAuthorization(headers: HeaderLines) {
  const values = headers.get('authorization') ?? [];
  const parsed =
    values.length > 1 ? { problem: 'Authorization was sent more than once.' } : parseAuthorization(values[0] ?? '');
  if ('problem' in parsed) {
    const message = `${parsed.problem} It must be: ${AUTHORIZATION_FORM}`;
    throw invalidToken('[Credential][SignedHeaders][Signature] is required', message);
  }
  return parsed;
}

/** Checks that everything required is signed, and returns the name of the header with the date. */
function requireSignedHeaders(signedHeaders: readonly string[], headers: HeaderLines): typeof DATE | 'date' {
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

function singleValue(name: string, headers: HeaderLines): string {
  const values = headers.get(name) ?? [];
  const value = values[0];
  if (value === undefined) {
    throw invalidToken(`Signed request header '${name}' is not provided`);
  }
  if (values.length > 1) {
    const message = `The header ${quote(name)} was sent ${values.length} times. Send a signed header once.`;
    throw invalidToken(WRONG_SIGNATURE, message);
  }
  return value;
}

/** NaN would pass the comparison with the permitted skew, so an invalid date is rejected first. */
function checkDate(name: string, value: string, now: number): void {
  const date = parseHttpDate(value);
  if (date === null) {
    const example = new Date(now).toUTCString();
    const message = `${name} is ${quote(value)}, which is not a date in GMT as in HTTP. A valid one is "${example}".`;
    throw invalidToken('Invalid access token date', message);
  }
  const skew = date - now;
  if (Math.abs(skew) > MAX_CLOCK_SKEW_MS) {
    const limit = MAX_CLOCK_SKEW_MS / MINUTE_MS;
    const direction = skew < 0 ? 'behind' : 'ahead of';
    const message =
      `${name} is ${quote(value)}, more than ${limit} minutes ${direction} the clock of the platform, ` +
      `which says ${new Date(now).toUTCString()}. Sign each request anew, and check the clock of the client.`;
    throw invalidToken(EXPIRED, message);
  }
}
