import { expect, it } from 'vitest';
import { exclusionTest } from '../../../../electron/adapters/scan/exclusions.ts';

it.each([
  ['node_modules', 'node_modules', true],
  ['node_modules', 'a/b/node_modules', true],
  ['node_modules', 'my_node_modules', false],
  ['NODE_modules/', 'Node_Modules', true],
  ['*.log', 'a/b.log', true],
  ['*.log', 'a/b.log.txt', false],
  ['b?.txt', 'b1.txt', true],
  ['b?.txt', 'b12.txt', false],
  ['/build', 'build', true],
  ['/build', 'a/build', false],
  ['a/b', 'a/b', true],
  ['a/b', 'x/a/b', false],
  ['a\\b', 'a/b', true],
  ['**/temp/*.txt', 'temp/a.txt', true],
  ['**/temp/*.txt', 'x/y/temp/a.txt', true],
  ['a/**', 'a/b/c', true],
  ['a.b', 'axb', false],
  ['[a](b)+{c}', '[a](b)+{c}', true],
  ['журнал', 'Журнал', true],
  [' ', 'a', false],
])('%s leaves out %s: %s', (pattern, path, isExcluded) => {
  expect(exclusionTest([pattern])(path)).toBe(isExcluded);
});

it('leaves out what any of the patterns matches, and nothing without patterns', () => {
  expect(exclusionTest(['a', 'b'])('b')).toBe(true);
  expect(exclusionTest([])('b')).toBe(false);
});
