import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const scripts = join(import.meta.dirname, '../../../scripts');

/** Runs a script that is to end before it does anything. */
function run(
  script: string,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(process.execPath, [join(scripts, script), ...parameters], {
    encoding: 'utf8',
    timeout: 20_000,
    env: { ...process.env, ...environment },
  });
}

it.each([
  ['start.mjs', ['--user-data-dri=/d'], '--user-data-dri'],
  ['start.mjs', ['--user-data-dir'], '--user-data-dir'],
  ['start.mjs', ['--user-data-dir='], '--user-data-dir takes a folder'],
  ['start.mjs', ['--headless=yes'], '--headless'],
  ['start.mjs', ['--lang=no_such language'], '--lang takes a language'],
  ['start.mjs', ['--remote-debugging-port=http'], '--remote-debugging-port takes a number'],
  ['start.mjs', ['--remote-debugging-port=65536'], '"65536"'],
  ['start.mjs', ['headless'], '"headless"'],
  ['test.mjs', ['tests/unit'], '"tests/unit"'],
  ['bench.mjs', ['platform', '--fast'], '--fast'],
  ['bench.mjs', ['all', '--fast'], '--fast'],
  ['bench.mjs', ['everything'], '"everything"'],
  ['packageCheck.mjs', ['--outptu=x'], '--outptu'],
  ['electronChecklist.mjs', ['one', 'two'], '"two"'],
  ['electronChecklist.mjs', ['/nonexistent/keydesk'], 'There is no packaged application'],
  ['icon.mjs', ['--size=16'], '--size'],
  ['../tests/pictures/takePictures.ts', ['--size=16'], '--size'],
])('fault 59: %s names what it cannot use of %j', (script, parameters, named) => {
  const { status, stderr } = run(script, parameters);
  expect(stderr).toContain(named);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(status).toBe(1);
});

it('names a seed that is not a number', () => {
  const { status, stderr } = run('test.mjs', [], { KEYDESK_SEED: 'many' });
  expect(stderr).toContain('KEYDESK_SEED takes a whole number, not "many"');
  expect(status).toBe(1);
});

it.each(['start.mjs', 'test.mjs', 'bench.mjs', 'packageCheck.mjs', 'electronChecklist.mjs', 'icon.mjs'])(
  'fault 59: %s says with --help how it is used, does nothing and ends well',
  (script) => {
    for (const option of ['--help', '-h']) {
      const { status, stdout, stderr } = run(script, [option]);
      expect(stdout).toMatch(/^Usage: .*n(pm|ode) /);
      expect([status, stderr]).toEqual([0, '']);
    }
  },
);

it('fault 59: the start names a folder for temporary files that cannot be used', () => {
  const { status, stderr } = run('start.mjs', ['--user-data-dir=/tmp'], { TMPDIR: '/nonexistent' });
  expect(stderr).toMatch(/temporary files cannot be used: ENOENT.*\/nonexistent/);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(status).toBe(1);
});
