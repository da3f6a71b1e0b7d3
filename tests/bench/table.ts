/** One line of the table. */
export interface Row {
  readonly figure: string;
  readonly baseline: string;
  readonly measured: string;
  /** Measured by baseline. */
  readonly ratio: number;
  readonly goal: { readonly atLeast: number } | { readonly atMost: number } | null;
}

/** Gives the middle of some numbers. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Gives the number below which a part of some numbers lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** Writes milliseconds with three digits that matter. */
export function milliseconds(value: number): string {
  return `${Number(value.toPrecision(3))} ms`;
}

/** Writes a count per second. */
export function perSecond(value: number): string {
  return `${Math.round(value).toLocaleString('en')} requests/s`;
}

/** Writes the rows as a Markdown table. */
export function toMarkdown(rows: readonly Row[]): string {
  const lines = rows.map(({ figure, baseline, measured, ratio, goal }) =>
    [figure, baseline, measured, formatRatio(ratio), formatGoal(goal), isMet(ratio, goal)].join(' | '),
  );
  const head = ['figure', 'baseline (same run)', 'measured', 'ratio', 'goal', 'met'].join(' | ');
  return [head, '--- | --- | --- | --- | --- | ---', ...lines].map((line) => `| ${line} |`).join('\n');
}

function formatRatio(ratio: number): string {
  return ratio < 0.1 ? `${Number((ratio * 100).toPrecision(2))} %` : ratio.toFixed(2);
}

function formatGoal(goal: Row['goal']): string {
  if (goal === null) {
    return 'none';
  }
  return 'atLeast' in goal ? `at least ${goal.atLeast}` : `at most ${formatRatio(goal.atMost)}`;
}

function isMet(ratio: number, goal: Row['goal']): string {
  if (goal === null) {
    return '';
  }
  const met = 'atLeast' in goal ? ratio >= goal.atLeast : ratio <= goal.atMost;
  return met ? 'yes' : '**missed**';
}
