/** Letters of the scripts that are written from right to left, and the marks that change the direction of what follows. */
const TURNING =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** Marks that would end the isolation, or begin one that takes its end. */
const ISOLATES = /[\u2066-\u2069]/g;

/**
 * A name of somebody else for the middle of a line: whatever its direction, what stands around it keeps its place. A name
 * that turns nothing stays as it is, so that it can be copied out of the line.
 */
export function isolated(name: string): string {
  return TURNING.test(name) ? `\u2068${name.replaceAll(ISOLATES, '')}\u2069` : name;
}
