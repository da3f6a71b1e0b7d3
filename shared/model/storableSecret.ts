/**
 * Longest keychain item in UTF-8 bytes: what the Windows credential store holds.
 * Source: CRED_MAX_CREDENTIAL_BLOB_SIZE, wincred.h.
 */
export const MAX_SECRET_BYTES = 2560;

/** Longest password in UTF-8 bytes; the rest of its keychain item says what it belongs to. */
export const MAX_PASSWORD_BYTES = 2048;

/** Why a text cannot be kept in a keychain. */
export type SecretProblem = 'required' | 'tooLong' | 'passwordNotStorable';

/**
 * Tells why a keychain could not keep a text unchanged, or `null` when it can. keytar throws on an empty text, cuts at
 * a NUL character and replaces half of a surrogate pair without a word.
 * @param maximumBytes longest text in UTF-8 bytes.
 */
export function secretProblem(text: string, maximumBytes: number): SecretProblem | null {
  if (text === '') {
    return 'required';
  }
  if (text.includes('\0') || !text.isWellFormed()) {
    return 'passwordNotStorable';
  }
  return new TextEncoder().encode(text).length > maximumBytes ? 'tooLong' : null;
}
