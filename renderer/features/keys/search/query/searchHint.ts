import { foldText } from '../../../../../shared/foldText.ts';
import { lookAlike, otherLayouts } from '../../../../../shared/keyboardLayouts.ts';
import { scanQuery, type WrittenTerm } from './scanQuery.ts';
import type { KeyAccount } from './searchColumns.ts';

/** Maximum number of terms for which a replacement is looked for. */
const MAX_TERMS = 6;

/**
 * The search probably meant by one that finds nothing: words typed in another keyboard layout, or with letters of
 * another alphabet that look the same. `null` if no such search finds a key.
 * @param finds whether a search finds a key.
 */
export function searchHint(
  text: string,
  accounts: readonly KeyAccount[],
  finds: (text: string) => boolean,
): string | null {
  const terms = scanQuery(text);
  if (terms.length > MAX_TERMS) {
    return null;
  }
  const meant = terms.reduceRight((hint, term) => {
    const { start, end } = term;
    const written = text.slice(start, end);
    const found = finds(written) ? undefined : replacements(term, written, accounts).find(finds);
    return hint.slice(0, start) + (found ?? written) + hint.slice(end);
  }, text);
  return meant !== text && finds(meant) ? meant : null;
}

function replacements(
  { value, valueStart, start, quote }: WrittenTerm,
  written: string,
  accounts: readonly KeyAccount[],
): readonly string[] {
  const put = (text: string): string =>
    written.slice(0, valueStart - start) + (quote === 'none' && !/\s/.test(text) ? text : `"${text}"`);
  const similar = similarName(value, accounts);
  return [
    ...otherLayouts(value).map(put),
    // A field, too, may have been typed in the other layout: its colon is a letter there.
    ...(quote === 'none' ? otherLayouts(written) : []),
    ...(similar === null ? [] : [put(similar)]),
  ];
}

/** The part of an account's names that looks like a text. */
function similarName(text: string, accounts: readonly KeyAccount[]): string | null {
  const wanted = lookAlike(foldText(text).trim());
  if (wanted === '') {
    return null;
  }
  for (const { folded } of accounts) {
    const place = lookAlike(folded).indexOf(wanted);
    if (place >= 0) {
      return folded.slice(place, place + wanted.length);
    }
  }
  return null;
}
