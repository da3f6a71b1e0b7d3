import type { AuthenticationKey } from '../../../../../shared/model/key.ts';
import { parseQuery } from './parseQuery.ts';

/** 32 hexadecimal digits that are not a part of more. */
const TOKEN = /(?<![\da-f])[\da-f]{32}(?![\da-f])/gi;
const CREDENTIAL = /\bCredential=([\da-f]{32})(?![\da-f])/i;

/** A token that stands in a text, in lower case, with the key that it names; `null` where no key has it. */
export interface FoundToken {
  readonly token: string;
  readonly key: AuthenticationKey | null;
}

/**
 * Finds the token in a token, an `Authorization` header or a line of a log, in any letter case. Of several the one that
 * a key has counts, since the others may be any identifier, else the `Credential`, else the first.
 */
export function findToken(text: string, keys: readonly AuthenticationKey[]): FoundToken | null {
  const tokens = [...text.matchAll(TOKEN)].map(([token]) => token.toLowerCase());
  const [first] = tokens;
  if (first === undefined) {
    return null;
  }
  const wanted = new Set(tokens);
  const key = keys.find((one) => wanted.has(one.token.toLowerCase()));
  return key === undefined
    ? { token: CREDENTIAL.exec(text)?.[1]?.toLowerCase() ?? first, key: null }
    : { token: key.token.toLowerCase(), key };
}

/** Whether a pasted text is itself a search, and not a header or a line of a log in which a token is to be found. */
export function isSearch(text: string): boolean {
  const { terms, errors } = parseQuery(text);
  return errors.length === 0 && terms.some(({ condition }) => condition.field !== 'text');
}

/** The whole tokens that a search asks for with `token:`, in lower case. */
export function askedTokens(text: string): readonly string[] {
  return parseQuery(text).terms.flatMap(({ condition, isNegated }) =>
    condition.field === 'token' && !isNegated && /^[\da-f]{32}$/.test(condition.text) ? [condition.text] : [],
  );
}
