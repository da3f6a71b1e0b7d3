import { bytesToText, textToBytes } from '../../../shared/hmac/byteText.ts';

/** How bytes are written as text. */
type Encoding = 'base64' | 'unpadded' | 'base64url' | 'hex';

/** Bytes, and how they were written. */
export interface DecodedBytes {
  readonly bytes: Uint8Array;
  readonly encoding: Encoding;
}

/** Writes bytes in Base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(bytesToText(bytes));
}

/** Reads the 32 bytes of a SHA-256 in any usual encoding; `null` for anything else. */
export function decodeDigest(text: string): DecodedBytes | null {
  if (/^[0-9a-f]{64}$/i.test(text)) {
    return { bytes: Uint8Array.from({ length: 32 }, (_, index) => byteAt(text, index)), encoding: 'hex' };
  }
  const bytes = decodeBase64(text);
  if (bytes?.length !== 32) {
    return null;
  }
  const isUrl = /[-_]/.test(text);
  return { bytes, encoding: isUrl ? 'base64url' : toBase64(bytes) === text ? 'base64' : 'unpadded' };
}

/** Reads Base64 and base64url, with and without padding; `null` for anything else. */
export function decodeBase64(text: string): Uint8Array | null {
  const digits = text.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
  if (!/^[A-Za-z0-9+/]+$/.test(digits) || digits.length % 4 === 1) {
    return null;
  }
  return textToBytes(atob(digits.padEnd(Math.ceil(digits.length / 4) * 4, '=')));
}

function byteAt(hex: string, index: number): number {
  return Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16);
}
