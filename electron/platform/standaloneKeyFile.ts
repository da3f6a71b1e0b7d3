import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../makeFolder.ts';
import { ENCRYPTION_KEY_BYTES } from './authentication/secretCipher.ts';
import { PlatformStartError } from './platformStartError.ts';

/** Name of the file, inside the data folder, with the encryption key of a platform that stands alone. */
const KEY_FILE = 'platform.key';

const OTHERS = 0o077;

/**
 * Returns the encryption key of a data folder in base64; makes folder (0700) and file (0600) when they are not there. A
 * file that cannot be closed to others is used all the same.
 * @param warn hears of such a file, in one sentence.
 * @throws PlatformStartError when the file cannot be read or holds something else.
 */
export function readOrMakeKeyFile(dataFolder: string, warn: (text: string) => void): string {
  const file = join(dataFolder, KEY_FILE);
  let text: string;
  try {
    text = readIfThere(file) ?? make(dataFolder, file);
    closeToOthers(dataFolder, file, warn);
  } catch (cause) {
    throw new PlatformStartError(`The encryption key ${file} cannot be read or made.`, { cause });
  }
  const key = text.trim();
  if (Buffer.from(key, 'base64').length !== ENCRYPTION_KEY_BYTES) {
    throw new PlatformStartError(`${file} does not hold an encryption key. It was left as it is.`);
  }
  return key;
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return null;
    }
    throw error;
  }
}

function make(dataFolder: string, file: string): string {
  makeFolder(dataFolder);
  try {
    // `wx` fails where the file exists, so two processes that start at once never use different keys.
    writeFileSync(file, randomBytes(ENCRYPTION_KEY_BYTES).toString('base64'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') {
      throw error;
    }
  }
  return readFileSync(file, 'utf8');
}

function closeToOthers(dataFolder: string, file: string, warn: (text: string) => void): void {
  // Windows has no such rights.
  if (process.platform === 'win32' || !isOpen(file)) {
    return;
  }
  let code: string | undefined;
  try {
    chmodSync(file, 0o600);
  } catch (error) {
    code = codeOf(error);
  }
  // On some file systems a change of rights succeeds and changes nothing.
  if (isOpen(file) && isOpen(dataFolder)) {
    const reason = code === undefined ? 'the file system keeps no rights' : code;
    warn(`The rights of ${file} cannot be narrowed (${reason}): others on this computer may be able to read it.`);
  }
}

function isOpen(path: string): boolean {
  return (statSync(path).mode & OTHERS) !== 0;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
