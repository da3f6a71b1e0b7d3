import { TextDecoder } from 'node:util';
import { masked } from '../../../shared/masked.ts';

const UTF8 = new TextDecoder('utf-8', { fatal: true });
const WINDOWS_1251 = new TextDecoder('windows-1251');

/**
 * Decodes the names of accounts: UTF-8, and what is not valid as such as Windows-1251, in which older servers write. What could
 * be a token or a secret key is masked.
 */
export function accountNames(names: readonly Uint8Array[]): string[] {
  return names.map((bytes) => masked(decode(bytes)));
}

function decode(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    return WINDOWS_1251.decode(bytes);
  }
}
