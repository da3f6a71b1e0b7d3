/** One row of the table. */
export interface Row {
  readonly figure: string;
  readonly baseline: string;
  readonly measured: string;
  /** `measured / baseline`. */
  readonly ratio: number;
  readonly goal: { readonly atLeast: number } | { readonly atMost: number } | null;
}

/** Measures variants in alternating rounds, each of them first equally often. Returns the results of each. */
export async function measureRounds(
  rounds: number,
  variants: readonly (() => Promise<number>)[],
): Promise<readonly number[][]> {
  const results = variants.map((): number[] => []);
  for (let turn = 0; turn < rounds * variants.length; turn += 1) {
    const round = Math.floor(turn / variants.length);
    const index = (turn + round) % variants.length;
    results[index]?.push((await variants[index]?.()) ?? Number.NaN);
  }
  return results;
}

/** Compares the medians of two lists of milliseconds. */
export function compareTimes(
  figure: string,
  baseline: readonly number[],
  measured: readonly number[],
  goal: Row['goal'],
): Row {
  const [before, after] = [median(baseline), median(measured)];
  return { figure, baseline: milliseconds(before), measured: milliseconds(after), ratio: after / before, goal };
}

/** The median of some numbers. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The number below which a part of some numbers lies. @param part from 0 to 1. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** Formats milliseconds with three significant digits. */
export function milliseconds(value: number): string {
  return `${Number(value.toPrecision(3))} ms`;
}

/** Formats the rows as a Markdown table. */
export function toMarkdown(rows: readonly Row[]): string {
  const lines = rows.map(({ figure, baseline, measured, ratio, goal }) =>
    [figure, baseline, measured, formatRatio(ratio), ...describeGoal(ratio, goal)].join(' | '),
  );
  const head = ['figure', 'baseline (same run)', 'measured', 'ratio', 'goal', 'met'].join(' | ');
  return [head, '--- | --- | --- | --- | --- | ---', ...lines].map((line) => `| ${line} |`).join('\n');
}

function formatRatio(ratio: number): string {
  return ratio < 0.1 ? `${Number((ratio * 100).toPrecision(2))} %` : ratio.toFixed(2);
}

function describeGoal(ratio: number, goal: Row['goal']): readonly [goal: string, isMet: string] {
  if (goal === null) {
    return ['none', ''];
  }
  const isMet = 'atLeast' in goal ? ratio >= goal.atLeast : ratio <= goal.atMost;
  const text = 'atLeast' in goal ? `at least ${goal.atLeast}` : `at most ${formatRatio(goal.atMost)}`;
  return [text, isMet ? 'yes' : '**missed**'];
}
