import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * The folder in which KeyDesk keeps everything when nobody names another: the system's usual place.
 * @param {NodeJS.ProcessEnv} environment
 * @param {NodeJS.Platform} [platform]
 * @returns {string} absolute path.
 */
export function usualDataFolder(environment, platform = process.platform) {
  const places = {
    win32: environment.APPDATA || join(homedir(), 'AppData', 'Roaming'),
    darwin: join(homedir(), 'Library', 'Application Support'),
    linux: environment.XDG_CONFIG_HOME || join(homedir(), '.config'),
  };
  return join(places[/** @type {keyof typeof places} */ (platform)] ?? places.linux, 'KeyDesk');
}

/**
 * Makes a data folder, and finds out why it cannot be used. Without one there is no profile for the window: Electron ends
 * without a word then, or no window comes.
 * @param {string} folder absolute path.
 * @returns {string | null} the message of the system.
 */
export function dataFolderProblem(folder) {
  try {
    makeFolder(folder);
    return folderProblem(folder);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Finds out why nothing can be written to a folder that has to be there.
 * @param {string} folder absolute path.
 * @returns {string | null} the message of the system.
 */
export function folderProblem(folder) {
  try {
    accessSync(join(folder, '.'), constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Node's own `recursive` is not used: it does not return for some folders that the system cannot create.
 * @param {string} folder
 */
function makeFolder(folder) {
  if (!existsSync(folder)) {
    if (dirname(folder) !== folder) {
      makeFolder(dirname(folder));
    }
    mkdirSync(folder, { mode: 0o700 });
  }
}
