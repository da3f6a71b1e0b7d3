/**
 * `npm run soak`: kills the application 200 times in the middle of its work, then works with it for half an hour over a
 * bad network, and ends with a summary. KEYDESK_KILLS and KEYDESK_SOAK_MINUTES make it shorter or longer, KEYDESK_SEED
 * repeats the choices of an earlier run.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stopWithUsage, takeNoOptions } from './options.mjs';
import { prepareRun } from './prepareRun.mjs';
import { ROOT } from './project.mjs';

const REPORT = join(ROOT, 'reports/playwright.json');

const USAGE = '[KEYDESK_KILLS=200] [KEYDESK_SOAK_MINUTES=30] [KEYDESK_SEED=NUMBER] npm run soak';

takeNoOptions(USAGE);
const kills = readNumber('KEYDESK_KILLS', '200');
const minutes = readNumber('KEYDESK_SOAK_MINUTES', '30');
const seed = readNumber('KEYDESK_SEED', String(Date.now() % 2 ** 32));
const environment = {
  ...(await prepareRun()),
  KEYDESK_SEED: seed,
  KEYDESK_KILLS: kills,
  KEYDESK_SOAK_MINUTES: minutes,
};

const runs = [run('kills', `${kills} kills`), run('soak', `${minutes} minutes of work`)];
console.log(`\nSummary\n${runs.map(({ summary }) => summary).join('\n')}`);
process.exitCode = runs.every(({ hasPassed }) => hasPassed) ? 0 : 1;

/**
 * @param {string} name
 * @param {string} usual
 * @returns {string} a whole number.
 */
function readNumber(name, usual) {
  const text = process.env[name] || usual;
  return /^\d{1,10}$/.test(text) ? text : stopWithUsage(`${name} takes a whole number, not "${text}"`, USAGE);
}

/**
 * Runs one end-to-end test with its output on this terminal.
 * @param {string} name of its file.
 * @param {string} title
 * @returns {{ hasPassed: boolean, summary: string }} the summary repeats the figures that the test has printed.
 */
function run(name, title) {
  rmSync(REPORT, { force: true });
  const command = [join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test', `e2e/${name}.e2e.ts`];
  const { status } = spawnSync(process.execPath, command, { cwd: ROOT, env: environment, stdio: 'inherit' });
  return { hasPassed: status === 0, summary: `${title}: ${status === 0 ? 'passed' : 'FAILED'}\n${printedBy(name)}` };
}

/**
 * @param {string} name
 * @returns {string} what the test has printed, as the report of Playwright holds it.
 */
function printedBy(name) {
  if (!existsSync(REPORT)) {
    return '';
  }
  /** @type {{ suites: { file: string, specs: { tests: { results: { stdout: { text?: string }[] }[] }[] }[] }[] }} */
  const { suites } = JSON.parse(readFileSync(REPORT, 'utf8'));
  return suites
    .filter(({ file }) => file === `${name}.e2e.ts`)
    .flatMap(({ specs }) => specs.flatMap(({ tests }) => tests.flatMap(({ results }) => results)))
    .flatMap(({ stdout }) => stdout.map(({ text = '' }) => text))
    .join('');
}
