import { createSecretKey, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { SecretCipher } from './secretCipher.ts';

/** Maximum number of cached secrets. */
const OPENED_LIMIT = 1000;

/**
 * Decrypts and caches the secrets of signed requests. Not for reading keys: reading all of them would evict those in
 * use. A secret is cached with the sealed bytes it was decrypted from and returned for those bytes only, so the
 * database stays authoritative.
 */
export class OpenedSecrets {
  readonly #cipher: SecretCipher;
  readonly #opened = new LRUCache<string, { readonly sealed: Uint8Array; readonly secret: KeyObject }>({
    max: OPENED_LIMIT,
  });

  constructor(cipher: SecretCipher) {
    this.#cipher = cipher;
  }

  /** Decrypts what `SecretCipher.seal` returned. @throws Error if name or bytes do not match. */
  open(sealed: Uint8Array, name: string): KeyObject {
    const known = this.#opened.get(name);
    if (known !== undefined && Buffer.compare(known.sealed, sealed) === 0) {
      return known.secret;
    }
    const secret = createSecretKey(this.#cipher.open(sealed, name));
    this.#opened.set(name, { sealed, secret });
    return secret;
  }
}
