import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { BareProject } from './bareProject.ts';

const scripts = join(import.meta.dirname, '../../../scripts');

const project = new BareProject();
afterAll(() => project.remove());

/** Runs a script that has to end before it does anything. */
function run(script: string, parameters: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  return spawnSync(process.execPath, [join(scripts, script), ...parameters], {
    encoding: 'utf8',
    timeout: 120_000,
    env: { ...process.env, ...environment },
  });
}

it.each<[script: string, parameters: string[], named: string | RegExp, environment?: Record<string, string>]>([
  ['start.mjs', ['--user-data-dri=/d'], '--user-data-dri'],
  ['start.mjs', ['--user-data-dir'], '--user-data-dir'],
  ['start.mjs', ['--user-data-dir='], '--user-data-dir takes a folder'],
  ['start.mjs', ['--headless=yes'], '--headless'],
  ['start.mjs', ['--lang=no_such language'], '--lang takes a language'],
  ['start.mjs', ['--remote-debugging-port=http'], '--remote-debugging-port takes a number'],
  ['start.mjs', ['--remote-debugging-port=65536'], '"65536"'],
  ['start.mjs', ['headless'], '"headless"'],
  [
    'start.mjs',
    ['--user-data-dir=/tmp'],
    /temporary files cannot be used: ENOENT.*\/nonexistent/,
    { TMPDIR: '/nonexistent' },
  ],
  ['test.mjs', ['tests/unit'], '"tests/unit"'],
  ['test.mjs', [], 'KEYDESK_SEED takes a whole number, not "many"', { KEYDESK_SEED: 'many' }],
  ['bench.mjs', ['platform', '--fast'], '--fast'],
  ['bench.mjs', ['all', '--fast'], '--fast'],
  ['bench.mjs', ['everything'], '"everything"'],
  ['packageCheck.mjs', ['--outptu=x'], '--outptu'],
  ['electronChecklist.mjs', ['one', 'two'], '"two"'],
  ['electronChecklist.mjs', ['/nonexistent/keydesk'], 'There is no packaged application'],
  ['icon.mjs', ['--size=16'], '--size'],
  ['../tests/pictures/takePictures.ts', ['--size=16'], '--size'],
])('fault 59: %s names what it cannot use of %j', (script, parameters, named, environment) => {
  const { status, stderr } = run(script, parameters, environment);
  expect(stderr).toMatch(named);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(status).toBe(1);
});

it.each(['start.mjs', 'test.mjs', 'bench.mjs', 'packageCheck.mjs', 'electronChecklist.mjs', 'icon.mjs'])(
  'fault 59: %s prints its usage with --help and does nothing else',
  (script) => {
    for (const option of ['--help', '-h']) {
      const { status, stdout, stderr } = run(script, [option]);
      expect(stdout).toMatch(/^Usage: .*n(pm|ode) /);
      expect([status, stderr]).toEqual([0, '']);
    }
  },
);

it.each([
  ['test.mjs', []],
  ['test.mjs', ['--full']],
  ['bench.mjs', ['start']],
  ['bench.mjs', ['window', '--quick']],
])('fault 59: %s %j names the system packages that it needs', (script, parameters) => {
  const { status, stderr } = project.run(script, parameters);
  expect(stderr).toMatch(/^Missing system packages.*\n +sudo apt-get install -y .*gnome-keyring dbus/);
  expect(status).toBe(1);
});
