import { expect, it } from 'vitest';
import { passphraseProblem, repeatProblem } from '../../../../../renderer/features/settings/passphraseForm.ts';

it('refuses an empty, a short and a long passphrase', () => {
  const problems = [0, 7, 8, 256, 257].map((length) => passphraseProblem('x'.repeat(length)));
  expect(problems).toEqual(['required', 'tooShort', null, null, 'tooLong']);
});

it('refuses a repetition that is not the same', () => {
  expect(repeatProblem('four words', 'four words')).toBeNull();
  expect(repeatProblem('four words', 'four word')).toBe('different');
});
