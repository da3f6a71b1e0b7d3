/** Tokens, secret keys and what signed requests put around them, should they stand where a name is expected. */
const CREDENTIALS = /Credential=\S*|Signature=\S*|(?<![\da-f])[\da-f]{32}(?![\da-f])|[\w+/-]{86}={0,2}/gi;

/** Masks what could be a token or a secret key. */
export function masked(text: string): string {
  return text.replace(CREDENTIALS, '•••');
}
