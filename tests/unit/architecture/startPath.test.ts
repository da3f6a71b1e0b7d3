import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { expect, it } from 'vitest';
import rules from '../../../.dependency-cruiser.mjs';

const PROJECT = join(import.meta.dirname, '../../..');
/** Libraries of hundreds of kilobytes that nothing needs before the first rows are shown. */
const LATER = [
  '@fastify',
  'age-encryption',
  'fastify',
  'fflate',
  'kdbxweb',
  'kysely',
  'pg',
  'undici',
  'write-excel-file',
];

it('the main process starts without libraries that the window does not need', async () => {
  const { output } = await cruise(['electron/main.ts'], { ...rules.options, baseDir: PROJECT });
  const { modules } = output as ICruiseResult;
  const imports = new Map(
    modules.map(({ source, dependencies }) => [
      source,
      dependencies
        .filter(({ dynamic, dependencyTypes }) => !dynamic && !dependencyTypes.includes('type-only'))
        .map(({ resolved }) => resolved),
    ]),
  );
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (!reached.has(file)) {
      reached.add(file);
      for (const next of imports.get(file) ?? []) {
        visit(next);
      }
    }
  };
  visit('electron/main.ts');
  const libraries = new Set([...reached].flatMap((file) => /node_modules\/(@?[^/]+)/.exec(file)?.[1] ?? []));
  // Proof that libraries are seen at all.
  expect(libraries).toContain('electron-store');
  expect(LATER.filter((name) => libraries.has(name))).toEqual([]);
}, 60_000);
