import { expect, it } from 'vitest';
import {
  countSelected,
  NO_SELECTION,
  selectedKeys,
  selectionOf,
  withKeys,
} from '../../../../../../renderer/features/keys/table/keySelection.ts';
import { sampleKey } from '../sampleKey.ts';

const keyOf = (id: string, token = `token of ${id}`) => sampleKey({ id, token });
const [one, two, three, nine] = ['authkey.1', 'authkey.2', 'authkey.3', 'authkey.9'].map((id) => keyOf(id));
const KEYS = [one, two, three].filter((key) => key !== undefined);
const selected = (...keys: readonly (typeof one)[]) =>
  withKeys(
    NO_SELECTION,
    keys.filter((key) => key !== undefined),
    true,
  );

it('returns and counts the selected keys of a list, without those no longer in it', () => {
  const selection = selected(three, one, nine);
  expect(selectedKeys(KEYS, selection)).toEqual([one, three]);
  expect(countSelected(KEYS, Uint32Array.of(2, 1), selection)).toBe(1);
});

it('selects and deselects keys, and changes neither the others nor its argument', () => {
  const before = selected(one, two);
  expect(withKeys(before, KEYS.slice(1), true)).toEqual(selected(one, two, three));
  expect(withKeys(before, KEYS.slice(1), false)).toEqual(selected(one));
  expect(before).toEqual(selected(one, two));
});

it('selects by identifier what is in the list', () => {
  expect(selectionOf(KEYS, ['authkey.3', 'authkey.9'])).toEqual(selected(three));
});

it('fault 105: another key with the identifier of a selected one is not selected', () => {
  const selection = selected(one, two);
  const list = [keyOf('authkey.1', 'another token'), two, three].filter((key) => key !== undefined);
  expect(selectedKeys(list, selection)).toEqual([two]);
  expect(countSelected(list, Uint32Array.of(0, 1, 2), selection)).toBe(1);
});
