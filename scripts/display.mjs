import { spawn } from 'node:child_process';
import { hasCommand } from './systemPackages.mjs';

/**
 * How the window is shown.
 * @typedef {object} Display
 * @property {boolean} isHeadless
 * @property {Record<string, string>} environment to add to the application's.
 * @property {string[]} switches for the application, those that the user gave included.
 */

/**
 * Decides how the window is shown and says so when nobody will see it. Without a display Electron gets one in memory.
 * @param {'electron' | 'chromium'} hostName
 * @param {readonly string[]} asked the switches that the user gave.
 * @returns {Promise<Display>}
 */
export async function prepareDisplay(hostName, asked) {
  // Electron itself has no headless mode; what stands in for one exists on Linux only.
  const canHide = hostName === 'chromium' || process.platform === 'linux';
  const isHeadless = !hasDisplay() || (canHide && asked.includes('--headless'));
  if (!isHeadless) {
    return { isHeadless, environment: {}, switches: [...asked] };
  }
  console.log(`Display: ${hasDisplay() ? 'not used' : 'none'}, running headless`);
  const others = asked.filter((text) => text !== '--headless');
  // The picture of the window is taken over this port; it is open to programs on this machine only.
  const port = others.some((text) => text.startsWith('--remote-debugging-port=')) ? [] : ['--remote-debugging-port=0'];
  if (hostName === 'chromium') {
    return { isHeadless, environment: {}, switches: ['--headless', ...port, ...others] };
  }
  const name = await startVirtualDisplay();
  return name === null
    ? { isHeadless, environment: {}, switches: ['--ozone-platform=headless', ...port, ...others] }
    : { isHeadless, environment: { DISPLAY: name }, switches: [...port, ...others] };
}

/**
 * Whether a window can be shown here.
 * @returns {boolean}
 */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
}

/**
 * Starts a display in memory that ends with this script.
 * @returns {Promise<string | null>} its name, for `DISPLAY`; `null` where Xvfb is missing.
 */
export async function startVirtualDisplay() {
  if (!hasCommand('Xvfb')) {
    return null;
  }
  const parameters = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'];
  const server = spawn('Xvfb', parameters, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  process.on('exit', () => server.kill());
  const number = await new Promise((resolve) => {
    server.stdio[3]?.once('data', (chunk) => resolve(String(chunk).trim()));
    server.once('exit', () => resolve(null));
  });
  return number === null ? null : `:${number}`;
}
