import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Time until the download is tried again, in milliseconds. */
const RETRY_MS = 24 * 3600 * 1000;
/** Variables that decide where Electron is downloaded from, and how. */
const NETWORK_VARIABLE =
  /^(?:electron_|npm_config_(?:electron_|(?:https_|no)?proxy$|ca$|cafile$)|(?:https?_|no_)?proxy$)/i;

/**
 * The reason why the last download of Electron failed, unless another try may succeed: after a day, or with other settings of
 * the network. Without it, each start of a computer that cannot download Electron would wait for the network first.
 * @param {string} folder of the package `electron`, which a new installation replaces.
 * @param {NodeJS.ProcessEnv} environment
 * @param {number} now milliseconds since the epoch.
 * @returns {string | null}
 */
export function lastFailure(folder, environment, now) {
  try {
    const { reason, at, network } = JSON.parse(readFileSync(fileIn(folder), 'utf8'));
    const isRecent = Math.abs(now - at) < RETRY_MS && network === digestNetwork(environment);
    return isRecent && typeof reason === 'string' ? reason : null;
  } catch {
    return null;
  }
}

/**
 * Saves the outcome of a download for {@link lastFailure}.
 * @param {string} folder of the package `electron`.
 * @param {NodeJS.ProcessEnv} environment
 * @param {number} now milliseconds since the epoch.
 * @param {string | null} reason of the failure, or `null`.
 * @returns {void}
 */
export function saveOutcome(folder, environment, now, reason) {
  try {
    if (reason === null) {
      rmSync(fileIn(folder), { force: true });
    } else {
      writeFileSync(fileIn(folder), JSON.stringify({ reason, at: now, network: digestNetwork(environment) }));
    }
  } catch {
    // A folder that cannot be written: the next start tries again.
  }
}

/** @param {string} folder */
function fileIn(folder) {
  return join(folder, 'failed-download.json');
}

/**
 * A digest, since the address of a proxy may contain a password.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {string}
 */
function digestNetwork(environment) {
  const settings = Object.entries(environment)
    .filter(([name, value]) => NETWORK_VARIABLE.test(name) && value)
    .sort(([first], [second]) => (first < second ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(settings)).digest('hex');
}
