import { describe, expect, it } from 'vitest';
import { foldText, searchWords } from '../../../shared/foldText.ts';

describe('foldText', () => {
  it.each([
    ['letter case', 'Erp CONNECTOR', 'erp connector'],
    ['ё', 'Пётр Ёлкин ПЁТР', 'петр елкин петр'],
    ['ё of е and a combining mark', 'Пе\u0308тр', 'петр'],
    ['й, which is another letter than и', 'Сергей', 'сергей'],
    ['й of и and a combining mark', 'Серге\u0438\u0306', 'сергей'],
    ['other accents, which are significant', 'José Renée', 'josé renée'],
    ['the Turkish İ', 'İSTANBUL', 'istanbul'],
    ['the Turkish ı', 'ısparta ISPARTA', 'isparta isparta'],
    ['ß', 'Straße STRASSE STRAẞE', 'strasse strasse strasse'],
    ['the final sigma', 'ΟΔΟΣ οδος', 'οδοσ οδοσ'],
    ['ligatures', 'ﬁnance', 'finance'],
    ['full width', 'Ｆｕｌｌ　ｗｉｄｔｈ', 'full width'],
    ['no-break, narrow and figure spaces', 'a\u00a0b\u202fc\u2007d', 'a b c d'],
    ['a run of white space', 'a \t\u00a0 b\nc', 'a b c'],
    ['hyphens, dashes and the minus sign', 'a\u2010b\u2011c\u2012d\u2013e\u2014f\u2015g\u2212h', 'a-b-c-d-e-f-g-h'],
    ['soft hyphens and zero-width characters', 'an\u00adna\u200b\u200d\u2060\ufeff', 'anna'],
    ['direction marks', '\u2068anna\u2069\u200e', 'anna'],
    ['typographic quotation marks', '«a» “b” „c‟ ″d″', '"a" "b" "c" "d"'],
    ['apostrophes', 'O’Brien O‘Brien OʼBrien O´Brien O`Brien', "o'brien o'brien o'brien o'brien o'brien"],
  ])('folds %s', (_what, text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('is idempotent, and the same for every normalization form, for every character', () => {
    for (let code = 0; code < 0x20000; code += 1) {
      const character = String.fromCodePoint(code);
      // Ideographs and syllables are not folded.
      if (character.isWellFormed() && !/[\u3400-\u9fff\uac00-\ud7a3\ue000-\uf8ff]/.test(character)) {
        const text = `i${character}\u0307`;
        const folded = foldText(text);
        if ([folded, text.normalize('NFD'), text.normalize('NFC')].some((same) => foldText(same) !== folded)) {
          expect.fail(`U+${code.toString(16)} is folded in different ways`);
        }
      }
    }
  });
});

describe('the words of a search', () => {
  it('are folded, without the punctuation of a label around them', () => {
    expect(searchWords('  Сидоров,  Пётр Павлович (p.sidorov) ')).toEqual(['сидоров', 'петр', 'павлович', 'p.sidorov']);
    expect(searchWords('\u2068Anna\u2069 <a.ivanova>')).toEqual(['anna', 'a.ivanova']);
    expect(searchWords('a, "b" (c)')).toEqual(['a', 'b', 'c']);
  });

  it('retain punctuation within a word, and a word of nothing else', () => {
    expect(searchWords("o'brien svc.erp -x ( %")).toEqual(["o'brien", 'svc.erp', '-x', '(', '%']);
    expect(searchWords(' ')).toEqual([]);
  });
});
