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

/** Names of the parameters. */
export const AUTHORIZATION_PARAMETERS = ['Credential', 'SignedHeaders', 'Signature'] as const;

/** One parameter as it is written, between separators. */
export interface AuthorizationParameter {
  /** `null` if it is unknown, or the parameter is empty or contains a space. */
  readonly name: (typeof AUTHORIZATION_PARAMETERS)[number] | null;
  /** The name in its letter case. */
  readonly givenName: string;
  /** Without quotation marks. */
  readonly value: string;
  readonly isQuoted: boolean;
  /** Offset of the value, or of a parameter without one, in the header. */
  readonly start: number;
}

const NAMES = new Map(AUTHORIZATION_PARAMETERS.map((name) => [name.toLowerCase(), name]));
const SCHEME = new RegExp(`^${HMAC_SCHEME}(?: +|$)`, 'i');
/** How almost all clients write it; its values need no splitting. */
const USUAL_FORM = new RegExp(`^${HMAC_SCHEME} Credential=(\\w+)&SignedHeaders=([\\w;-]+)&Signature=([\\w+/=]+)$`);
/** A value may be quoted (RFC 9110, 11.2). It holds neither separators nor white space. */
const PARAMETER = /^ *([a-z]+)=(?:"([^\s"]+)"|([^\s"]\S*)) *$/i;

/** Returns whether an `Authorization` value uses this scheme, well-formed or not, in any letter case (RFC 9110, 11.1). */
export function isHmacAuthorization(header: string): boolean {
  return SCHEME.test(header);
}

/**
 * Splits the value of an HMAC `Authorization` header after the scheme: at `&`, as in the clients of Azure App
 * Configuration for most languages, and at commas, as in that for Go and in RFC 9110.
 */
export function splitAuthorization(header: string): AuthorizationParameter[] {
  const parameters = header.replace(SCHEME, '');
  let start = header.length - parameters.length;
  return (parameters === '' ? [] : parameters.split(/[&,]/)).map((text) => {
    const [, givenName = '', quoted, plain] = PARAMETER.exec(text) ?? [];
    const name = NAMES.get(givenName.toLowerCase()) ?? null;
    const value = quoted ?? plain ?? '';
    const offset = value === '' ? 0 : text.indexOf(value, text.indexOf('=') + 1);
    const parameter = { name, givenName, value, isQuoted: quoted !== undefined, start: start + offset };
    start += text.length + 1;
    return parameter;
  });
}

/**
 * Parses the value of an HMAC `Authorization` header: after the scheme `Credential`, `SignedHeaders` and `Signature`,
 * each once and not empty, in any order and letter case.
 */
export function parseAuthorization(header: string): HmacAuthorization | AuthorizationProblem {
  const [, token, names, base64] = USUAL_FORM.exec(header) ?? [];
  if (token !== undefined && names !== undefined && base64 !== undefined) {
    return { credential: token, signedHeaders: names.toLowerCase().split(';'), signature: base64 };
  }
  const found = new Map<string, string>();
  for (const { name, value } of splitAuthorization(header)) {
    if (name === null) {
      return { problem: 'A parameter of Authorization is unknown, empty or contains a space.' };
    }
    if (found.has(name)) {
      return { problem: `Authorization holds ${name} twice.` };
    }
    found.set(name, value);
  }
  const [credential, signedHeaders, signature] = AUTHORIZATION_PARAMETERS.map((name) => found.get(name));
  if (credential === undefined || signedHeaders === undefined || signature === undefined) {
    const missing = AUTHORIZATION_PARAMETERS.filter((name) => !found.has(name)).join(' and ');
    return { problem: `Authorization lacks ${missing}.` };
  }
  return { credential, signedHeaders: signedHeaders.toLowerCase().split(';'), signature };
}
