import type { AuthenticationKey } from '../../../../../shared/model/key.ts';
import { parseQuery } from './parseQuery.ts';

/** Exactly 32 hexadecimal digits. */
const TOKEN = /(?<![\da-f])[\da-f]{32}(?![\da-f])/gi;
const CREDENTIAL = /\bCredential=([\da-f]{32})(?![\da-f])/i;

/** A token found in a text, in lower case, with its key; `null` if no key has it. */
export interface FoundToken {
  readonly token: string;
  readonly key: AuthenticationKey | null;
}

/**
 * Finds the token in a bare token, an `Authorization` header or a log line, in any letter case. Of several candidates
 * the one that belongs to a key is preferred, then the `Credential`, then the first.
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

/** Whether a pasted text is itself a search, not a header or log line that contains a token. */
export function isSearch(text: string): boolean {
  const { terms, errors } = parseQuery(text);
  return errors.length === 0 && terms.some(({ condition }) => condition.field !== 'text');
}

/** The complete tokens in the `token:` terms of a search, in lower case. */
export function askedTokens(text: string): readonly string[] {
  return parseQuery(text).terms.flatMap(({ condition, isNegated }) =>
    condition.field === 'token' && !isNegated && /^[\da-f]{32}$/.test(condition.text) ? [condition.text] : [],
  );
}
