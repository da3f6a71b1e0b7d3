/** Matches no row: what an identifier that does not exist stands for. */
export const NO_ROW = 0;

/** Writes the identifier of an account as the API gives it: `account.12`. */
export function accountIdOf(id: number): string {
  return `account.${id}`;
}

/** Writes the identifier of a key as the API gives it: `authkey.7`. */
export function keyIdOf(id: number): string {
  return `authkey.${id}`;
}

/** Writes the identifier of a system role as the API gives it: `role.3`. */
export function roleIdOf(id: number): string {
  return `role.${id}`;
}

/** Reads {@link accountIdOf} back; `null` for a text that names no account. */
export function parseAccountId(text: string): number | null {
  return parseIdentifier('account', text);
}

/** Reads {@link keyIdOf} back; `null` for a text that names no key. */
export function parseKeyId(text: string): number | null {
  return parseIdentifier('authkey', text);
}

/** Reads {@link roleIdOf} back; `null` for a text that names no role. */
export function parseRoleId(text: string): number | null {
  return parseIdentifier('role', text);
}

/** Only the one spelling that the API itself writes is read, so that one thing never has two names. */
function parseIdentifier(kind: string, text: string): number | null {
  const [, digits] = /^[a-z]+\.([1-9]\d{0,14})$/.exec(text) ?? [];
  return digits !== undefined && text === `${kind}.${digits}` ? Number(digits) : null;
}
