import { expect, it } from 'vitest';
import {
  countTicked,
  NO_SELECTION,
  selectionOf,
  tickedKeys,
  withKeys,
} from '../../../../../../renderer/features/keys/table/keySelection.ts';
import { listKeys } from '../../../../../../renderer/features/keys/table/listedKeys.ts';
import { sampleKey } from '../sampleKey.ts';

const keyOf = (id: string, token = `token of ${id}`) => sampleKey({ id, token });
const [one, two, three, nine] = ['authkey.1', 'authkey.2', 'authkey.3', 'authkey.9'].map((id) => keyOf(id));
const KEYS = [one, two, three].filter((key) => key !== undefined);
const ticked = (...keys: readonly (typeof one)[]) =>
  withKeys(
    NO_SELECTION,
    keys.filter((key) => key !== undefined),
    true,
  );

it('gives and counts the keys of a list that are ticked, and none that has left it', () => {
  const selection = ticked(three, one, nine);
  expect(tickedKeys(KEYS, selection)).toEqual([one, three]);
  expect(countTicked(listKeys(KEYS.slice(1), 0), selection)).toBe(1);
});

it('gives none while nothing is ticked', () => {
  expect(tickedKeys(KEYS, NO_SELECTION)).toEqual([]);
  expect(countTicked(listKeys(KEYS, 0), NO_SELECTION)).toBe(0);
});

it('ticks and unticks keys, and leaves the rest and what it was given as they are', () => {
  const before = ticked(one, two);
  expect(withKeys(before, KEYS.slice(1), true)).toEqual(ticked(one, two, three));
  expect(withKeys(before, KEYS.slice(1), false)).toEqual(ticked(one));
  expect(before).toEqual(ticked(one, two));
});

it('ticks by identifier what is in the list', () => {
  expect(selectionOf(KEYS, ['authkey.3', 'authkey.9'])).toEqual(ticked(three));
});

it('fault 105: a key that has come to have the identifier of a ticked one is not ticked', () => {
  const selection = ticked(one, two);
  const list = [keyOf('authkey.1', 'another token'), two, three].filter((key) => key !== undefined);
  expect(tickedKeys(list, selection)).toEqual([two]);
  expect(countTicked(listKeys(list, 0), selection)).toBe(1);
});
