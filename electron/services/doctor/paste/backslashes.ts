/** A run of backslashes as the runtime of Visual C++ reads it in a parameter. */
export interface Backslashes {
  /** Offset after the run. */
  readonly end: number;
  /** How many of them remain. */
  readonly kept: number;
  /** Whether the quotation mark after the run is an ordinary character. */
  readonly escapesQuote: boolean;
}

/** Reads the backslashes at an offset: in front of a quotation mark two stand for one, elsewhere each for itself. */
export function readBackslashes(text: string, offset: number): Backslashes {
  let end = offset;
  while (text[end] === '\\') {
    end++;
  }
  const count = end - offset;
  return text[end] === '"'
    ? { end, kept: Math.floor(count / 2), escapesQuote: count % 2 === 1 }
    : { end, kept: count, escapesQuote: false };
}
