/**
 * The values of each header of a request, in the order received, by its name in lower case. Node's `headers` keeps the
 * first of some headers and joins others.
 */
export type HeaderLines = ReadonlyMap<string, readonly string[]>;

/** Groups header lines. @param rawHeaders alternating names and values, as in `IncomingMessage.rawHeaders`. */
export function groupHeaderLines(rawHeaders: readonly string[]): HeaderLines {
  const lines = new Map<string, string[]>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    const value = rawHeaders[index + 1] ?? '';
    const values = lines.get(name);
    if (values === undefined) {
      lines.set(name, [value]);
    } else {
      values.push(value);
    }
  }
  return lines;
}
