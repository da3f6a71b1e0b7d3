import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENCRYPTION_KEY_BYTES } from './authentication/secretCipher.ts';
import { PlatformStartError } from './platformStartError.ts';

/** Name of the file, inside the data folder, with the encryption key of a platform that stands alone. */
export const KEY_FILE = 'platform.key';

/**
 * Gives the encryption key of a data folder in base64; makes folder (0700) and file (0600) when they are not there.
 * @throws PlatformStartError when the file cannot be read or holds something else.
 */
export function readOrMakeKeyFile(dataFolder: string): string {
  const file = join(dataFolder, KEY_FILE);
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    try {
      // `wx` fails where the file exists, so two processes that start at once never use different keys.
      writeFileSync(file, randomBytes(ENCRYPTION_KEY_BYTES).toString('base64'), { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
        throw error;
      }
      chmodSync(file, 0o600);
    }
    const key = readFileSync(file, 'utf8').trim();
    if (Buffer.from(key, 'base64').length === ENCRYPTION_KEY_BYTES) {
      return key;
    }
  } catch (cause) {
    throw new PlatformStartError(`The encryption key ${file} cannot be read or made.`, { cause });
  }
  throw new PlatformStartError(`${file} does not hold an encryption key. It was left as it is.`);
}
