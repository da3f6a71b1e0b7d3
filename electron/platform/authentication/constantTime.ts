import { timingSafeEqual } from 'node:crypto';

/**
 * Compares two texts in constant time for equal lengths; the length is known to clients. Compares texts and not bytes,
 * because base64 has several spellings of the same bytes and only the canonical one is valid.
 */
export function isSameText(expected: string, given: string): boolean {
  const [one, other] = [Buffer.from(expected), Buffer.from(given)];
  return one.length === other.length && timingSafeEqual(one, other);
}
