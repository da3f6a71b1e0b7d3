import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { seeded } from '../../harness/amount.ts';

const PROJECT = join(import.meta.dirname, '../../..');
const copy = mkdtempSync(join(tmpdir(), 'keydesk-renamed-'));
const EXPORTED_CLASS = /^export class (\w+)/gm;

afterAll(() => rmSync(copy, { recursive: true, force: true }));

it('a service gets another name for its file and its class, and only imports have to follow', () => {
  const files = run('git', ['ls-files', '-co', '--exclude-standard'], PROJECT).output.trim().split('\n');
  for (const file of files) {
    cpSync(join(PROJECT, file), join(copy, file));
  }
  symlinkSync(join(PROJECT, 'node_modules'), join(copy, 'node_modules'));
  // biome asks git which files to leave out.
  run('git', ['init', '--quiet']);

  const services = files.filter(
    (file) => /^electron\/services\/.*\.ts$/.test(file) && [...read(file).matchAll(EXPORTED_CLASS)].length === 1,
  );
  const service = seeded().pick(services);
  const renamed = join(dirname(service), 'renamedService.ts');
  const [[, name = ''] = []] = [...read(service).matchAll(EXPORTED_CLASS)];
  writeFileSync(join(copy, service), read(service).replaceAll(new RegExp(`\\b${name}\\b`, 'g'), 'RenamedService'));
  renameSync(join(copy, service), join(copy, renamed));
  const importing = files.filter((file) => file !== service && /\.tsx?$/.test(file) && follow(file, service, name));
  process.stdout.write(`${service} became ${renamed}, ${name} became RenamedService, in ${importing.length} files\n`);

  expect(importing.length).toBeGreaterThan(1);
  run('node_modules/.bin/biome', ['check', '--write', '.']);
  const checks = [
    run('npm', ['run', 'typecheck']),
    run('npm', ['run', 'lint']),
    run('node_modules/.bin/vitest', ['run', '--project', 'unit', '--project', 'contract']),
  ];
  expect(checks.filter(({ status }) => status !== 0).map(({ output }) => output.slice(-10_000))).toEqual([]);
});

/** Points the imports of a file to the renamed service, and says whether there was one. */
function follow(file: string, service: string, name: string): boolean {
  const text = read(file);
  const next = text.replace(
    /^(import .*?)(['"])(\.[^'"]+)\2/gms,
    (statement, start: string, quote: string, path: string) =>
      join(dirname(file), path) === service
        ? start.replace(new RegExp(`\\b${name}\\b`), `RenamedService as ${name}`) +
          quote +
          path.replace(/[^/]+$/, 'renamedService.ts') +
          quote
        : statement,
  );
  writeFileSync(join(copy, file), next);
  return next !== text;
}

function read(file: string): string {
  return readFileSync(join(copy, file), 'utf8');
}

function run(program: string, parameters: readonly string[], cwd = copy) {
  const { status, stdout, stderr } = spawnSync(program, parameters, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, KEYDESK_TEST_FULL: '', NO_COLOR: '1' },
    maxBuffer: 2 ** 28,
  });
  return { status, output: stdout + stderr };
}
