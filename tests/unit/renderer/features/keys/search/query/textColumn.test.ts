import { describe, expect, it } from 'vitest';
import { TextColumn } from '../../../../../../../renderer/features/keys/search/query/textColumn.ts';
import { seededRandom } from '../../../../../../harness/seededRandom.ts';

const places = (column: TextColumn, text: string) =>
  [...column.placesWith(text).entries()].flatMap(([place, mark]) => (mark === 1 ? [place] : []));

describe('a column of texts', () => {
  const column = new TextColumn(['ab', '', 'b\nab', 'ab', 'я']);

  it('marks the places of the texts that hold a text, once each', () => {
    expect(places(column, 'ab')).toEqual([0, 2, 3]);
    expect(places(column, 'b')).toEqual([0, 2, 3]);
    expect(places(column, 'b\na')).toEqual([2]);
    expect(places(column, 'я')).toEqual([4]);
    expect(places(column, '')).toEqual([0, 1, 2, 3, 4]);
  });

  it('finds nothing that goes over two texts, and nothing that stands between them', () => {
    expect(places(column, 'abb')).toEqual([]);
    expect(places(column, '\u0000')).toEqual([]);
    expect(places(column, 'ab\u0000')).toEqual([]);
    expect(column.has('ab\u0000')).toBe(false);
  });

  it('knows complete texts', () => {
    expect(['ab', 'я', ''].map((text) => column.has(text))).toEqual([true, true, true]);
    expect(['a', 'b', 'abab'].map((text) => column.has(text))).toEqual([false, false, false]);
  });

  it('finds what a look into each text finds, also where a text holds what stands between them', () => {
    const random = seededRandom(3);
    const word = () =>
      Array.from({ length: Math.floor(random.next() * 4) }, () => random.pick(['a', 'b', '\u0000'])).join('');
    for (let round = 0; round < 300; round += 1) {
      const texts = Array.from({ length: 6 }, word);
      const wanted = word().replaceAll('\u0000', 'a');
      expect(places(new TextColumn(texts), wanted)).toEqual(
        [...texts.entries()].flatMap(([place, text]) => (text.includes(wanted) ? [place] : [])),
      );
    }
  });
});
