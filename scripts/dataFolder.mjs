import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The data folder of KeyDesk in the usual place of the system, as Electron chooses it.
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
 * Why nothing can be written to a folder.
 * @param {string} folder absolute path.
 * @param {{ isCreated: boolean }} options whether to create it first.
 * @returns {string | null} the message of the system.
 */
export function folderProblem(folder, { isCreated }) {
  try {
    if (isCreated) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    }
    accessSync(join(folder, '.'), constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
