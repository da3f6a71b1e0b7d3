import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { stopWith } from './console.mjs';
import { ensureSystemPackages } from './systemPackages.mjs';

/**
 * Decides how the window is shown, and reports if it is not visible.
 * @param {'electron' | 'chromium'} hostName
 * @param {boolean} isRequested whether the user wants it headless.
 * @returns {Promise<{ isHeadless: boolean, environment: NodeJS.ProcessEnv, switches: string[] }>} environment and switches
 *   for the application.
 */
export async function prepareDisplay(hostName, isRequested) {
  const { env, platform } = process;
  // Electron has no headless mode; a virtual display replaces it on Linux.
  if (isRequested && hostName === 'electron' && platform !== 'linux') {
    stopWith('Electron has no headless mode on this system. Run the command again without --headless.');
  }
  if (hasDisplay(env) && !isRequested) {
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
 * The environment for programs that open windows, with a virtual display if there is no other.
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function environmentWithDisplay() {
  return hasDisplay(process.env) ? process.env : startVirtualDisplay(process.env);
}

/**
 * The switches that keep Electron on an X11 display. Otherwise it may choose by the type of the session, and open its window
 * in a Wayland session.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {string[]}
 */
export function displaySwitches(environment) {
  const isX11 = process.platform === 'linux' && Boolean(environment.DISPLAY) && !environment.WAYLAND_DISPLAY;
  return isX11 ? ['--ozone-platform=x11'] : [];
}

/**
 * @param {NodeJS.ProcessEnv} environment
 * @returns {boolean}
 */
function hasDisplay(environment) {
  return process.platform !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}

/**
 * Starts a virtual display that ends with this script, and installs Xvfb if it is missing. Ends the script on failure:
 * Electron's headless rendering is not supported and hangs.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<NodeJS.ProcessEnv>} with that display only.
 */
async function startVirtualDisplay(environment) {
  ensureSystemPackages(['xvfb']);
  const parameters = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'];
  const server = spawn('Xvfb', parameters, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  process.on('exit', () => server.kill());
  const complaint = text(/** @type {import('node:stream').Readable} */ (server.stderr)).catch(() => '');
  /** @type {string | null} */
  const number = await new Promise((resolve) => {
    server.stdio[3]?.once('data', (chunk) => resolve(String(chunk).trim()));
    server.once('exit', () => resolve(null));
    server.once('error', () => resolve(null));
  });
  if (number === null) {
    const [reason] = (await complaint).trim().split('\n');
    stopWith(`There is no display, and Xvfb could not be started: ${reason}`);
  }
  return onX11(environment, `:${number}`);
}

/**
 * @param {NodeJS.ProcessEnv} environment
 * @param {string} display for `DISPLAY`.
 * @returns {NodeJS.ProcessEnv} with this display only: Chromium prefers one of Wayland.
 */
export function onX11({ WAYLAND_DISPLAY: _display, WAYLAND_SOCKET: _socket, ...environment }, display) {
  return { ...environment, DISPLAY: display, XDG_SESSION_TYPE: 'x11' };
}
