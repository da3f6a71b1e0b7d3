/**
 * `npm run soak`: kills the application 200 times in the middle of its work, then works with it for half an hour over a
 * bad network, and ends with a summary. KEYDESK_KILLS and KEYDESK_SOAK_MINUTES make it shorter or longer, KEYDESK_SEED
 * repeats the choices of an earlier run.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { requireNode } from './console.mjs';
import { hasDisplay, startVirtualDisplay } from './display.mjs';
import { chooseHost } from './host.mjs';
import { ROOT } from './project.mjs';
import { ensureSystemPackages } from './systemPackages.mjs';

const REPORT = join(ROOT, 'reports/playwright.json');

requireNode();
ensureSystemPackages(['libsecret-1-0', 'chromium', 'gnome-keyring', 'dbus']);
ensureBuilt();
const host = await chooseHost();
const display = host.name === 'electron' && !hasDisplay() ? await startVirtualDisplay() : null;
const { KEYDESK_KILLS: kills = '200', KEYDESK_SOAK_MINUTES: minutes = '30' } = process.env;
const environment = {
  ...process.env,
  KEYDESK_SEED: process.env.KEYDESK_SEED ?? String(Date.now() % 2 ** 32),
  KEYDESK_KILLS: kills,
  KEYDESK_SOAK_MINUTES: minutes,
  ...(display === null ? {} : { DISPLAY: display }),
};

const runs = [run('kills', `${kills} kills`), run('soak', `${minutes} minutes of work`)];
console.log(`\nSummary\n${runs.map(({ summary }) => summary).join('\n')}`);
process.exitCode = runs.every(({ hasPassed }) => hasPassed) ? 0 : 1;

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
