import { describe, expect, test } from 'vitest';
import { compareRounds, measureRounds, median, quantile, type Row, scatterOf, toMarkdown } from '../../bench/table.ts';

const format = (value: number) => `${value} ms`;

function metBy(row: Pick<Row, 'ratio' | 'scatter' | 'goal'>): string | undefined {
  const table = toMarkdown([{ figure: 'any', baseline: '', measured: '', ...row }]);
  return table.split('\n').at(-1)?.split('|').at(-2)?.trim();
}

describe('the scatter of the rounds', () => {
  test('is half the range of the middle half of their ratios', () => {
    expect(scatterOf([1.1, 9, 1, 0.2, 1.2])).toBeCloseTo(0.1);
    expect(scatterOf([2, 2, 2])).toBe(0);
  });

  test('is not known from two rounds', () => {
    expect(scatterOf([1, 5])).toBeNull();
  });
});

describe('a comparison', () => {
  test('sums up all rounds, and compares each round with the baseline of the same round', () => {
    // The machine is twice as slow in the second round, and three times in the third: the ratio stays.
    const baseline = [
      [10, 12],
      [20, 24],
      [30, 36],
    ];
    const measured = [
      [15, 18],
      [30, 36],
      [45, 54],
    ];
    const row = compareRounds('any', baseline, measured, { summary: median, format, goal: { atMost: 1.5 } });
    expect(row).toEqual({
      figure: 'any',
      baseline: '24 ms',
      measured: '36 ms',
      ratio: 1.5,
      scatter: 0,
      goal: { atMost: 1.5 },
    });
  });

  test('takes the summary of the numbers and not of the rounds', () => {
    const p95 = (values: readonly number[]) => quantile(values, 0.95);
    const row = compareRounds('any', [[1, 1, 1]], [[2, 2, 100]], { summary: p95, format, goal: null });
    expect(row).toMatchObject({ measured: '100 ms', ratio: 100, scatter: null });
  });
});

describe('whether a goal is met', () => {
  test('depends on the ratio', () => {
    expect(metBy({ ratio: 1.5, scatter: 0, goal: { atMost: 1.5 } })).toBe('yes');
    expect(metBy({ ratio: 1.51, scatter: 0, goal: { atMost: 1.5 } })).toBe('**missed**');
    expect(metBy({ ratio: 0.6, scatter: null, goal: { atLeast: 0.6 } })).toBe('yes');
    expect(metBy({ ratio: 0.59, scatter: null, goal: { atLeast: 0.6 } })).toBe('**missed**');
    expect(metBy({ ratio: 0.59, scatter: 0.1, goal: null })).toBe('');
  });

  test('is uncertain if the rounds scatter more than its distance to the goal', () => {
    expect(metBy({ ratio: 1.4, scatter: 0.2, goal: { atMost: 1.5 } })).toBe('yes, within the scatter');
    expect(metBy({ ratio: 1.6, scatter: 0.2, goal: { atMost: 1.5 } })).toBe('**missed**, within the scatter');
    expect(metBy({ ratio: 1.2, scatter: 0.2, goal: { atMost: 1.5 } })).toBe('yes');
  });
});

test('rounds alternate, and each variant is first equally often', async () => {
  const order: string[] = [];
  const variant = (name: string) => async () => {
    order.push(name);
    return `${name}${order.length}`;
  };
  const results = await measureRounds(2, [variant('a'), variant('b')]);
  expect(order).toEqual(['a', 'b', 'b', 'a']);
  expect(results).toEqual([
    ['a1', 'a4'],
    ['b2', 'b3'],
  ]);
});
