import { armor, Decrypter } from 'age-encryption';
import { expect, it } from 'vitest';
import { ageFile } from '../../../../electron/adapters/protectedFiles/ageFile.ts';

/** Cheap, for tests only. */
const WORK_FACTOR = 4;
const TEXT = 'Токен: 5f0c\nСекретный ключ: c2VjcmV0\n';

async function decrypt(file: Uint8Array, passphrase: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  return decrypter.decrypt(armor.decode(new TextDecoder().decode(file)), 'text');
}

it('encrypts a text that the passphrase decrypts, and no other', async () => {
  const file = await ageFile(TEXT, 'слон-йод-ёлка', WORK_FACTOR);
  expect(await decrypt(file, 'слон-йод-ёлка')).toBe(TEXT);
  await expect(decrypt(file, 'слон-йод-елка')).rejects.toThrow('no identity matched');
});

it('is armored text with the cost of age -p', async () => {
  const file = new TextDecoder().decode(await ageFile(TEXT, 'слон'));
  expect(file).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
  const header = new TextDecoder().decode(armor.decode(file).subarray(0, 80));
  expect(header).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S+ 18\n/);
});
