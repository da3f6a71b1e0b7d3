import { createSecretKey, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { SecretCipher } from './secretCipher.ts';

/** How many opened secrets are kept. */
const OPENED_LIMIT = 1000;

/**
 * Opens the secrets that requests are signed with, again and again. Reading a key is not for here: who reads them all
 * would push out those in use. A secret is kept together with the very bytes it was opened from and given for those only:
 * what is read from the database decides, and the same bytes always open to the same secret.
 */
export class OpenedSecrets {
  readonly #cipher: SecretCipher;
  readonly #opened = new LRUCache<string, { readonly sealed: Uint8Array; readonly secret: KeyObject }>({
    max: OPENED_LIMIT,
  });

  constructor(cipher: SecretCipher) {
    this.#cipher = cipher;
  }

  /** Decrypts what `SecretCipher.seal` gave. @throws Error when name or bytes are not those of the sealing. */
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
