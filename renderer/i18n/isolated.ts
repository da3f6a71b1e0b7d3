/** Letters of right-to-left scripts, and characters that change the text direction. */
const TURNING =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** Characters that start or end an isolate. */
const ISOLATES = /[\u2066-\u2069]/g;

/**
 * Isolates a name, so that its text direction does not affect the surrounding text. Left-to-right names are unchanged,
 * so that copied text contains no additional characters.
 */
export function isolated(name: string): string {
  return TURNING.test(name) ? `\u2068${name.replaceAll(ISOLATES, '')}\u2069` : name;
}
