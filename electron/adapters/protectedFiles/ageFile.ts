import { armor, Encrypter } from 'age-encryption';

/** Base-2 logarithm of the cost of scrypt: 256 MiB and about a second per guess, as `age -p` sets it. */
const WORK_FACTOR = 18;

/**
 * Encrypts a text with a passphrase in the format of age (https://age-encryption.org/v1), armored, so that it can be sent
 * as text. Blocks for seconds.
 * @param workFactor base-2 logarithm of the cost of scrypt, for tests.
 */
export async function ageFile(text: string, passphrase: string, workFactor = WORK_FACTOR): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(workFactor);
  return new TextEncoder().encode(armor.encode(await encrypter.encrypt(text)));
}
