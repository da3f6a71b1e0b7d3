import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { textToBytes } from '../../../shared/hmac/byteText.ts';

/** Returns the SHA-256 of bytes. */
export function hashOf(bytes: Uint8Array): Uint8Array {
  return sha256(bytes);
}

/** Creates a signer of byte texts with one key. Computed in JavaScript, since services also run in a browser. */
export function signerWith(key: Uint8Array): (byteText: string) => Uint8Array {
  const keyed = hmac.create(sha256, key);
  return (byteText) => keyed.clone().update(textToBytes(byteText)).digest();
}

/** Returns whether two digests are the same. */
export function isSameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
