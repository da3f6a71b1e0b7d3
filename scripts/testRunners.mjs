import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareRun, RUN_PACKAGES } from './prepareRun.mjs';
import { ROOT } from './project.mjs';

/**
 * Gets what is missing for the tests and builds.
 * @returns {Promise<NodeJS.ProcessEnv>} the environment for their runners.
 */
export async function prepareTests() {
  const environment = await prepareRun([...RUN_PACKAGES, 'openssl', 'curl', 'postgresql']);
  // One folder for everything that tests and browsers leave behind, so that it can be removed.
  const temporary = mkdtempSync(join(tmpdir(), 'keydesk-tests-'));
  process.on('exit', () => rmSync(temporary, { recursive: true, force: true, maxRetries: 5 }));
  return { ...environment, TMPDIR: temporary };
}

/** @typedef {import('./countResults.mjs').RunnerEnd} RunnerEnd */

/**
 * Runs vitest.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {RunnerEnd}
 */
export function runVitest(environment) {
  const report = 'reports/vitest.json';
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return runReporting('node_modules/vitest/vitest.mjs', environment, report, ['run', ...reporters]);
}

/**
 * Runs Playwright, whose configuration names the report.
 * @param {NodeJS.ProcessEnv} environment
 * @param {boolean} isFull whether the tests that take minutes run too.
 * @returns {RunnerEnd}
 */
export function runPlaywright(environment, isFull) {
  const parameters = isFull ? ['test'] : ['test', '--grep-invert', '@full'];
  return runReporting('node_modules/@playwright/test/cli.js', environment, 'reports/playwright.json', parameters);
}

/**
 * Runs a program of this project on Node, with its output on this terminal.
 * @param {string} program path below the project.
 * @param {NodeJS.ProcessEnv} environment
 * @param {readonly string[]} [parameters]
 * @returns {number | null} its exit code; `null` when a signal ended it.
 */
export function runProgram(program, environment, parameters = []) {
  const command = [join(ROOT, program), ...parameters];
  return spawnSync(process.execPath, command, { cwd: ROOT, env: environment, stdio: 'inherit' }).status;
}

/**
 * @param {string} program path below the project.
 * @param {NodeJS.ProcessEnv} environment
 * @param {string} reportName path below the project.
 * @param {readonly string[]} parameters
 * @returns {RunnerEnd}
 */
function runReporting(program, environment, reportName, parameters) {
  const report = join(ROOT, reportName);
  rmSync(report, { force: true });
  const exitCode = runProgram(program, environment, parameters);
  return { report: existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null, exitCode };
}
