/** `npm test`: gets what is missing, builds, runs every test and ends with the line `N passed, N failed`. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { requireNode } from './console.mjs';
import { countPlaywright, countVitest, sumCounts } from './countResults.mjs';
import { hasDisplay, startVirtualDisplay } from './display.mjs';
import { chooseHost } from './host.mjs';
import { ROOT } from './project.mjs';
import { ensureSystemPackages } from './systemPackages.mjs';

const REPORTS = join(ROOT, 'reports');

requireNode();
ensureSystemPackages(['libsecret-1-0', 'chromium', 'gnome-keyring', 'dbus', 'openssl', 'curl', 'postgresql']);
ensureBuilt();
const host = await chooseHost();
// The Chromium host runs headless; Electron needs a display to draw on.
const display = host.name === 'electron' && !hasDisplay() ? await startVirtualDisplay() : null;
// One folder for everything that tests and browsers leave behind, so that it can be removed.
const temporary = mkdtempSync(join(tmpdir(), 'keydesk-tests-'));
process.on('exit', () => rmSync(temporary, { recursive: true, force: true, maxRetries: 5 }));
const environment = { ...process.env, TMPDIR: temporary, ...(display === null ? {} : { DISPLAY: display }) };

const vitest = run('node_modules/vitest/vitest.mjs', 'vitest.json', (report) => [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
]);
const playwright = run('node_modules/@playwright/test/cli.js', 'playwright.json', () => ['test']);
const { passed, failed } = sumCounts([
  countVitest(vitest.report, vitest.exitCode),
  countPlaywright(playwright.report, playwright.exitCode),
]);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/**
 * Runs a test runner with its output on this terminal.
 * @param {string} program path below the project.
 * @param {string} reportName name of the JSON report it writes.
 * @param {(report: string) => string[]} parameters
 * @returns {{ report: unknown, exitCode: number | null }} `report` is `null` when none was written.
 */
function run(program, reportName, parameters) {
  const report = join(REPORTS, reportName);
  rmSync(report, { force: true });
  const command = [join(ROOT, program), ...parameters(report)];
  const { status } = spawnSync(process.execPath, command, { cwd: ROOT, env: environment, stdio: 'inherit' });
  return { report: existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null, exitCode: status };
}
