import { expect, test } from 'vitest';
import { groupHeaderLines } from '../../../electron/platform/authentication/headerLines.ts';

test('all values of a header are kept in order, whatever the letter case of its name', () => {
  const lines = groupHeaderLines(['Host', 'a', 'X-One', '', 'HOST', 'b', 'x-one', 'c', 'host', 'a']);
  expect([...lines]).toEqual([
    ['host', ['a', 'b', 'a']],
    ['x-one', ['', 'c']],
  ]);
});

test('names of properties of objects are names like others', () => {
  const lines = groupHeaderLines(['__proto__', 'a', 'Constructor', 'b']);
  expect([lines.get('__proto__'), lines.get('constructor'), lines.get('toString')]).toEqual([['a'], ['b'], undefined]);
});

test('no lines are no headers', () => {
  expect(groupHeaderLines([]).size).toBe(0);
});
