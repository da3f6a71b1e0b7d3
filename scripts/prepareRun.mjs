import { ensureBuilt } from './build.mjs';
import { requireNode } from './console.mjs';
import { environmentWithDisplay } from './display.mjs';
import { chooseHost } from './host.mjs';
import { ensureSystemPackages } from './systemPackages.mjs';

/** @typedef {import('./systemPackages.mjs').SystemPackage} SystemPackage */

/**
 * What every run of the application needs that is not `npm start`.
 * @type {readonly SystemPackage[]}
 */
export const RUN_PACKAGES = ['libsecret-1-0', 'chromium', 'gnome-keyring', 'dbus'];

/**
 * Gets what is missing for running the application unattended, builds it, and finds it a host and a display.
 * @param {readonly SystemPackage[]} [packages]
 * @param {(line: string) => void} [say]
 * @returns {Promise<NodeJS.ProcessEnv>} the environment to run it in.
 */
export async function prepareRun(packages = RUN_PACKAGES, say = console.log) {
  requireNode();
  ensureSystemPackages(packages);
  ensureBuilt();
  const host = await chooseHost(say);
  // The Chromium host runs headless; Electron needs a display to draw on.
  return host.name === 'electron' ? environmentWithDisplay() : process.env;
}
