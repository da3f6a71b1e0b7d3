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

it.each([new Error('something else'), 'toString'])('reports what has no code as failed: %s', (thrown) => {
  expect(storageProblemOf(thrown)).toBe('failed');
});
