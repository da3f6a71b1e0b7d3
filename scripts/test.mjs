/**
 * `npm test`: gets what is missing, builds, runs every test and ends with the line `N passed, N failed`.
 *
 * `npm run test:full`: the same with larger amounts and the tests that take minutes, then `npm run clients`, a check of the package
 * and mutation testing (`stryker.config.json`). `KEYDESK_SEED` repeats the random choices of an earlier run.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countPlaywright, countStep, countVitest } from './countResults.mjs';
import { readOptions, stopWithUsage } from './options.mjs';
import { prepareRun, RUN_PACKAGES } from './prepareRun.mjs';
import { ROOT } from './project.mjs';

const USAGE = 'npm test, or [KEYDESK_SEED=NUMBER] npm run test:full (one file: npx vitest run FILE)';
/** System packages of the tests that take minutes. */
const FULL_PACKAGES = /** @type {const} */ ([
  'nginx',
  'pgbouncer',
  'xvfb',
  'xclip',
  'copyq',
  'parcellite',
  'xfce4-clipman',
  'xdotool',
  'libreoffice-calc-nogui',
  'poppler-utils',
  'khal',
  'calcurse',
  'keepassxc',
  'age',
  'libkf5wallet-bin',
  'libqca-qt5-2-plugins',
]);
const VITEST_REPORT = 'reports/vitest.json';
/** Named in Playwright's configuration. */
const PLAYWRIGHT_REPORT = 'reports/playwright.json';

const { full: isFull = false } = readOptions(USAGE, { full: { type: 'boolean' } }).values;
const seed = process.env.KEYDESK_SEED ?? String(Date.now() % 2 ** 32);
if (!/^\d{1,10}$/.test(seed)) {
  stopWithUsage(`KEYDESK_SEED takes a whole number, not "${seed}"`, USAGE);
}

/** @type {string[]} */
const durations = [];
const started = performance.now();
const environment = await timed('preparation and build', prepare);
console.log(`KEYDESK_SEED=${seed}`);
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${VITEST_REPORT}`];
const counts = [
  await timed('vitest', () => {
    const exitCode = run('node_modules/vitest/vitest.mjs', ['run', ...reporters], VITEST_REPORT);
    return countVitest(readReport(VITEST_REPORT), exitCode);
  }),
  await timed('Playwright', () => {
    const selection = isFull ? [] : ['--grep-invert', '@full'];
    const exitCode = run('node_modules/@playwright/test/cli.js', ['test', ...selection], PLAYWRIGHT_REPORT);
    return countPlaywright(readReport(PLAYWRIGHT_REPORT), exitCode);
  }),
];
if (isFull) {
  counts.push(
    await timed('clients', () => countStep(run('scripts/clients.mjs'))),
    await timed('package', () => countStep(run('scripts/packageCheck.mjs'))),
    await timed('mutation', () => countStep(run('node_modules/@stryker-mutator/core/bin/stryker.js', ['run']))),
  );
}
console.log(`${durations.join(', ')}; ${secondsSince(started)} in all`);
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** @returns {Promise<NodeJS.ProcessEnv>} the environment of the runners. */
async function prepare() {
  const prepared = await prepareRun([
    ...RUN_PACKAGES,
    'libglib2.0-bin',
    'openssl',
    'curl',
    'postgresql',
    ...(isFull ? FULL_PACKAGES : []),
  ]);
  // One folder for everything that tests and browsers leave behind, so that it can be removed.
  const temporary = mkdtempSync(join(tmpdir(), 'keydesk-tests-'));
  process.on('exit', () => rmSync(temporary, { recursive: true, force: true, maxRetries: 5 }));
  return { ...prepared, TMPDIR: temporary, KEYDESK_SEED: seed, ...(isFull ? { KEYDESK_TEST_FULL: '1' } : {}) };
}

/**
 * Runs a program of this project on Node, with its output on this terminal.
 * @param {string} program path in the project.
 * @param {readonly string[]} [parameters]
 * @param {string} [report] path in the project; an old one is removed.
 * @returns {number | null} its exit code; `null` after a signal.
 */
function run(program, parameters = [], report) {
  if (report !== undefined) {
    rmSync(join(ROOT, report), { force: true });
  }
  const command = [join(ROOT, program), ...parameters];
  return spawnSync(process.execPath, command, { cwd: ROOT, env: environment, stdio: 'inherit' }).status;
}

/** @param {string} report path in the project. */
function readReport(report) {
  const file = join(ROOT, report);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/**
 * Runs a step and records its duration.
 * @template Result
 * @param {string} name
 * @param {() => Result | Promise<Result>} step
 */
async function timed(name, step) {
  const start = performance.now();
  const result = await step();
  durations.push(`${name} ${secondsSince(start)}`);
  return result;
}

/** @param {number} start */
function secondsSince(start) {
  return `${Math.round((performance.now() - start) / 1000)} s`;
}
