import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stopWith } from './console.mjs';
import { ROOT } from './project.mjs';

/** Contains the digest of the sources of the last successful build. */
const STAMP = join(ROOT, 'out', 'sources.sha256');
const SOURCE_FOLDERS = ['electron', 'renderer', 'shared'];
const SOURCE_FILES = ['electron.vite.config.ts', 'package-lock.json'];

/**
 * Builds the application unless `out/` was built from the current sources. On failure, ends the script with the output of the
 * builder.
 * @returns {void}
 */
export function ensureBuilt() {
  const digest = digestSources();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest) {
    return;
  }
  // On standard error: the standard output of the platform command is one line of JSON.
  console.error('Building …');
  const builder = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const result = spawnSync(process.execPath, [builder, 'build'], { cwd: ROOT, encoding: 'utf8' });
  if (result.stderr.includes('Cannot find native binding')) {
    // npm omits a binary of the builder that does not support the Node on which npm runs.
    stopWith('npm omitted a part of the builder. Run "npm ci" again on Node 20.19 or newer (22.12 or newer of 22).');
  }
  if (result.status !== 0) {
    stopWith(`The build failed:\n${result.stdout}${result.stderr}`);
  }
  mkdirSync(join(ROOT, 'out'), { recursive: true });
  writeFileSync(STAMP, digest);
}

function digestSources() {
  const hash = createHash('sha256');
  for (const path of [...SOURCE_FOLDERS.flatMap(listFiles), ...SOURCE_FILES.map((name) => join(ROOT, name))]) {
    hash.update(path).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} folder below the project.
 * @returns {string[]} absolute paths of all files in it, in a fixed order.
 */
function listFiles(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
