import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './project.mjs';

/** @typedef {import('./guard.mjs').Guard} Guard */

/**
 * What came of one guard.
 * @typedef {object} Outcome
 * @property {Guard} guard
 * @property {string[]} failed titles of the tests that failed without it; empty when none noticed.
 */

const FOLDERS = ['electron', 'renderer', 'shared', 'tests', 'scripts', 'docs'];
const FILES = [
  'package.json',
  'tsconfig.json',
  'tsconfig.base.json',
  'vitest.config.ts',
  'electron.vite.config.ts',
  'electron-builder.yml',
  'biome.json',
  'README.md',
];

/**
 * Switches off each guard in a copy of the project and runs its test there.
 * @param {readonly Guard[]} guards
 * @param {(outcome: Outcome) => void} [report] hears of every outcome as it comes.
 * @returns {Promise<Outcome[]>}
 * @throws {Error} when the text of a guard is not in its file exactly once, or a test fails with all guards in place.
 */
export async function switchOffGuards(guards, report = () => {}) {
  const copy = mkdtempSync(join(tmpdir(), 'keydesk-guards-'));
  try {
    copyProject(copy);
    for (const guard of guards) {
      checkText(copy, guard);
    }
    await demandPassing(copy, guards);
    const outcomes = [];
    for (const guard of guards) {
      const outcome = { guard, failed: await runWithout(copy, guard) };
      report(outcome);
      outcomes.push(outcome);
    }
    return outcomes;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** @param {string} copy */
function copyProject(copy) {
  for (const name of [...FOLDERS, ...FILES]) {
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
}

/**
 * @param {string} copy
 * @param {Guard} guard
 */
function checkText(copy, { row, file, text }) {
  const count = readFileSync(join(copy, file), 'utf8').split(text).length - 1;
  if (count !== 1) {
    throw new Error(`The guard "${row}" is ${count} times in ${file}, not once: ${text}`);
  }
}

/**
 * A test that fails anyway would seem to notice everything.
 * @param {string} copy
 * @param {readonly Guard[]} guards
 */
async function demandPassing(copy, guards) {
  for (const [key, together] of Map.groupBy(guards, ({ project, only }) => `${project}\n${only}`)) {
    const [project = '', only = ''] = key.split('\n');
    const failed = await runTests(copy, project, [...new Set(together.map(({ test }) => test))], only);
    if (failed.length > 0) {
      throw new Error(`With all guards in place these tests fail already: ${failed.join('; ')}`);
    }
  }
}

/**
 * @param {string} copy
 * @param {Guard} guard
 * @returns {Promise<string[]>}
 */
async function runWithout(copy, { file, text, without, project, test, only }) {
  const path = join(copy, file);
  const whole = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    whole.replace(text, () => without),
  );
  try {
    return await runTests(copy, project, [test], only);
  } finally {
    writeFileSync(path, whole);
  }
}

/**
 * @param {string} copy
 * @param {string} project of vitest.
 * @param {readonly string[]} files
 * @param {string} only part of the titles of the tests to run; empty for all.
 * @returns {Promise<string[]>} titles of the tests that failed; a file that cannot be run counts as one.
 */
async function runTests(copy, project, files, only) {
  const reportFile = join(copy, 'report.json');
  rmSync(reportFile, { force: true });
  const options = ['run', '--project', project, '--reporter=json', `--outputFile=${reportFile}`, ...files];
  if (only !== '') {
    options.push('--testNamePattern', only.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  }
  const child = spawn(process.execPath, [join(copy, 'node_modules/vitest/vitest.mjs'), ...options], {
    cwd: copy,
    env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent' },
    stdio: 'ignore',
  });
  await once(child, 'exit');
  if (!existsSync(reportFile)) {
    throw new Error(`vitest did not run ${files.join(', ')}`);
  }
  /** @type {{ testResults: { name: string, status: string, assertionResults: { status: string, fullName: string }[] }[] }} */
  const { testResults } = JSON.parse(readFileSync(reportFile, 'utf8'));
  if (testResults.length !== files.length) {
    throw new Error(`vitest ran ${testResults.length} files instead of ${files.join(', ')}`);
  }
  if (!testResults.some((file) => file.assertionResults.some(({ status }) => ['passed', 'failed'].includes(status)))) {
    throw new Error(`vitest found no test "${only}" in ${files.join(', ')}`);
  }
  return testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === 'failed').map(({ fullName }) => fullName);
    return failed.length === 0 && status === 'failed' ? [name] : failed;
  });
}
