import { wordlist } from '@scure/bip39/wordlists/english.js';
import type { Language } from '../../../shared/model/language.ts';
import type { MadePassphrase } from '../../../shared/model/protectedFile.ts';
import { RUSSIAN_WORDS } from './russianWords.ts';

/** Number of words in a passphrase. */
const WORDS = 6;

/** Words to choose from: 2,048 in each language. */
const WORD_LISTS: Readonly<Record<Language, readonly string[]>> = { en: wordlist, ru: RUSSIAN_WORDS };

/** Makes a passphrase of random words, which can be dictated and typed: `orbit-cactus-…`. */
export function makePassphrase(language: Language): MadePassphrase {
  const list = WORD_LISTS[language];
  const indices = crypto.getRandomValues(new Uint16Array(WORDS));
  // Every word is equally likely, since the length of the list is a power of two.
  const words = Array.from(indices, (index) => list[index % list.length] ?? '');
  return { passphrase: words.join('-'), words: WORDS, bits: Math.floor(WORDS * Math.log2(list.length)) };
}
