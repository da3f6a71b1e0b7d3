import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const text = readFileSync(join(root, 'docs/security.md'), 'utf8');
const rows = text.split('\n').filter((line) => /^\| [A-F]\d+ \|/.test(line));

it('has every row once, in order', () => {
  const named = (letter: string, count: number) => Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
  expect(rows.map((row) => row.split(' ')[1])).toEqual([
    ...named('A', 19),
    ...named('B', 14),
    ...named('C', 5),
    ...named('D', 11),
    ...named('E', 11),
    ...named('F', 5),
  ]);
});

/** A test that is named by its file and title; the title as it stands in the file, placeholders included. */
const NAMED_TEST = /`(tests\/[\w./-]+\.ts)`\s+›\s+“([^”]+)”/g;

it('names tests that exist', () => {
  const named = [...text.matchAll(NAMED_TEST)].map(([, file = '', title = '']) => [
    file,
    title.replaceAll(/\s+/g, ' '),
  ]);
  expect(named.length).toBeGreaterThan(60);
  const absent = named.filter(
    ([file = '', title = '']) => !readFileSync(join(root, file), 'utf8').includes(`'${title}'`),
  );
  expect(absent).toEqual([]);
});

it.each(rows)('%s', (row) => {
  const files = [...row.matchAll(/`([\w./-]+\.(?:ts|mjs|json))`/g)].map(([, file = '']) => file);
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  expect(row.split('|')[4]).toMatch(/`(?:tests\/|npm run )/);
});
