import { createHmac, randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** Cost of scrypt as OWASP recommends it (Password Storage Cheat Sheet): 32 MiB, three passes. */
const COST = { logN: 15, r: 8, p: 3 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const FORMAT = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w+/]+=*)\$([\w+/]+=*)$/;

/** Hashes a password with scrypt (RFC 7914) and a random salt; the text names its own cost. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, COST);
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
  const N = 2 ** logN;
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r };
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  scrypt(Buffer.from(password, 'utf8'), salt, HASH_BYTES, options, (error, key) => {
    if (error === null) {
      resolve(key);
    } else {
      reject(error);
    }
  });
  return promise;
}

/**
 * Verifies passwords. What was found right is remembered in memory under a key that only this process has, so that
 * Basic authentication pays for scrypt once and not with every request; a changed hash makes it pay again.
 */
export class PasswordVerifier {
  readonly #memoryKey = randomBytes(32);
  readonly #verified = new Map<string, Promise<boolean>>();
  #decoy: Promise<string> | null = null;

  /**
   * Tells whether a password belongs to a stored hash.
   * @param stored text of {@link hashPassword}; `null` (no such account, or no password) costs as much as a wrong one.
   */
  async verify(password: string, stored: string | null): Promise<boolean> {
    if (stored === null) {
      this.#decoy ??= hashPassword(randomBytes(SALT_BYTES).toString('base64'));
      await matches(password, await this.#decoy);
      return false;
    }
    const name = createHmac('sha256', this.#memoryKey).update(`${stored}\0${password}`).digest('base64');
    const running = this.#verified.get(name);
    if (running !== undefined) {
      return running;
    }
    const result = matches(password, stored);
    this.#verified.set(name, result);
    const isRight = await result.catch(() => false);
    if (!isRight) {
      this.#verified.delete(name);
    }
    return result;
  }
}
