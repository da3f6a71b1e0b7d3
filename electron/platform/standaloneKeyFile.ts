import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../makeFolder.ts';
import { ENCRYPTION_KEY_BYTES } from './authentication/secretCipher.ts';
import { PlatformStartError } from './platformStartError.ts';

/** Name of the file in the data folder with the encryption key of a standalone platform. */
const KEY_FILE = 'platform.key';

const OTHERS = 0o077;

/**
 * Returns the encryption key of a data folder in base64; creates folder (0700) and file (0600) if necessary. A file
 * that other users can read is used anyway.
 * @param warn called with a sentence about such a file.
 * @throws PlatformStartError if the file cannot be read or is invalid.
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
    // `wx` fails if the file exists, so that two processes starting at once use the same key.
    writeFileSync(file, randomBytes(ENCRYPTION_KEY_BYTES).toString('base64'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') {
      throw error;
    }
  }
  return readFileSync(file, 'utf8');
}

function closeToOthers(dataFolder: string, file: string, warn: (text: string) => void): void {
  // Not applicable to Windows.
  if (process.platform === 'win32' || !isOpen(file)) {
    return;
  }
  let code: string | undefined;
  try {
    chmodSync(file, 0o600);
  } catch (error) {
    code = codeOf(error);
  }
  // On some file systems chmod succeeds without effect.
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
