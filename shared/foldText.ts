/** Text that does not need folding, such as tokens and most user names. */
const PLAIN = /^[\da-z_.@-]*$/;
/** Lower-case names in Latin or Cyrillic letters, in which only `ё` is folded. */
const ORDINARY = /^[\da-zа-яё_.@-]*(?: [\da-zа-яё_.@-]+)* ?$/;
/** Characters that are not visible: soft hyphens, zero-width spaces and joiners, direction marks, variation selectors. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
/** Quotation marks that the normalization would take apart: a spacing accent, and primes. */
const APART: Readonly<Record<string, string>> = { '´': "'", '″': '"', '‶': '"' };
/** Apostrophes, single quotation marks and primes. */
const APOSTROPHES = /[`ʹʻʼʽˈ‘’‚‛′‵‹›]/g;
const QUOTATION_MARKS = /[“”„‟«»〝〞〟]/g;
/** Hyphens, dashes and minus signs. */
const HYPHENS = /[\u2010-\u2015\u2043\u2212\u2e3a\u2e3b\u30fb]/g;
/** Punctuation that lists and labels put around a name. */
const AROUND_WORDS = /^[("'<[]+|[)"'>\],;]+$/g;
const WHITE_SPACE = /\s+/g;

/**
 * Folds a text for comparison, so that a name is found however it was typed or from wherever it was copied:
 * - letter case, the Greek final sigma, the Turkish `İ` and `ı`, `ß` and `ss`
 * - `ё` and `е`; all other marks are significant: `й` is not `и`
 * - compatibility forms: full width, ligatures, combining or precomposed marks (NFKC)
 * - white space of all kinds, also several characters of it, as one space
 * - hyphens and dashes as `-`, quotation marks as `"`, apostrophes as `'`; invisible characters are removed.
 *
 * Independent of any language setting, idempotent, and the same in the window, in main and on the platform.
 */
export function foldText(text: string): string {
  if (PLAIN.test(text)) {
    return text;
  }
  const lower = text.toLowerCase();
  return (ORDINARY.test(lower) ? lower : foldFully(text)).replaceAll('ё', 'е');
}

/**
 * The folded words of a search for a name, each of which is to be found, in any order. Punctuation around a word is left
 * out, so that a copied label finds its account: `Ivanova, Anna (a.ivanova)`.
 */
export function searchWords(text: string): readonly string[] {
  return foldText(text)
    .split(' ')
    .map((word) => word.replace(AROUND_WORDS, '') || word)
    .filter((word) => word !== '');
}

function foldFully(text: string): string {
  return (
    text
      .normalize('NFC')
      .replace(INVISIBLE, '')
      .replace(/[´″‶]/g, (mark) => APART[mark] ?? mark)
      .normalize('NFKC')
      // By way of upper case, which unites letters that differ in lower case only: `ß` and `ss`, `ı` and `i`.
      .toLowerCase()
      .toUpperCase()
      .toLowerCase()
      .normalize('NFC')
      // The dot of `İ` in lower case.
      .replace(/i\u0307+/g, 'i')
      .replaceAll('ς', 'σ')
      .replace(APOSTROPHES, "'")
      .replace(QUOTATION_MARKS, '"')
      .replace(HYPHENS, '-')
      .replace(WHITE_SPACE, ' ')
  );
}
