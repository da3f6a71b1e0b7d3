import type { SecretDigest } from '../../ports.ts';
import { sha256 } from '../sha256.ts';

/** Base64 in one of its alphabets, with or without padding. */
const BASE64 = /^([\w+/-]{8,512}?)={0,2}$/;

/** Returns the digest by which files are searched for a secret key; `null` if it is not Base64. */
export function secretDigest(secretKey: string): SecretDigest | null {
  const [, digits] = BASE64.exec(secretKey) ?? [];
  if (digits === undefined) {
    return null;
  }
  return { digest: sha256(digits.replaceAll('-', '+').replaceAll('_', '/')), length: digits.length };
}
