import { ensureBuilt } from './build.mjs';
import { requireNode } from './console.mjs';
import { environmentWithDisplay } from './display.mjs';
import { chooseHost } from './host.mjs';
import { ensureSystemPackages } from './systemPackages.mjs';

/** @typedef {import('./systemPackages.mjs').SystemPackage} SystemPackage */

/**
 * What an unattended run of the application requires.
 * @type {readonly SystemPackage[]}
 */
export const RUN_PACKAGES = ['libsecret-1-0', 'chromium', 'gnome-keyring', 'dbus'];

/**
 * Prepares unattended runs of the application: system packages, build, host and display.
 * @param {readonly SystemPackage[]} [packages]
 * @param {(line: string) => void} [say]
 * @returns {Promise<NodeJS.ProcessEnv>} the environment for them.
 */
export async function prepareRun(packages = RUN_PACKAGES, say = console.log) {
  requireNode();
  ensureSystemPackages(packages);
  ensureBuilt();
  const host = await chooseHost(say);
  // The Chromium host runs headless; Electron requires a display.
  return host.name === 'electron' ? environmentWithDisplay() : process.env;
}
