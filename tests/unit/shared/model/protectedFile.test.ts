import { expect, it } from 'vitest';
import { filePassphraseProblem } from '../../../../shared/model/protectedFile.ts';

it.each([
  ['14 characters of many kinds', 'aB3$eF6&iJ9(mN', 'tooShort'],
  ['15 characters', 'aB3$eF6&iJ9(mNo', null],
  ['15 letters, of which 13 after composing', 'йод-ёлка-слон'.normalize('NFD'), 'tooShort'],
  ['characters beyond the BMP, counted once', '🔑'.repeat(10), 'tooShort'],
  ['few different characters', '1234567'.repeat(4), 'tooSimple'],
  ['a line break', 'слон купил\nпирожок', 'untypable'],
  ['a NUL character', 'слон купил\u0000пирожок', 'untypable'],
  ['a lone surrogate', 'слон купил пирожок\uD800', 'untypable'],
  ['a space at the end', 'слон купил пирожок ', 'untypable'],
  ['a no-break space at the start', '\u00A0слон купил пирожок', 'untypable'],
  ['spaces inside', 'слон купил пирожок', null],
  ['257 characters', 'слонкупилпирожок0'.repeat(20).slice(0, 257), 'tooLong'],
])('a passphrase with %s', (_case, passphrase, problem) => {
  expect(filePassphraseProblem(passphrase)).toBe(problem);
});
