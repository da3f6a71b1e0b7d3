/**
 * Byte texts: texts whose characters are bytes (U+0000 to U+00FF), as Node reads request lines and headers. What is
 * signed is handled as bytes, since not every header is UTF-8.
 */

/** Returns the UTF-8 of a text as a byte text. */
export function toByteText(text: string): string {
  return bytesToText(new TextEncoder().encode(text));
}

/** Returns bytes as a byte text. */
export function bytesToText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

/** Returns the bytes of a byte text. */
export function textToBytes(byteText: string): Uint8Array {
  const bytes = new Uint8Array(byteText.length);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = byteText.charCodeAt(index);
  }
  return bytes;
}

/** Returns a byte text as the UTF-8 that it is, or unchanged. */
export function readableText(byteText: string): string {
  return decodeUtf8(textToBytes(byteText)) ?? byteText;
}

/** Decodes UTF-8, a byte order mark included; returns `null` for other bytes. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
