import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BENCHMARKS } from '../../../shared/model/hygienePolicy.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/clean-up.md'), 'utf8');

it.each(BENCHMARKS.flatMap(({ title, recommendations }) => recommendations.map((one) => ({ title, ...one }))))(
  'docs/clean-up.md cites the source of recommendation $number of $title',
  ({ title, number, days }) => {
    expect(page).toContain(`| ${title} |`);
    const line = page.split('\n').find((text) => text.includes(`[${number}](https://`));
    expect(line).toContain(`${days} days`);
  },
);
