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

/**
 * What a runner left; `report` is `null` when none was written.
 * @typedef {{ report: unknown, exitCode: number | null }} RunnerEnd
 */

/**
 * Runs vitest with its output on this terminal.
 * @param {NodeJS.ProcessEnv} environment
 * @param {string} reportName name of the JSON report in `reports`.
 * @param {readonly string[]} [parameters]
 * @returns {RunnerEnd}
 */
export function runVitest(environment, reportName, parameters = []) {
  return run('node_modules/vitest/vitest.mjs', environment, reportName, (report) => [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...parameters,
  ]);
}

/**
 * Runs Playwright with its output on this terminal.
 * @param {NodeJS.ProcessEnv} environment
 * @param {readonly string[]} [parameters]
 * @returns {RunnerEnd}
 */
export function runPlaywright(environment, parameters = []) {
  // Where its configuration has the report.
  return run('node_modules/@playwright/test/cli.js', environment, 'playwright.json', () => ['test', ...parameters]);
}

/**
 * @param {string} program path below the project.
 * @param {NodeJS.ProcessEnv} environment
 * @param {string} reportName
 * @param {(report: string) => string[]} parameters
 * @returns {RunnerEnd}
 */
function run(program, environment, reportName, parameters) {
  const report = join(ROOT, 'reports', reportName);
  rmSync(report, { force: true });
  const command = [join(ROOT, program), ...parameters(report)];
  const { status } = spawnSync(process.execPath, command, { cwd: ROOT, env: environment, stdio: 'inherit' });
  return { report: existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null, exitCode: status };
}
