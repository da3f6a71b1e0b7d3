import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { PassphraseHash } from '../ports.ts';

/**
 * Cost of a new hash: 128 MiB and about half a second, once per attempt.
 * Source: OWASP Password Storage Cheat Sheet, the strongest of its equivalent settings of scrypt.
 */
const COST: Cost = { N: 2 ** 17, r: 8, p: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** The parameters of scrypt. */
interface Cost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** A stored hash with its own cost. The bounds keep a forged one from taking all memory. */
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

/** Passphrases hashed with scrypt (RFC 7914) on a thread of Node's pool, so that the window stays alive meanwhile. */
export const scryptPassphrase: PassphraseHash = {
  async hash(passphrase) {
    const salt = randomBytes(SALT_BYTES);
    const hash = await derive(passphrase, salt, COST);
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
    const derived = await derive(passphrase, Buffer.from(salt, 'base64'), { N, r, p });
    return timingSafeEqual(derived, Buffer.from(hash, 'base64'));
  },
};

function derive(passphrase: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  // Node refuses more than 32 MiB unless told; scrypt needs 128 · N · r bytes and a little more.
  const options = { ...cost, maxmem: 256 * cost.N * cost.r };
  scrypt(Buffer.from(passphrase, 'utf8'), salt, HASH_BYTES, options, (error, key) => {
    if (error === null) {
      resolve(key);
    } else {
      reject(error);
    }
  });
  return promise;
}
