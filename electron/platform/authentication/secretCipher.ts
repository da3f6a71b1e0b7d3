import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';

/** Length of the encryption key in bytes. */
export const ENCRYPTION_KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts secrets with AES-256-GCM (NIST SP 800-38D) and a random nonce each. An encrypted value is nonce, tag and
 * ciphertext, in this order. It can be decrypted only with the name it was encrypted with, so a value moved to another
 * row is rejected.
 */
export class SecretCipher {
  readonly #key: KeyObject;

  /**
   * @param encryptionKey 32 bytes in base64.
   * @throws RangeError for another length.
   */
  constructor(encryptionKey: string) {
    const bytes = Buffer.from(encryptionKey, 'base64');
    if (bytes.length !== ENCRYPTION_KEY_BYTES) {
      throw new RangeError(`The encryption key must be ${ENCRYPTION_KEY_BYTES} bytes in base64.`);
    }
    this.#key = createSecretKey(bytes);
  }

  /** Encrypts a secret under the name of what it belongs to. */
  seal(secret: Uint8Array, name: string): Uint8Array {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
    cipher.setAAD(Buffer.from(name, 'utf8'));
    const ciphertext = Buffer.concat([cipher.update(secret), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]);
  }

  /** Decrypts what {@link seal} returned. @throws Error if key, name or bytes do not match. */
  open(sealed: Uint8Array, name: string): Buffer {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(name, 'utf8'));
    decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  }
}
