import { z } from 'zod';
import { shortToken } from './shortToken.ts';

/** Maximum length of a text in which tokens are looked for, in UTF-16 units. */
export const MAX_LEAK_LENGTH = 16 * 1024 * 1024;
/** Maximum number of tokens of one incident. */
export const MAX_LEAKED_TOKENS = 100_000;
/** Number of texts named that look like a token and are none. */
const MAX_NAMED = 100;

/** Why a text that looks like a token is none: fewer or more than 32 digits, or a UUID with hyphens. */
const NOT_TOKEN_REASONS = ['tooShort', 'tooLong', 'uuid'] as const;

/** What was found in a text. It contains no secret key, and of texts that are no token only their beginning and end. */
export const leakedTokensSchema = z.object({
  /** In lower case, each once, in order of appearance. */
  tokens: z.array(z.string()).readonly(),
  /** How often one of them appeared again. */
  repeats: z.int().nonnegative(),
  /** The first texts that look like a token and are none, shortened. */
  notTokens: z.array(z.object({ text: z.string(), reason: z.enum(NOT_TOKEN_REASONS) })).readonly(),
  /** Number of all of those, each counted once. */
  notTokenCount: z.int().nonnegative(),
  /** Number of secret keys in the text. */
  secrets: z.int().nonnegative(),
});
/** What was found in a text. */
export type LeakedTokens = Readonly<z.infer<typeof leakedTokensSchema>>;

/** 64 bytes in one of the alphabets of Base64, with or without padding, which may be escaped. */
const SECRET = /(?<![\w+/-])[\w+/-]{85}[AQgw](?:={1,2}|(?:%3[Dd]){2}|(?:\\u003[Dd]){2})?(?![\w+/=-])/g;
/** Without padding, a path has the same letters as a secret key; one that contains a token is a path. */
const TOKEN_INSIDE = /(?<![\da-z])[\da-f]{32}(?![\da-z])/i;
/** What stands for one character in addresses (also escaped twice), JSON and source text; it may touch a token. */
const ESCAPED = /%(?:25)*[\da-f]{2}|\\u[\da-f]{4}|\\x[\da-f]{2}|\\[nrt]/gi;
const UUID = /(?<![\da-z])[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\da-z])/gi;
/** A token, or nearly one; more digits belong to other things, such as digests. */
const DIGITS = /(?<![\da-z])[\da-f]{28,36}(?![\da-z])/gi;

/**
 * Finds tokens in a text of any kind: a list, a log, a table, `Authorization` headers, addresses, JSON. In linear time.
 * @throws RangeError if there are more than {@link MAX_LEAKED_TOKENS}.
 */
export function readLeakedTokens(text: string): LeakedTokens {
  let secrets = 0;
  const withoutSecrets = text.replaceAll(SECRET, (found) => {
    if (TOKEN_INSIDE.test(found)) {
      return found;
    }
    secrets += 1;
    return ' ';
  });
  const tokens = new Set<string>();
  const notTokens = new Map<string, LeakedTokens['notTokens'][number]>();
  let repeats = 0;
  const plain = withoutSecrets.replaceAll(ESCAPED, ' ').replaceAll(UUID, (found) => {
    notTokens.set(found.toLowerCase(), { text: shortToken(found), reason: 'uuid' });
    return ' ';
  });
  for (const [found] of plain.matchAll(DIGITS)) {
    const digits = found.toLowerCase();
    if (digits.length !== 32) {
      notTokens.set(digits, { text: shortToken(found), reason: digits.length < 32 ? 'tooShort' : 'tooLong' });
    } else if (tokens.has(digits)) {
      repeats += 1;
    } else {
      tokens.add(digits);
      if (tokens.size > MAX_LEAKED_TOKENS) {
        throw new RangeError('There are too many tokens.');
      }
    }
  }
  return {
    tokens: [...tokens],
    repeats,
    notTokens: [...notTokens.values()].slice(0, MAX_NAMED),
    notTokenCount: notTokens.size,
    secrets,
  };
}
