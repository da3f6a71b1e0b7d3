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

/** Why a header cannot be read. */
export interface AuthorizationProblem {
  /** A sentence that quotes no value, since a secret may be in the wrong place. */
  readonly problem: string;
}

const NAMES = ['Credential', 'SignedHeaders', 'Signature'] as const;
const SCHEME = new RegExp(`^${HMAC_SCHEME}(?: +|$)`, 'i');
/** A value may be quoted (RFC 9110, 11.2). It holds neither separators nor white space. */
const PARAMETER = /^ *([a-z]+)=(?:"([^\s"]+)"|([^\s"]\S*)) *$/i;

/** Returns whether an `Authorization` value uses this scheme, well-formed or not, in any letter case (RFC 9110, 11.1). */
export function isHmacAuthorization(header: string): boolean {
  return SCHEME.test(header);
}

/**
 * Parses the value of an HMAC `Authorization` header: after the scheme `Credential`, `SignedHeaders` and `Signature`,
 * each once and not empty, in any order and letter case. They are separated by `&`, as in the clients of Azure App
 * Configuration for most languages, or by commas, as in that for Go and in RFC 9110.
 */
export function parseAuthorization(header: string): HmacAuthorization | AuthorizationProblem {
  const found = new Map<string, string>();
  const parameters = header.replace(SCHEME, '');
  for (const parameter of parameters === '' ? [] : parameters.split(/[&,]/)) {
    const [, given = '', quoted, plain] = PARAMETER.exec(parameter) ?? [];
    const name = NAMES.find((known) => known.toLowerCase() === given.toLowerCase());
    const value = quoted ?? plain;
    if (name === undefined || value === undefined) {
      return { problem: 'A parameter of Authorization is unknown, empty or contains a space.' };
    }
    if (found.has(name)) {
      return { problem: `Authorization holds ${name} twice.` };
    }
    found.set(name, value);
  }
  const [credential, signedHeaders, signature] = NAMES.map((name) => found.get(name));
  if (credential === undefined || signedHeaders === undefined || signature === undefined) {
    const missing = NAMES.filter((name) => !found.has(name)).join(' and ');
    return { problem: `Authorization lacks ${missing}.` };
  }
  return { credential, signedHeaders: signedHeaders.toLowerCase().split(';'), signature };
}
