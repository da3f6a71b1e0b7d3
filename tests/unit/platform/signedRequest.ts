import { createHmac, createSecretKey } from 'node:crypto';
import { expect } from 'vitest';
import { groupHeaderLines } from '../../../electron/platform/authentication/headerLines.ts';
import { readSignedHead, verifySignature } from '../../../electron/platform/authentication/hmacAuthentication.ts';
import { ApiError } from '../../../electron/platform/http/apiError.ts';
import { ownAddress, parsePublicAddress } from '../../../electron/platform/ownAddress.ts';

/** The clock of the platform. */
export const NOW = Date.UTC(2026, 11, 3, 10, 0, 5);
/** {@link NOW} as a header. */
export const DATE = 'Thu, 03 Dec 2026 10:00:05 GMT';
/** The only token that the platform knows. */
export const TOKEN = '40572d43aa11bb22cc33dd44ee55fb2e';
/** Its secret key in base64. */
export const SECRET = Buffer.alloc(64, 7).toString('base64');
/** The host of a request unless it has another. */
export const HOST = '127.0.0.1:8787';
/** The address of a request unless it has another. */
export const PATH = '/api/x?label=%D0%BE+%2f&b=a%20b';

type Header = readonly [name: string, value: string];

/** The headers of a request unless it has others. */
export const HEADERS: readonly Header[] = [
  ['x-ms-date', DATE],
  ['Host', HOST],
  ['x-ms-content-sha256', '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='],
];
const SIGNED_HEADERS = 'x-ms-date;host;x-ms-content-sha256';
const KEY = Buffer.from(SECRET, 'base64');
/** What no error may contain. */
const HIDDEN = [SECRET, KEY.toString('hex')];

/** What a client sends and signs; a valid request by default. */
export interface Signer {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: readonly Header[];
  readonly signedHeaders?: string;
  readonly token?: string;
  /** The string-to-sign. */
  readonly text?: string;
  /** The key of the HMAC. */
  readonly secret?: Buffer;
  readonly changeSignature?: (signature: string) => string;
  readonly changeAuthorization?: (value: string) => string;
  /** The public address of the platform. */
  readonly publicAddress?: string;
  /** When the key expires, in milliseconds since the epoch. */
  readonly expirationDate?: number;
}

/** Returns the string-to-sign of a request. */
export function textOf({
  method = 'POST',
  path = PATH,
  headers = HEADERS,
  signedHeaders = SIGNED_HEADERS,
}: Signer): string {
  const value = (wanted: string) => headers.find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1];
  return `${method}\n${path}\n${signedHeaders.split(';').map(value).join(';')}`;
}

/** Returns the usual headers with another value for one of them. @param name in lower case. */
export function withHeader(name: string, value: string): readonly Header[] {
  return HEADERS.map(([own, present]) => [own, own.toLowerCase() === name ? value : present]);
}

/**
 * Lets the platform verify a request.
 * @returns `null` if it is accepted; else what the error says, and the tokens whose failed attempts were counted.
 */
export async function verify(signer: Signer) {
  const { method = 'POST', path = PATH, headers = HEADERS, expirationDate = NOW + 1 } = signer;
  const key = { secret: createSecretKey(KEY), expirationDate };
  const counted: string[] = [];
  try {
    const lines = groupHeaderLines([...headers.flat(), 'Authorization', authorizationOf(signer)]);
    const head = readSignedHead({ method, url: path, headers: lines }, NOW);
    verifySignature(head, head.token === TOKEN ? key : null, {
      now: NOW,
      onWrongCredential: (token) => counted.push(token),
      address: ownAddress(8787, parsePublicAddress(signer.publicAddress ?? '')),
    });
    return null;
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    const { message, details, challenges } = error;
    const said = JSON.stringify([message, details, challenges]);
    expect(HIDDEN.filter((hidden) => said.includes(hidden))).toEqual([]);
    return { description: /error_description="(.*)"$/.exec(challenges[0] ?? '')?.[1], message, details, counted };
  }
}

function authorizationOf(signer: Signer): string {
  const { signedHeaders = SIGNED_HEADERS, token = TOKEN, secret = KEY, text = textOf(signer) } = signer;
  const { changeSignature = String, changeAuthorization = String } = signer;
  const signature = changeSignature(createHmac('sha256', secret).update(text, 'utf8').digest('base64'));
  return changeAuthorization(`HMAC-SHA256 Credential=${token}&SignedHeaders=${signedHeaders}&Signature=${signature}`);
}
