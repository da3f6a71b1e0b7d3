import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { expect, it } from 'vitest';
import { dependencyCases } from './dependencyCases.ts';

const root = join(import.meta.dirname, '../../..');

/** Lints the cases under a copy of the real configuration and gives the imports that were refused. */
function refusedImports(): string[] {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'keydesk-rules-')));
  const { $schema: _schema, vcs: _vcs, ...configuration } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
  writeFileSync(join(folder, 'biome.json'), JSON.stringify(configuration));
  for (const { file, allowed, refused } of dependencyCases) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), [...allowed, ...refused].map(importLine).join('\n'));
  }
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const options = [biome, 'lint', '--only=noRestrictedImports', '--reporter=github', '--max-diagnostics=none', '.'];
  const { stdout } = spawnSync(process.execPath, options, { cwd: folder, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return [...stdout.matchAll(/noRestrictedImports,file=([^,]+),line=(\d+)/g)].map(([, path = '', line]) => {
    const file = relative(folder, path).split(sep).join('/');
    const found = dependencyCases.find((one) => one.file === file);
    return `${file}: ${found && [...found.allowed, ...found.refused][Number(line) - 1]}`;
  });
}

/** One import per line; `electron#clipboard` stands for one name of a module. */
function importLine(text: string, index: number): string {
  const [specifier, name = 'one'] = text.split('#');
  return `import { ${name} as name${index} } from '${specifier}';`;
}

it('lets dependencies point one way only', () => {
  const refused = dependencyCases.flatMap(({ file, refused }) => refused.map((text) => `${file}: ${text}`));
  expect([...new Set(refusedImports())].sort()).toEqual(refused.sort());
});

/** Gives the imports that go into a folder and out of it again: the rules compare text and would not see through. */
function detours(source: string): string[] {
  return [...source.matchAll(/(?:from|import|import\() ?'((?:\.\/|[^']*[^./'][^']*\/)\.\.\/[^']*)'/g)].map(
    ([, specifier = '']) => specifier,
  );
}

it('sees an import that goes a detour', () => {
  const source = [
    "import { a } from './one/../../electron/a.ts';",
    "import '../app/../../electron/b.ts';",
    "const c = await import('./../electron/c.ts');",
    "export { d } from '../../shared/d.ts';",
    "import { e } from './e.ts';",
  ].join('\n');
  expect(detours(source)).toEqual(['./one/../../electron/a.ts', '../app/../../electron/b.ts', './../electron/c.ts']);
});

it('imports nothing by a detour', () => {
  for (const folder of ['electron', 'renderer', 'scripts', 'shared']) {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    const sources = files.filter((file) => /\.(tsx?|mjs)$/.test(file));
    expect(sources).not.toEqual([]);
    expect(sources.filter((file) => detours(readFileSync(join(root, folder, file), 'utf8')).length > 0)).toEqual([]);
  }
});
