import { expect, it } from 'vitest';
import { storageProblemOf } from '../../../../electron/adapters/files/storageProblem.ts';

it.each([
  ['ENOSPC', 'diskFull'],
  ['EDQUOT', 'diskFull'],
  ['EACCES', 'notPermitted'],
  ['EPERM', 'notPermitted'],
  ['EROFS', 'readOnly'],
  ['EBUSY', 'failed'],
  ['EISDIR', 'failed'],
])('fault 14: %s is told as %s', (code, problem) => {
  expect(storageProblemOf(Object.assign(new Error('of the file system'), { code }))).toBe(problem);
});

it('tells what has no code as failed', () => {
  expect(storageProblemOf(new Error('something else'))).toBe('failed');
  expect(storageProblemOf('toString')).toBe('failed');
});
