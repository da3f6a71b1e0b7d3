import { expect, it } from 'vitest';
import { passphraseProblem, repeatProblem } from '../../../../../renderer/features/settings/passphraseForm.ts';

it('rejects an empty, a short and a long passphrase', () => {
  const problems = [0, 7, 8, 256, 257].map((length) => passphraseProblem('x'.repeat(length)));
  expect(problems).toEqual(['required', 'tooShort', null, null, 'tooLong']);
});

it('rejects a different repetition', () => {
  expect(repeatProblem('four words', 'four words')).toBeNull();
  expect(repeatProblem('four words', 'four word')).toBe('different');
});
