import { expect, it } from 'vitest';
import { listKeys } from '../../../../../renderer/features/keys/filterKeys.ts';
import { countTicked, NO_SELECTION, tickedIds, withKeys } from '../../../../../renderer/features/keys/keySelection.ts';
import { sampleKey } from './sampleKey.ts';

const KEYS = ['authkey.1', 'authkey.2', 'authkey.3'].map((id) => sampleKey({ id }));

it('gives and counts the keys of a list that are ticked, and none that has left it', () => {
  const selection = new Set(['authkey.3', 'authkey.1', 'authkey.9']);
  expect(tickedIds(KEYS, selection)).toEqual(['authkey.1', 'authkey.3']);
  expect(countTicked(listKeys(KEYS.slice(1), 0), selection)).toBe(1);
});

it('gives none while nothing is ticked', () => {
  expect(tickedIds(KEYS, NO_SELECTION)).toEqual([]);
  expect(countTicked(listKeys(KEYS, 0), NO_SELECTION)).toBe(0);
});

it('ticks and unticks keys, and leaves the rest and what it was given as they are', () => {
  const before = new Set(['authkey.1', 'authkey.2']);
  expect(withKeys(before, ['authkey.2', 'authkey.3'], true)).toEqual(new Set(['authkey.1', 'authkey.2', 'authkey.3']));
  expect(withKeys(before, ['authkey.2', 'authkey.3'], false)).toEqual(new Set(['authkey.1']));
  expect(before).toEqual(new Set(['authkey.1', 'authkey.2']));
});
