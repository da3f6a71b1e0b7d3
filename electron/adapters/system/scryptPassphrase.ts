import { randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { PassphraseHash } from '../../ports.ts';
import { deriveScrypt, type ScryptCost } from '../../scrypt.ts';

/**
 * Cost of a new hash: 128 MiB and about half a second, once per attempt.
 * Source: OWASP Password Storage Cheat Sheet, the strongest of its equivalent settings of scrypt.
 */
const COST: ScryptCost = { N: 2 ** 17, r: 8, p: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** A stored hash with its cost. The bounds prevent a forged hash from exhausting the memory. */
const storedSchema = z.strictObject({
  algorithm: z.literal('scrypt'),
  N: z
    .int()
    .min(2 ** 14)
    .max(2 ** 20),
  r: z.int().min(1).max(16),
  p: z.int().min(1).max(4),
  salt: z.base64().length(Math.ceil(SALT_BYTES / 3) * 4),
  hash: z.base64().length(Math.ceil(HASH_BYTES / 3) * 4),
});

/** Hashes passphrases with scrypt (RFC 7914) in a thread, which keeps the window responsive. */
export const scryptPassphrase: PassphraseHash = {
  async hash(passphrase) {
    const salt = randomBytes(SALT_BYTES);
    const hash = await deriveScrypt(passphrase, salt, HASH_BYTES, COST);
    const stored: z.infer<typeof storedSchema> = {
      algorithm: 'scrypt',
      ...COST,
      salt: salt.toString('base64'),
      hash: hash.toString('base64'),
    };
    return JSON.stringify(stored);
  },
  async matches(passphrase, text) {
    const { N, r, p, salt, hash } = storedSchema.parse(JSON.parse(text));
    const derived = await deriveScrypt(passphrase, Buffer.from(salt, 'base64'), HASH_BYTES, { N, r, p });
    return timingSafeEqual(derived, Buffer.from(hash, 'base64'));
  },
};
