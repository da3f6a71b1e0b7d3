import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { deriveScrypt } from '../../scrypt.ts';

/** Cost of scrypt as recommended by OWASP (Password Storage Cheat Sheet): 32 MiB, three passes. */
const COST = { logN: 15, r: 8, p: 3 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const FORMAT = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w+/]+=*)\$([\w+/]+=*)$/;

/** Hashes a password with scrypt (RFC 7914) and a random salt; the text contains its cost. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return format(salt, await derive(password, salt, COST));
}

function format(salt: Buffer, hash: Buffer): string {
  const { logN, r, p } = COST;
  return `$scrypt$ln=${logN},r=${r},p=${p}$${salt.toString('base64')}$${hash.toString('base64')}`;
}

async function matches(password: string, stored: string): Promise<boolean> {
  const [, logN, r, p, salt, hash] = FORMAT.exec(stored) ?? [];
  if (salt === undefined || hash === undefined) {
    throw new Error('A stored password hash cannot be read.');
  }
  const cost = { logN: Number(logN), r: Number(r), p: Number(p) };
  const derived = await derive(password, Buffer.from(salt, 'base64'), cost);
  const expected = Buffer.from(hash, 'base64');
  return derived.length === expected.length && timingSafeEqual(derived, expected);
}

function derive(
  password: string,
  salt: Buffer,
  { logN, r, p }: { readonly logN: number; readonly r: number; readonly p: number },
): Promise<Buffer> {
  return deriveScrypt(password, salt, HASH_BYTES, { N: 2 ** logN, r, p });
}

/** Result of a comparison; `busy` if too many comparisons are in progress. */
export type PasswordVerdict = 'right' | 'wrong' | 'busy';

/** Maximum number of remembered correct passwords. */
const REMEMBERED_LIMIT = 1000;
/** Maximum number of running or queued comparisons: each takes 32 MiB and a thread for most of a second. */
const COMPARISON_LIMIT = 8;

/**
 * Verifies passwords. Correct passwords are remembered in memory under a key of this process, so that Basic
 * authentication does not run scrypt for every request; a changed hash is verified again.
 */
export class PasswordVerifier {
  readonly #memoryKey = randomBytes(32);
  readonly #remembered = new LRUCache<string, true>({ max: REMEMBERED_LIMIT });
  readonly #running = new Map<string, Promise<boolean>>();
  /** A hash of no password: comparing with it takes as long as with a real one. */
  readonly #decoy = format(randomBytes(SALT_BYTES), randomBytes(HASH_BYTES));

  /**
   * Returns whether a password belongs to a stored hash.
   * @param stored text of {@link hashPassword}; `null` (no such account, or no password) costs as much as a wrong one.
   */
  async verify(password: string, stored: string | null): Promise<PasswordVerdict> {
    if (stored !== null && this.isRemembered(password, stored)) {
      return 'right';
    }
    const name = this.#nameOf(password, stored ?? '');
    let running = this.#running.get(name);
    if (running === undefined) {
      if (this.#running.size >= COMPARISON_LIMIT) {
        return 'busy';
      }
      running = this.#compare(password, stored).finally(() => this.#running.delete(name));
      this.#running.set(name, running);
    }
    const isRight = await running;
    if (isRight) {
      this.#remembered.set(name, true);
    }
    return isRight ? 'right' : 'wrong';
  }

  /** Returns, without a comparison, whether this password was verified for this hash before. */
  isRemembered(password: string, stored: string): boolean {
    return this.#remembered.has(this.#nameOf(password, stored));
  }

  async #compare(password: string, stored: string | null): Promise<boolean> {
    const isMatch = await matches(password, stored ?? this.#decoy);
    return isMatch && stored !== null;
  }

  #nameOf(password: string, stored: string): string {
    return createHmac('sha256', this.#memoryKey).update(`${stored}\0${password}`).digest('base64');
  }
}
