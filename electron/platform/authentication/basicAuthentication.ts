/** User name and password of a Basic `Authorization` header. */
export interface BasicCredentials {
  readonly username: string;
  readonly password: string;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters in question.
const CONTROL_CHARACTER = /[\x00-\x1f\x7f]/;

/**
 * Parses a Basic `Authorization` header (RFC 7617) as UTF-8. The first colon ends the user name; a password may contain
 * more. Returns `null` for another scheme, non-canonical base64, invalid UTF-8, and control characters, which the RFC
 * forbids and PostgreSQL does not store.
 */
export function parseBasic(header: string): BasicCredentials | null {
  const [, encoded] = /^basic +([\w+/]+=*)$/i.exec(header) ?? [];
  if (encoded === undefined) {
    return null;
  }
  const bytes = Buffer.from(encoded, 'base64');
  const text = bytes.toString('utf8');
  const isIntact =
    !CONTROL_CHARACTER.test(text) && bytes.toString('base64') === encoded && Buffer.from(text, 'utf8').equals(bytes);
  const colon = text.indexOf(':');
  return isIntact && colon >= 0 ? { username: text.slice(0, colon), password: text.slice(colon + 1) } : null;
}
