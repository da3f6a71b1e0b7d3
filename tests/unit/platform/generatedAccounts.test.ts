import { expect, test } from 'vitest';
import { generatedAccount, generatedKey, generatedOwner } from '../../../electron/platform/sample/generatedAccounts.ts';

const INDICES = Array.from({ length: 500 }, (_unused, index) => index);

test('a data set is the same whenever it is made, with unique user names and tokens', () => {
  expect(generatedKey(7).token).toBe('085202129287b53b324ddc81f59aa19a');
  expect(new Set(INDICES.map((index) => generatedAccount(index).username)).size).toBe(INDICES.length);
  expect(new Set(INDICES.map((index) => generatedKey(index).token)).size).toBe(INDICES.length);
  expect(new Set(INDICES.map((index) => generatedOwner(index, 10))).size).toBe(10);
});
