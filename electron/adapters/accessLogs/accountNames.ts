import { TextDecoder } from 'node:util';

const UTF8 = new TextDecoder('utf-8', { fatal: true });
const WINDOWS_1251 = new TextDecoder('windows-1251');

/** Tokens, secret keys and what signed requests put around them, should they stand where a name is expected. */
const CREDENTIALS = /Credential=\S*|Signature=\S*|(?<![\da-f])[\da-f]{32}(?![\da-f])|[\w+/-]{86}={0,2}/gi;

/** Masks what could be a token or a secret key. */
export function masked(text: string): string {
  return text.replace(CREDENTIALS, '•••');
}

/**
 * Decodes the names of accounts: UTF-8, and what is not valid as such as Windows-1251, in which older servers write. What could
 * be a token or a secret key is masked.
 */
export function accountNames(names: readonly Uint8Array[]): string[] {
  return names.map((bytes) => masked(decode(bytes)));
}

function decode(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    return WINDOWS_1251.decode(bytes);
  }
}
