/** Matches no row; used for identifiers that do not exist. */
export const NO_ROW = 0;

/** Formats the identifier of an account: `account.12`. */
export function accountIdOf(id: number): string {
  return `account.${id}`;
}

/** Formats the identifier of a key: `authkey.7`. */
export function keyIdOf(id: number): string {
  return `authkey.${id}`;
}

/** Formats the identifier of a system role: `role.3`. */
export function roleIdOf(id: number): string {
  return `role.${id}`;
}

/** Parses {@link accountIdOf}; `null` for other text. */
export function parseAccountId(text: string): number | null {
  return parseIdentifier('account', text);
}

/** Parses {@link keyIdOf}; `null` for other text. */
export function parseKeyId(text: string): number | null {
  return parseIdentifier('authkey', text);
}

/** Parses {@link roleIdOf}; `null` for other text. */
export function parseRoleId(text: string): number | null {
  return parseIdentifier('role', text);
}

/** Accepts only the canonical spelling, so that nothing has two identifiers. */
function parseIdentifier(kind: string, text: string): number | null {
  const [, digits] = /^[a-z]+\.([1-9]\d{0,14})$/.exec(text) ?? [];
  return digits !== undefined && text === `${kind}.${digits}` ? Number(digits) : null;
}
