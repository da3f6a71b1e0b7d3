import { expect, it } from 'vitest';
import { listKeys } from '../../../../../renderer/features/keys/filterKeys.ts';
import { countTicked, tickedIds } from '../../../../../renderer/features/keys/keySelection.ts';
import { sampleKey } from './sampleKey.ts';

const KEYS = ['authkey.1', 'authkey.2', 'authkey.3'].map((id) => sampleKey({ id }));

it('gives and counts the keys of a list that are ticked, and none that has left it', () => {
  const selection = { 'authkey.3': true, 'authkey.1': true, 'authkey.9': true };
  expect(tickedIds(KEYS, selection)).toEqual(['authkey.1', 'authkey.3']);
  expect(countTicked(listKeys(KEYS.slice(1), 0), selection)).toBe(1);
});

it('gives none while nothing is ticked', () => {
  expect(tickedIds(KEYS, {})).toEqual([]);
  expect(countTicked(listKeys(KEYS, 0), {})).toBe(0);
});
