import { wordlist } from '@scure/bip39/wordlists/english.js';

/** Number of words in a passphrase. */
const WORDS = 6;

/** A passphrase, and the base-2 logarithm of the number of equally likely ones. */
export interface MadePassphrase {
  readonly passphrase: string;
  readonly bits: number;
}

/** Makes a passphrase of random words, which can be dictated and typed: `orbit-cactus-…`. */
export function makePassphrase(): MadePassphrase {
  const indices = crypto.getRandomValues(new Uint16Array(WORDS));
  // Every word is equally likely, since the list has a power of two.
  const words = Array.from(indices, (index) => wordlist[index % wordlist.length] ?? '');
  return { passphrase: words.join('-'), bits: Math.floor(WORDS * Math.log2(wordlist.length)) };
}
