import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { downloadElectron } from './electronDownload.mjs';
import { lastFailure, saveOutcome } from './failedDownload.mjs';
import { ROOT } from './project.mjs';

const PACKAGE = join(ROOT, 'node_modules', 'electron');
/** The program in the folder to which Electron's archive unpacks. @type {Readonly<Record<string, string>>} */
const PROGRAMS = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };

/**
 * The Electron program, or why there is none. `lacksLibrary` if the system lacks a library of it.
 * @typedef {{ path: string } | { path: null, reason: string, lacksLibrary?: boolean }} ElectronBinary
 */

/**
 * Finds the unpacked Electron program, and downloads it if it is missing: its package has no install script.
 * @returns {Promise<ElectronBinary>}
 */
export async function getElectronBinary() {
  const { ELECTRON_OVERRIDE_DIST_PATH: chosen } = process.env;
  let path = findElectronBinary();
  if (path === null && chosen) {
    return { path, reason: `the folder of ELECTRON_OVERRIDE_DIST_PATH does not contain it, ${chosen}` };
  }
  if (path === null) {
    const failure = lastFailure(PACKAGE, process.env, Date.now()) ?? (await download());
    path = findElectronBinary();
    if (path === null) {
      return { path, reason: `${failure ?? 'no program was unpacked'}; to download it manually: npx install-electron` };
    }
  }
  const library = findMissingLibrary(path);
  return library === null ? { path } : { path: null, reason: `this system lacks ${library}`, lacksLibrary: true };
}

/**
 * @returns {Promise<string | null>} the reason of a failure, or `null`.
 */
async function download() {
  console.log('Electron: downloading …');
  const failure = await downloadElectron({ folder: PACKAGE });
  saveOutcome(PACKAGE, process.env, Date.now(), failure);
  return failure;
}

/**
 * Finds the unpacked Electron program: in the folder of `ELECTRON_OVERRIDE_DIST_PATH`, else where its package unpacks it.
 * @returns {string | null} absolute path.
 */
export function findElectronBinary() {
  const { ELECTRON_OVERRIDE_DIST_PATH: chosen } = process.env;
  // Written after unpacking, so that a partly unpacked program is not found.
  const pathFile = join(PACKAGE, 'path.txt');
  if (!chosen && !existsSync(pathFile)) {
    return null;
  }
  const path = chosen
    ? resolve(chosen, PROGRAMS[process.platform] ?? 'electron')
    : join(PACKAGE, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(path) ? path : null;
}

/**
 * How to get Electron if a script cannot download it.
 * @returns {string}
 */
export function electronByHand() {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  const archive = `electron-v${version}-${process.platform}-${process.arch}.zip`;
  return `unpack ${archive} (github.com/electron/electron/releases) and set ELECTRON_OVERRIDE_DIST_PATH to its folder`;
}

/**
 * Electron on Linux requires libraries of a desktop.
 * @param {string} path
 * @returns {string | null} name of one that is missing.
 */
function findMissingLibrary(path) {
  if (process.platform !== 'linux') {
    return null;
  }
  const { stdout } = spawnSync('ldd', [path], { encoding: 'utf8' });
  return /^\s*(\S+) => not found/m.exec(stdout ?? '')?.[1] ?? null;
}
