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

it('gives and counts the selected keys of a list, and none that has left it', () => {
  const selection = ticked(three, one, nine);
  expect(tickedKeys(KEYS, selection)).toEqual([one, three]);
  expect(countTicked(listKeys(KEYS.slice(1), 0), selection)).toBe(1);
});

it('selects and deselects keys, and changes neither the others nor its argument', () => {
  const before = ticked(one, two);
  expect(withKeys(before, KEYS.slice(1), true)).toEqual(ticked(one, two, three));
  expect(withKeys(before, KEYS.slice(1), false)).toEqual(ticked(one));
  expect(before).toEqual(ticked(one, two));
});

it('selects by identifier what is in the list', () => {
  expect(selectionOf(KEYS, ['authkey.3', 'authkey.9'])).toEqual(ticked(three));
});

it('fault 105: another key with the identifier of a selected one is not selected', () => {
  const selection = ticked(one, two);
  const list = [keyOf('authkey.1', 'another token'), two, three].filter((key) => key !== undefined);
  expect(tickedKeys(list, selection)).toEqual([two]);
  expect(countTicked(listKeys(list, 0), selection)).toBe(1);
});
