import { createHmac } from 'node:crypto';
import { vi } from 'vitest';
import type { ScryptCost } from '../../electron/scrypt.ts';

/**
 * Takes the place of `electron/scrypt.ts`: every derivation is cheap, gives a key that depends on password, salt and
 * cost, and is recorded. What scrypt itself gives and costs is the subject of `scrypt.test.ts`.
 */
export const deriveScrypt = vi.fn(async (password: string, salt: Buffer, length: number, cost: ScryptCost) =>
  createHmac('sha512', salt)
    .update(JSON.stringify([password, cost]))
    .digest()
    .subarray(0, length),
);
