import { describe, expect, test } from 'vitest';
import { findingText } from '../../../../shared/doctorTexts/findingText.ts';
import { BODY_MISTAKES } from './mistakes/bodyMistakes.ts';
import { DATE_MISTAKES } from './mistakes/dateMistakes.ts';
import { HEAD_MISTAKES } from './mistakes/headMistakes.ts';
import { HIDDEN_MISTAKES } from './mistakes/hiddenMistakes.ts';
import { OTHER_FINDINGS } from './mistakes/otherFindings.ts';
import { examine, paste, rightRequest, SECRET } from './signedPaste.ts';

const MISTAKES = [...HEAD_MISTAKES, ...DATE_MISTAKES, ...BODY_MISTAKES, ...OTHER_FINDINGS, ...HIDDEN_MISTAKES];
/** A text whose fact is missing. */
const UNFILLED = /\{\{|: [".]| {2}/;
const SEEDS = Array.from({ length: 20 }, (_, seed) => seed + 1);

describe('a right request', () => {
  test.each(SEEDS)('has no findings, and its signature is verified with the secret key: seed %i', (seed) => {
    const pasted = paste(rightRequest(seed));
    expect(examine(pasted, SECRET)).toMatchObject({ codes: [], isVerified: true, needsSecret: false });
    expect(examine(pasted, null)).toMatchObject({ codes: [], isVerified: false, needsSecret: true });
  });
});

test('the end of a body is not judged in raw HTTP without Content-Length, which does not show it', () => {
  const { body } = rightRequest(1);
  const withoutLength = {
    sent: { body: body.toString().trimEnd() },
    signed: { body: `${body.toString().trimEnd()}\r\n` },
    changeHeaders: (headers: readonly (readonly [string, string])[]) =>
      headers.filter(([name]) => name !== 'Content-Length'),
  };
  expect(examine(paste(rightRequest(1), withoutLength), null).codes).toEqual([]);
  const { changeHeaders: _, ...withLength } = withoutLength;
  expect(examine(paste(rightRequest(1), withLength), null).codes).toEqual(['bodyEndCut']);
});

describe('a right request with one mistake is found out:', () => {
  test.each(MISTAKES.map((mistake) => [mistake.name, mistake] as const))('%s', (_name, mistake) => {
    for (const seed of SEEDS.slice(0, 8)) {
      const right = rightRequest(seed);
      const pasted = paste(right, mistake.make(right));
      const known = examine(pasted, SECRET);
      const without = examine(pasted, null);
      expect({ seed, errors: known.errors }).toEqual({ seed, errors: mistake.codesWithSecret ?? mistake.codes });
      expect({ seed, errors: without.errors }).toEqual({ seed, errors: mistake.needsSecret ? [] : mistake.codes });
      expect(without.needsSecret).toBe(mistake.codes.length === 0 || mistake.needsSecret === true);
      expect(known.codes).toEqual(expect.arrayContaining([...(mistake.remarks ?? [])]));
      for (const { place, found, code, facts } of known.findings) {
        expect(JSON.stringify([findingText('en', { code, facts }), findingText('ru', { code, facts })])).not.toMatch(
          UNFILLED,
        );
        expect(place === null || place.end <= pasted.text.length).toBe(true);
        expect(found ?? '').not.toContain(SECRET);
      }
    }
  });
});
