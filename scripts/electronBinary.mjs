import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { downloadElectron, electronTarget, readPackage } from './electronDownload.mjs';
import { showProgress } from './progress.mjs';
import { ROOT } from './project.mjs';

const PACKAGE = join(ROOT, 'node_modules', 'electron');
/** The program in the folder that Electron's archive unpacks to. */
const PROGRAMS = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe', linux: 'electron' };

/**
 * The Electron program, or why it could not be had.
 * `lacksLibrary` where the program is there and the system is not complete enough for it.
 * @typedef {{ path: string } | { path: null, reason: string, lacksLibrary?: boolean }} ElectronBinary
 */

/**
 * Finds the unpacked Electron program, downloading it first where it is missing (Electron's package has no install
 * script of its own any more).
 * @returns {Promise<ElectronBinary>}
 */
export async function getElectronBinary() {
  const { ELECTRON_OVERRIDE_DIST_PATH: chosen } = process.env;
  if (chosen && findElectronBinary() === null) {
    return { path: null, reason: `ELECTRON_OVERRIDE_DIST_PATH names a folder without it, ${chosen}` };
  }
  if (findElectronBinary() === null) {
    const progress = showProgress('Electron: downloading, ');
    progress.tell('waiting for an answer …');
    const failure = await downloadElectron({ folder: PACKAGE, tell: progress.tell });
    progress.end();
    if (failure !== null) {
      return { path: null, reason: `${failure}; to try by hand: npx install-electron` };
    }
  }
  const path = findElectronBinary();
  if (path === null) {
    return { path, reason: 'the download left no program' };
  }
  const library = findMissingLibrary(path);
  return library === null ? { path } : { path: null, reason: `this system lacks ${library}`, lacksLibrary: true };
}

/**
 * Finds the unpacked Electron program without downloading anything: in the folder that `ELECTRON_OVERRIDE_DIST_PATH`
 * names, else where its package unpacks it.
 * @returns {string | null} absolute path.
 */
export function findElectronBinary() {
  const { ELECTRON_OVERRIDE_DIST_PATH: chosen } = process.env;
  if (chosen) {
    return existing(resolve(chosen, PROGRAMS[/** @type {keyof typeof PROGRAMS} */ (process.platform)] ?? 'electron'));
  }
  // Written last, so that half an unpacked archive is none.
  const pathFile = join(PACKAGE, 'path.txt');
  return existsSync(pathFile) ? existing(join(PACKAGE, 'dist', readFileSync(pathFile, 'utf8'))) : null;
}

/**
 * How to have Electron where its program cannot be downloaded by a script.
 * @returns {string}
 */
export function electronByHand() {
  const { platform, arch } = electronTarget();
  const archive = `electron-v${readPackage(PACKAGE).version}-${platform}-${arch}.zip`;
  return `unpack ${archive} (github.com/electron/electron/releases) and set ELECTRON_OVERRIDE_DIST_PATH to its folder`;
}

/**
 * @param {string} path
 * @returns {string | null}
 */
function existing(path) {
  return existsSync(path) ? path : null;
}

/**
 * Electron on Linux needs libraries of a desktop.
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
