import { spawn } from 'node:child_process';
import { stopWith } from './console.mjs';
import { ensureSystemPackages } from './systemPackages.mjs';

/** Variables by which Chromium finds the screen of a Wayland session, which it prefers to `DISPLAY`. */
const WAYLAND = ['WAYLAND_DISPLAY', 'WAYLAND_SOCKET'];

/**
 * How the window is shown.
 * @typedef {object} Display
 * @property {boolean} isHeadless
 * @property {NodeJS.ProcessEnv} environment for the application.
 * @property {string[]} switches for the application.
 */

/**
 * Decides how the window is shown and says so when nobody will see it.
 * @param {'electron' | 'chromium'} hostName
 * @param {boolean} isAsked whether the user wants it headless.
 * @returns {Promise<Display>}
 */
export async function prepareDisplay(hostName, isAsked) {
  const { env, platform } = process;
  // Electron itself has no headless mode; what stands in for one exists on Linux only.
  const canHide = hostName === 'chromium' || platform === 'linux';
  if (isAsked && !canHide) {
    stopWith('Electron has no headless mode on this system. Run the command again without --headless.');
  }
  if (hasDisplay(env) && !isAsked) {
    return { isHeadless: false, environment: env, switches: hostName === 'electron' ? displaySwitches(env) : [] };
  }
  console.log(`Display: ${hasDisplay(env) ? 'not used' : 'none'}, running headless`);
  if (hostName === 'chromium') {
    return { isHeadless: true, environment: env, switches: ['--headless'] };
  }
  const environment = await startVirtualDisplay(env);
  return { isHeadless: true, environment, switches: displaySwitches(environment) };
}

/**
 * The environment for programs that draw windows: with a display in memory where there is no other.
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function environmentWithDisplay() {
  return hasDisplay(process.env) ? process.env : startVirtualDisplay(process.env);
}

/**
 * The switches that keep Electron on the display that an environment names. By itself it may go by the kind of the
 * session instead and show its window on the screen of a Wayland session.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {string[]}
 */
export function displaySwitches(environment) {
  const isX11 = process.platform === 'linux' && Boolean(environment.DISPLAY) && !environment.WAYLAND_DISPLAY;
  return isX11 ? ['--ozone-platform=x11'] : [];
}

/**
 * Whether a window can be shown.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {boolean}
 */
function hasDisplay(environment) {
  return process.platform !== 'linux' || Boolean(environment.DISPLAY) || Boolean(environment.WAYLAND_DISPLAY);
}

/**
 * Starts a display in memory that ends with this script, getting Xvfb where it is missing. Ends the script when there
 * can be none: Electron's own headless drawing is not supported and hangs.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<NodeJS.ProcessEnv>} with that display and no other.
 */
async function startVirtualDisplay(environment) {
  ensureSystemPackages(['xvfb']);
  const parameters = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'];
  const server = spawn('Xvfb', parameters, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  process.on('exit', () => server.kill());
  let complaint = '';
  server.stderr?.on('data', (chunk) => {
    complaint += chunk;
  });
  const number = await new Promise((resolve) => {
    server.stdio[3]?.once('data', (chunk) => resolve(String(chunk).trim()));
    server.once('close', () => resolve(null));
    server.once('error', () => resolve(null));
  });
  if (number === null) {
    stopWith(`There is no display, and Xvfb could not be started: ${complaint.trim().split('\n')[0]}`);
  }
  return onX11(environment, `:${number}`);
}

/**
 * @param {NodeJS.ProcessEnv} environment
 * @param {string} display for `DISPLAY`.
 * @returns {NodeJS.ProcessEnv} without the ways to another screen.
 */
export function onX11(environment, display) {
  const others = Object.entries(environment).filter(([name]) => !WAYLAND.includes(name));
  return { ...Object.fromEntries(others), DISPLAY: display, XDG_SESSION_TYPE: 'x11' };
}
