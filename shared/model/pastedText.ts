/** Characters that mail, chat and office programs put around an address or a link, also percent-encoded. */
const BEFORE = /^[\s"'<«“„(\u200B-\u200F\u2060]+/u;
const AFTER = /(?:[\s"'>»”.,;)\u200B-\u200F\u2060]|%20|%22|%3e)+$/iu;

/** Removes quotes, brackets, blanks and final punctuation from around a pasted address or link. */
export function withoutSurroundings(text: string): string {
  return text.replace(BEFORE, '').replace(AFTER, '');
}
