import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './project.mjs';

const PACKAGE = join(ROOT, 'node_modules', 'electron');
/** Longest time for the download: without name resolution it fails at once, but a silent firewall lets it hang. */
const DOWNLOAD_LIMIT_MS = 20_000;

/**
 * The Electron program, or why it could not be had.
 * @typedef {{ path: string } | { path: null, reason: string }} ElectronBinary
 */

/**
 * Finds the unpacked Electron program, downloading it first where it is missing (Electron's package has no install
 * script of its own any more).
 * @returns {Promise<ElectronBinary>}
 */
export async function getElectronBinary() {
  if (findElectronBinary() === null) {
    console.log(`Electron: downloading, at most ${DOWNLOAD_LIMIT_MS / 1000} s …`);
    const failure = await download();
    if (failure !== null) {
      return { path: null, reason: failure };
    }
  }
  const path = findElectronBinary();
  if (path === null) {
    return { path, reason: 'the download left no program' };
  }
  const library = findMissingLibrary(path);
  return library === null ? { path } : { path: null, reason: `this system lacks ${library}` };
}

/**
 * Finds the unpacked Electron program without downloading anything.
 * @returns {string | null} absolute path.
 */
export function findElectronBinary() {
  const pathFile = join(PACKAGE, 'path.txt');
  if (!existsSync(pathFile)) {
    return null;
  }
  const path = join(PACKAGE, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(path) ? path : null;
}

/** @returns {Promise<string | null>} why it failed, or `null`. */
async function download() {
  const installer = spawn(process.execPath, [join(PACKAGE, 'install.js')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  installer.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  const limit = setTimeout(() => installer.kill('SIGKILL'), DOWNLOAD_LIMIT_MS);
  const [code, signal] = await new Promise((done) => installer.on('close', (...ending) => done(ending)));
  clearTimeout(limit);
  if (signal !== null) {
    return `no answer within ${DOWNLOAD_LIMIT_MS / 1000} s`;
  }
  const [firstLine = ''] = complaint.trim().split('\n');
  return code === 0 ? null : firstLine.replace(/^\w*Error: /, '');
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
