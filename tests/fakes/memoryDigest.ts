import type { Sha256 } from '../../electron/ports.ts';

/**
 * Stands in for SHA-256 where Node is not at hand: 64 hexadecimal digits that differ for any two texts of a test.
 * Eight rounds of FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), each from another start.
 */
export const memoryDigest: Sha256 = (text) => {
  let digest = '';
  for (let round = 1; round <= 8; round++) {
    let value = 0x811c9dc5 ^ Math.imul(round, 0x9e3779b1);
    for (let place = 0; place < text.length; place++) {
      value = Math.imul(value ^ text.charCodeAt(place), 0x01000193);
      value ^= value >>> 15;
    }
    digest += (value >>> 0).toString(16).padStart(8, '0');
  }
  return digest;
};
