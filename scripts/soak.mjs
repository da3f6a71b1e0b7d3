/**
 * `npm run soak`: kills the application 200 times in the middle of its work, then works with it for half an hour over a
 * bad network, and ends with a summary. KEYDESK_KILLS and KEYDESK_SOAK_MINUTES make it shorter or longer, KEYDESK_SEED
 * repeats the choices of an earlier run.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { requireNode } from './console.mjs';
import { hasDisplay, startVirtualDisplay } from './display.mjs';
import { chooseHost } from './host.mjs';
import { ROOT } from './project.mjs';
import { ensureSystemPackages } from './systemPackages.mjs';

requireNode();
ensureSystemPackages(['libsecret-1-0', 'chromium', 'gnome-keyring', 'dbus']);
ensureBuilt();
const host = await chooseHost();
const display = host.name === 'electron' && !hasDisplay() ? await startVirtualDisplay() : null;
const { KEYDESK_KILLS: kills = '200', KEYDESK_SOAK_MINUTES: minutes = '30' } = process.env;
const environment = {
  ...process.env,
  KEYDESK_KILLS: kills,
  KEYDESK_SOAK_MINUTES: minutes,
  ...(display === null ? {} : { DISPLAY: display }),
};

const haveKillsPassed = passes('kills');
const hasSoakPassed = passes('soak');
console.log(`Kills (${kills}): ${haveKillsPassed ? 'passed' : 'FAILED'}`);
console.log(`Soak (${minutes} minutes): ${hasSoakPassed ? 'passed' : 'FAILED'}`);
process.exitCode = haveKillsPassed && hasSoakPassed ? 0 : 1;

/**
 * Runs one end-to-end test with its output on this terminal; the figures are in there.
 * @param {string} name
 * @returns {boolean}
 */
function passes(name) {
  const command = [join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test', `e2e/${name}.e2e.ts`];
  return spawnSync(process.execPath, command, { cwd: ROOT, env: environment, stdio: 'inherit' }).status === 0;
}
