import { sha256 as digestOf } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * Returns the SHA-256 of a text in UTF-8 as 64 hexadecimal digits. Computed in JavaScript, because services also run
 * where Node's `crypto` is not available: in a browser, in the component tests.
 */
export function sha256(text: string): string {
  return sha256Of(utf8ToBytes(text));
}

/** Returns the SHA-256 of bytes, like {@link sha256}. */
export function sha256Of(bytes: Uint8Array): string {
  return bytesToHex(digestOf(bytes));
}
