import { describe, expect, it } from 'vitest';
import { lineOfSyntaxError } from '../../../../electron/services/connections/jsonSyntax.ts';
import { parseJson } from '../../../../shared/parseJson.ts';
import { seeded } from '../../../harness/amount.ts';

const WHOLE = JSON.stringify({ a: [1, -2.5e-7, 'x"\\\u2028', null], b: { c: true, d: [] }, e: {} }, null, 2);

describe('the line of the first JSON syntax error', () => {
  it.each([
    ['', 1],
    ['\n\n', 3],
    ['{\n"a": 1,\n}', 3],
    ['[1,\r\n2\r\n3]', 3],
    ['{\r"a"\r1}', 3],
    ['{"a": 1} {', 1],
    ['["a\nb"]', 1],
    ['[\n"\\x"]', 2],
    ['[1\n,2\n', 3],
  ])('of %j is %i', (text, line) => {
    expect(parseJson(text)).toBeUndefined();
    expect(lineOfSyntaxError(text)).toBe(line);
  });

  it.each(['0', '"x"', ' [ ] ', WHOLE])('of %j is none', (text) => {
    expect(lineOfSyntaxError(text)).toBeNull();
  });

  it('exists for exactly the texts that JSON.parse rejects', () => {
    const { next, below, pick } = seeded();
    const signs = [...'{}[],:"\\ \n019.-+eE\'xtrufalsn\u0001\u00e9'];
    for (let count = 0; count < 20_000; count += 1) {
      let text = WHOLE;
      for (let change = below(3); change >= 0; change -= 1) {
        const place = below(text.length);
        text = text.slice(0, place) + (next() < 0.5 ? pick(signs) : '') + text.slice(place + below(2));
      }
      expect([text, lineOfSyntaxError(text) === null]).toEqual([text, parseJson(text) !== undefined]);
    }
  });

  it('is found in a text with one very long token', () => {
    const long = 'x'.repeat(4_000_000);
    expect(lineOfSyntaxError(`"${long}"`)).toBeNull();
    expect(lineOfSyntaxError(`"${long}`)).toBe(1);
    expect(lineOfSyntaxError('['.repeat(1_000_000))).toBe(1);
  });
});
