import { foldText, searchWords } from '../../../shared/foldText.ts';
import type { AccountRow } from './schema.ts';

/**
 * The folded names of an account, which are stored because engines fold letters beyond ASCII differently: on separate
 * lines, so that no word spans both. After a change of `foldText` a migration has to renew them.
 */
export function searchNameOf({ username, fullName }: Pick<AccountRow, 'username' | 'fullName'>): string {
  return `${foldText(username)}\n${foldText(fullName)}`;
}

/**
 * The `like` patterns of a text entered by a user, with the escape character `!`: one for each word, all of which have to
 * match. For columns with folded text.
 */
export function searchPatterns(text: string): readonly string[] {
  return searchWords(text).map((word) => `%${word.replace(/[!%_]/g, '!$&')}%`);
}
