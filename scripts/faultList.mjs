import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './project.mjs';

/**
 * A row of docs/faults.md.
 * @typedef {object} FaultRow
 * @property {number} number
 * @property {string} fault
 * @property {string} expected what KeyDesk does.
 * @property {string} electron what only a real Electron can show; `–` for nothing.
 */

/** How the titles of tests name the row they belong to. */
export const FAULT_TITLE = /\bfault (\d+): /g;

/**
 * Reads docs/faults.md.
 * @returns {FaultRow[]}
 */
export function readFaultList() {
  const lines = readFileSync(join(ROOT, 'docs/faults.md'), 'utf8').split('\n');
  return lines
    .filter((line) => /^\| \d+ \|/.test(line))
    .map((line) => {
      const [number = '', fault = '', expected = '', electron = ''] = line.slice(2, -2).split(' | ');
      return { number: Number(number), fault, expected, electron };
    });
}

/**
 * Finds the files of tests that name a row, and the rows that each names.
 * @returns {Map<string, Set<number>>} by path below the project.
 */
export function findFaultTests() {
  const files = readdirSync(join(ROOT, 'tests'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(test|e2e)\.tsx?$/.test(file),
  );
  return new Map(
    files.flatMap((file) => {
      const text = readFileSync(join(ROOT, 'tests', file), 'utf8');
      const rows = new Set([...text.matchAll(FAULT_TITLE)].map(([, number]) => Number(number)));
      return rows.size === 0 ? [] : [[join('tests', file), rows]];
    }),
  );
}
