import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const text = readFileSync(join(root, 'docs/security.md'), 'utf8');
const rows = text.split('\n').filter((line) => /^\| [ABC]\d+ \|/.test(line));

it('has every row once, in order', () => {
  const named = (letter: string, count: number) => Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
  expect(rows.map((row) => row.split(' ')[1])).toEqual([...named('A', 18), ...named('B', 14), ...named('C', 5)]);
});

it.each(rows)('%s', (row) => {
  const files = [...row.matchAll(/`([\w./-]+\.(?:ts|mjs|json))`/g)].map(([, file = '']) => file);
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  expect(row.split('|')[4]).toMatch(/`(?:tests\/|npm run )/);
});
