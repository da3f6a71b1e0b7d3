import { join } from 'node:path';
import { stopWith } from './console.mjs';
import { electronByHand, getElectronBinary } from './electronBinary.mjs';
import { findSandboxObstacle } from './linuxSandbox.mjs';
import { ROOT } from './project.mjs';
import { canInstall, ensureSystemPackages } from './systemPackages.mjs';

/**
 * What runs the compiled application.
 * @typedef {object} Host
 * @property {'electron' | 'chromium'} name
 * @property {string} command absolute path of the program.
 * @property {string[]} parameters those that come before the switches.
 */

/**
 * Chooses the host, getting Electron where that is possible, and says which it is in one line. Ends the script where
 * Electron is there but its sandbox cannot start.
 * @param {(line: string) => void} [say]
 * @returns {Promise<Host>}
 */
export async function chooseHost(say = console.log) {
  const host = await getHost(say);
  if (sandboxSwitches().length > 0) {
    say('Sandbox: none, neither Electron nor Chromium has one for root. Another user has one.');
  }
  return host;
}

/**
 * @param {(line: string) => void} say
 * @returns {Promise<Host>}
 */
async function getHost(say) {
  let binary = await getElectronBinary();
  if (binary.path === null && binary.lacksLibrary && canInstall()) {
    // Debian's Chromium brings the libraries of a desktop that Electron needs, under whichever names they have there.
    ensureSystemPackages(['chromium']);
    binary = await getElectronBinary();
  }
  if (binary.path !== null) {
    const obstacle = findSandboxObstacle(binary.path);
    if (obstacle !== null) {
      stopWith(obstacle);
    }
    say('Host: Electron');
    return { name: 'electron', command: binary.path, parameters: [ROOT] };
  }
  say(`Host: Chromium (the Electron binary could not be had: ${binary.reason})`);
  say(`To have Electron without a download: ${electronByHand()}`);
  ensureSystemPackages(['chromium']);
  return chromiumHost();
}

/**
 * The host that needs an installed Chromium only.
 * @param {...string} modules loaded before the application, with `electron` at their hands; absolute paths.
 * @returns {Host}
 */
export function chromiumHost(...modules) {
  const hook = join(ROOT, 'tests/chromium-host/register.ts');
  const main = join(ROOT, 'out/main/main.js');
  const loaded = [hook, ...modules].flatMap((module) => ['--import', module]);
  return { name: 'chromium', command: process.execPath, parameters: [...loaded, main] };
}

/**
 * Switches that the user the script runs as makes necessary: neither Chromium nor Electron has a sandbox for root.
 * @returns {string[]}
 */
export function sandboxSwitches() {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
