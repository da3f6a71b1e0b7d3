import { oneLine } from '../../../shared/oneLine.ts';

/** A text that Markdown shows as it is: on one line, with every ASCII punctuation mark escaped (CommonMark 2.4). */
export function plain(text: string): string {
  return oneLine(text).replaceAll(/[!-/:-@[-`{-~]/g, String.raw`\$&`);
}
