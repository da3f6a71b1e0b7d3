import type { TracedText } from './tracedText.ts';

/** The words of one command, and where it ends. */
export interface CommandWords {
  readonly words: readonly TracedText[];
  readonly end: number;
}

/** A command with more words is none. */
export const MAX_WORDS = 2000;
