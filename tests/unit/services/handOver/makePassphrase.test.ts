import { wordlist } from '@scure/bip39/wordlists/english.js';
import { expect, it } from 'vitest';
import { makePassphrase } from '../../../../electron/services/handOver/makePassphrase.ts';

it('makes a different passphrase of six words each time', () => {
  const made = Array.from({ length: 1_000 }, () => makePassphrase());
  expect(new Set(made.map(({ passphrase }) => passphrase)).size).toBe(1_000);
  for (const { passphrase, bits } of made) {
    expect(passphrase).toMatch(/^[a-z]+(?:-[a-z]+){5}$/);
    expect(bits).toBe(66);
  }
});

it('can use every word of the list', () => {
  const words = new Set(Array.from({ length: 10_000 }, () => makePassphrase().passphrase.split('-')).flat());
  expect(words.size).toBe(wordlist.length);
});

it('has a list of 2,048 different words', () => {
  expect(new Set(wordlist).size).toBe(2_048);
});
