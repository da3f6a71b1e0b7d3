import { join } from 'node:path';
import { stopWith } from './console.mjs';
import { electronByHand, getElectronBinary } from './electronBinary.mjs';
import { findSandboxObstacle } from './linuxSandbox.mjs';
import { ROOT } from './project.mjs';
import { canInstall, ensureSystemPackages } from './systemPackages.mjs';

/**
 * What runs the compiled application: absolute path of a program, and the parameters before the switches.
 * @typedef {{ name: 'electron' | 'chromium', command: string, parameters: string[] }} Host
 */

/**
 * Chooses the host, downloading Electron if necessary, and reports it. Ends the script if Electron's sandbox cannot start.
 * @param {(line: string) => void} [say]
 * @returns {Promise<Host>}
 */
export async function chooseHost(say = console.log) {
  const host = await getHost(say);
  if (sandboxSwitches().length > 0) {
    say('Sandbox: none, since Electron and Chromium have none for root. Start as another user to have one.');
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
    // Debian's Chromium depends on the same libraries as Electron, whose package names vary.
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
  say(`Host: Chromium (Electron is not available: ${binary.reason})`);
  say(`To use Electron without this download: ${electronByHand()}`);
  ensureSystemPackages(['chromium']);
  return chromiumHost();
}

/**
 * The Chromium host.
 * @param {string} [root] folder of the project whose build is run.
 * @param {...string} modules loaded before the application, which can import `electron`; absolute paths.
 * @returns {Host}
 */
export function chromiumHost(root = ROOT, ...modules) {
  const loaded = [join(root, 'tests/chromium-host/register.ts'), ...modules].flatMap((module) => ['--import', module]);
  return { name: 'chromium', command: process.execPath, parameters: [...loaded, join(root, 'out/main/main.js')] };
}

/**
 * The switches that are necessary for the user of this process: neither Chromium nor Electron has a sandbox for root.
 * @returns {string[]}
 */
export function sandboxSwitches() {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
