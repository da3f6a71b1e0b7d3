/**
 * Maximum size of a keychain item in UTF-8 bytes: the limit of the Windows credential store.
 * Source: CRED_MAX_CREDENTIAL_BLOB_SIZE, wincred.h.
 */
export const MAX_SECRET_BYTES = 2560;

/** Maximum size of a password in UTF-8 bytes; the rest of its keychain item identifies what it belongs to. */
export const MAX_PASSWORD_BYTES = 2048;

/** Why a text cannot be stored in a keychain. */
export type SecretProblem = 'required' | 'tooLong' | 'passwordNotStorable';

/**
 * Returns why a keychain cannot store a text unchanged, or `null` if it can. keytar throws on an empty text, and
 * silently cuts a text off at a NUL character and replaces lone surrogates.
 * @param maxBytes maximum size of the text in UTF-8 bytes.
 */
export function secretProblem(text: string, maxBytes: number): SecretProblem | null {
  if (text === '') {
    return 'required';
  }
  if (text.includes('\0') || !text.isWellFormed()) {
    return 'passwordNotStorable';
  }
  return new TextEncoder().encode(text).length > maxBytes ? 'tooLong' : null;
}
