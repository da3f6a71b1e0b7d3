import { HMAC_SCHEME } from './stringToSign.ts';

/** The parts of an HMAC `Authorization` header. */
export interface HmacAuthorization {
  /** Token of the key. */
  readonly credential: string;
  /** Names of the signed headers, in lower case, in the order in which they were signed. */
  readonly signedHeaders: readonly string[];
  /** The 32 bytes of the signature in Base64, as sent. */
  readonly signature: string;
}

/**
 * Parses the value of an HMAC `Authorization` header, including the scheme.
 * Returns `null` unless it contains exactly `Credential`, `SignedHeaders` and `Signature`, each once and not empty,
 * separated by `&`, in any order. Values may contain `=` (Base64 padding) but no comma and no white space, so the
 * comma-separated form that some clients send is rejected rather than parsed in part.
 */
export function parseAuthorization(header: string): HmacAuthorization | null {
  const [scheme, parameters, ...rest] = header.split(' ');
  if (scheme !== HMAC_SCHEME || parameters === undefined || rest.length > 0) {
    return null;
  }
  const found = new Map<string, string>();
  for (const pair of parameters.split('&')) {
    const [, name, value] = /^(Credential|SignedHeaders|Signature)=([^\s,]+)$/.exec(pair) ?? [];
    if (name === undefined || value === undefined || found.has(name)) {
      return null;
    }
    found.set(name, value);
  }
  const credential = found.get('Credential');
  const signedHeaders = found.get('SignedHeaders');
  const signature = found.get('Signature');
  if (credential === undefined || signedHeaders === undefined || signature === undefined) {
    return null;
  }
  return { credential, signedHeaders: signedHeaders.toLowerCase().split(';'), signature };
}
