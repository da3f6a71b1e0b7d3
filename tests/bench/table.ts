/** The fewest rounds that tell how far they differ. */
const MIN_ROUNDS = 3;

/** One row of the table. */
export interface Row {
  readonly figure: string;
  readonly baseline: string;
  readonly measured: string;
  /** `measured / baseline`. */
  readonly ratio: number;
  /** How far the ratios of the rounds differ, see {@link scatterOf}; `null` if not known. */
  readonly scatter: number | null;
  readonly goal: { readonly atLeast: number } | { readonly atMost: number } | null;
}

/** Measures variants in alternating rounds, each of them first equally often. Returns the results of each. */
export async function measureRounds<Result>(
  rounds: number,
  variants: readonly (() => Promise<Result>)[],
): Promise<readonly Result[][]> {
  const results = variants.map((): Result[] => []);
  for (let turn = 0; turn < rounds * variants.length; turn += 1) {
    const round = Math.floor(turn / variants.length);
    const index = (turn + round) % variants.length;
    const variant = variants[index];
    if (variant !== undefined) {
      results[index]?.push(await variant());
    }
  }
  return results;
}

/** Compares the medians of two lists of milliseconds, one of each round. */
export function compareTimes(
  figure: string,
  baseline: readonly number[],
  measured: readonly number[],
  goal: Row['goal'],
): Row {
  return compareMedians(figure, baseline, measured, milliseconds, goal);
}

/** Compares the medians of two lists of numbers, one of each round. */
export function compareMedians(
  figure: string,
  baseline: readonly number[],
  measured: readonly number[],
  format: (value: number) => string,
  goal: Row['goal'],
): Row {
  const each = (values: readonly number[]) => values.map((value) => [value]);
  return compareRounds(figure, each(baseline), each(measured), { summary: median, format, goal });
}

/** How the numbers of all rounds become a figure. */
interface Comparison {
  /** The median, or another quantile. */
  readonly summary: (values: readonly number[]) => number;
  readonly format: (value: number) => string;
  readonly goal: Row['goal'];
}

/** Compares the numbers that were measured in each round with those of its baseline in the same rounds. */
export function compareRounds(
  figure: string,
  baseline: readonly (readonly number[])[],
  measured: readonly (readonly number[])[],
  { summary, format, goal }: Comparison,
): Row {
  const [before, after] = [summary(baseline.flat()), summary(measured.flat())];
  const ratios = measured.map((values, round) => summary(values) / summary(baseline[round] ?? []));
  const scatter = scatterOf(ratios);
  return { figure, baseline: format(before), measured: format(after), ratio: after / before, scatter, goal };
}

/**
 * Half the range that holds the middle half of some ratios, one of each round; `null` if there are too few rounds to tell.
 */
export function scatterOf(ratios: readonly number[]): number | null {
  return ratios.length < MIN_ROUNDS ? null : (quantile(ratios, 0.75) - quantile(ratios, 0.25)) / 2;
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
  const lines = rows.map((row) =>
    [row.figure, row.baseline, row.measured, formatRatio(row.ratio) + formatScatter(row), ...describeGoal(row)].join(
      ' | ',
    ),
  );
  const head = ['figure', 'baseline (same run)', 'measured', 'ratio', 'goal', 'met'].join(' | ');
  return [head, '--- | --- | --- | --- | --- | ---', ...lines].map((line) => `| ${line} |`).join('\n');
}

function formatRatio(ratio: number): string {
  return ratio < 0.1 ? `${Number((ratio * 100).toPrecision(2))} %` : ratio.toFixed(2);
}

function formatScatter({ ratio, scatter }: Row): string {
  return scatter === null
    ? ''
    : ` ± ${ratio < 0.1 ? `${Number((scatter * 100).toPrecision(1))} %` : scatter.toFixed(2)}`;
}

function describeGoal({ ratio, scatter, goal }: Row): readonly [goal: string, isMet: string] {
  if (goal === null) {
    return ['none', ''];
  }
  const limit = 'atLeast' in goal ? goal.atLeast : goal.atMost;
  const isMet = 'atLeast' in goal ? ratio >= limit : ratio <= limit;
  const text = 'atLeast' in goal ? `at least ${limit}` : `at most ${formatRatio(limit)}`;
  const isUncertain = scatter !== null && scatter > Math.abs(ratio - limit);
  return [text, (isMet ? 'yes' : '**missed**') + (isUncertain ? ', within the scatter' : '')];
}
