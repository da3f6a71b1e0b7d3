/** How often a line is written that is not overwritten by the next, in milliseconds. */
const LINE_INTERVAL_MS = 5_000;
/** How often the one line of a terminal is written anew, in milliseconds. */
const REDRAW_INTERVAL_MS = 100;

/**
 * Shows on standard output how far something has come: on a terminal in one line, elsewhere in a line now and then.
 * @param {string} beginning of the line.
 * @param {Pick<NodeJS.WriteStream, 'isTTY' | 'write'>} [output]
 * @returns {{ tell: (text: string) => void, end: () => void }}
 */
export function showProgress(beginning, output = process.stdout) {
  let last = Number.NEGATIVE_INFINITY;
  let hasOpenLine = false;
  return {
    tell: (text) => {
      const now = performance.now();
      if (now - last < (output.isTTY ? REDRAW_INTERVAL_MS : LINE_INTERVAL_MS)) {
        return;
      }
      last = now;
      hasOpenLine = output.isTTY;
      // To the start of the line, and the rest of an earlier one cleared.
      output.write(output.isTTY ? `\r${beginning}${text}\u001b[K` : `${beginning}${text}\n`);
    },
    end: () => {
      if (hasOpenLine) {
        output.write('\n');
      }
    },
  };
}
