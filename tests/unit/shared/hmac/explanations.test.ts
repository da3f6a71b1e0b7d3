import { describe, expect, test } from 'vitest';
import type { BodyChange } from '../../../../shared/hmac/bodyChanges.ts';
import {
  BODY_EXPLANATIONS,
  explainMistake,
  readBodyChange,
  readMistake,
} from '../../../../shared/hmac/explanations.ts';
import type { SigningMistake } from '../../../../shared/hmac/signingMistakes.ts';

const MISTAKES: readonly SigningMistake[] = [
  { kind: 'host', signed: 'a"b\\', sent: 'h.example:81' },
  { kind: 'address', spelling: 'typed', signed: '/x?q="', sent: '/x?q=%22' },
  { kind: 'removedPrefix', signed: '/keys/x', prefix: '/keys' },
  { kind: 'date', name: 'x-ms-date', signed: 'Thu, 3 Dec 2026 10:00:05 GMT', sent: 'Thu, 03 Dec 2026 10:00:05 GMT' },
  { kind: 'lineEnds' },
  { kind: 'separator' },
  { kind: 'lowerCaseMethod' },
  { kind: 'order' },
  { kind: 'secretAsText' },
];

describe('what the platform says of a mistake is read again', () => {
  test.each(MISTAKES)('$kind', (mistake) => {
    expect(readMistake(explainMistake(mistake, JSON.stringify))).toEqual(mistake);
  });

  test.each(Object.keys(BODY_EXPLANATIONS) as BodyChange[])('%s', (change) => {
    const message = `The signature is right, but the body that arrived is not. ${BODY_EXPLANATIONS[change]}`;
    // Both are the same sentence.
    expect(readBodyChange(message)).toBe(change === 'escapes' ? 'rewritten' : change);
    expect(readMistake(message)).toBeNull();
  });

  test('anything else is no mistake', () => {
    expect(readMistake('The signature is wrong')).toBeNull();
    expect(readBodyChange('The signature is wrong')).toBeNull();
  });
});
