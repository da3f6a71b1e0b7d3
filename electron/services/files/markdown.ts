import { oneLine } from '../../../shared/oneLine.ts';

/** Letters, digits and marks that mean nothing within a line, such as those of times. */
const MEANS_NOTHING = /^[\p{Letter}\p{Mark}\p{Number} .,:;()+/…%–-]*$/u;
/** What trackers make a link of. */
const LINK = /:\/|www\./i;

/**
 * A text that Markdown shows as it is, within a line: without line feeds, and with every ASCII punctuation mark escaped
 * (CommonMark 2.4) unless none of them means anything there.
 */
export function plain(text: string): string {
  const line = oneLine(text);
  return MEANS_NOTHING.test(line) && !LINK.test(line) ? line : line.replaceAll(/[!-/:-@[-`{-~]/g, String.raw`\$&`);
}
