import { foldText } from '../../../../../shared/foldText.ts';
import type { KeyAccount } from './searchColumns.ts';

/** Log lines have a time; other texts that are pasted hardly ever do. */
const TIME = /\b\d{1,2}:\d{2}:\d{2}\b/;
/** What separates the words of log lines, of a domain and its user name, and of names and values. */
const BETWEEN = /[\s"'=,;:|\\()[\]{}<>]+/;

/** The account of which a pasted log line has the user name, with or without a domain; the first of several. */
export function findAccount(text: string, accounts: readonly KeyAccount[]): KeyAccount | null {
  if (!TIME.test(text)) {
    return null;
  }
  const byName = new Map(accounts.map((account) => [foldText(account.username), account]));
  for (const word of text.split(BETWEEN)) {
    const found = byName.get(foldText(word)) ?? byName.get(foldText(word.replace(/@.*$/, '')));
    if (word !== '' && found !== undefined) {
      return found;
    }
  }
  return null;
}
