import { wordlist } from '@scure/bip39/wordlists/english.js';
import { describe, expect, it } from 'vitest';
import { makePassphrase } from '../../../../electron/services/handOver/makePassphrase.ts';
import { RUSSIAN_WORDS } from '../../../../electron/services/handOver/russianWords.ts';
import { filePassphraseProblem } from '../../../../shared/model/protectedFile.ts';

describe.each([
  ['en', wordlist, /^[a-z]+(?:-[a-z]+){5}$/],
  ['ru', RUSSIAN_WORDS, /^[а-я]+(?:-[а-я]+){5}$/],
] as const)('a passphrase in %s', (language, list, pattern) => {
  it('has six words, 66 bits, and is another one each time', () => {
    const made = Array.from({ length: 1_000 }, () => makePassphrase(language));
    expect(new Set(made.map(({ passphrase }) => passphrase)).size).toBe(1_000);
    for (const { passphrase, words, bits } of made) {
      expect(passphrase).toMatch(pattern);
      expect({ words, bits }).toEqual({ words: 6, bits: 66 });
      // Typed by someone else, it would be accepted too.
      expect(filePassphraseProblem(passphrase)).toBeNull();
    }
  });

  it('can have each of 2,048 different words', () => {
    expect(new Set(list).size).toBe(2_048);
    const used = new Set(Array.from({ length: 10_000 }, () => makePassphrase(language).passphrase.split('-')).flat());
    expect(used).toEqual(new Set(list));
  });
});

it('has Russian words that are hard to confuse: no ё, in NFC, and no two that differ in one letter only', () => {
  const patterns = new Map<string, string>();
  for (const word of RUSSIAN_WORDS) {
    expect(word).toMatch(/^[а-яй]{3,8}$/);
    expect(word.normalize('NFC')).toBe(word);
    for (let place = 0; place < word.length; place += 1) {
      const pattern = `${word.slice(0, place)}*${word.slice(place + 1)}`;
      expect(patterns.get(pattern) ?? word).toBe(word);
      patterns.set(pattern, word);
    }
  }
});
