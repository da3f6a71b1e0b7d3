import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stopWith } from './console.mjs';
import { ROOT } from './project.mjs';

/**
 * What the last successful build was made from: the digest of the sources, and the times and sizes of their files when they
 * last had it, so that they are read again only if one of them was written.
 */
const STAMP = join(ROOT, 'out', 'sources.json');
const SOURCE_FOLDERS = ['electron', 'renderer', 'shared'];
const SOURCE_FILES = ['electron.vite.config.ts', 'package-lock.json'];

/**
 * Builds the application unless `out/` was built from the current sources. On failure, ends the script with the output of the
 * builder.
 * @returns {void}
 */
export function ensureBuilt() {
  const built = readStamp();
  const files = [...SOURCE_FOLDERS.flatMap(listFiles), ...SOURCE_FILES.map((name) => join(ROOT, name))];
  const state = describeFiles(files);
  if (built.state === state) {
    return;
  }
  const digest = digestFiles(files);
  if (built.digest !== digest) {
    build();
  }
  mkdirSync(join(ROOT, 'out'), { recursive: true });
  writeFileSync(STAMP, JSON.stringify({ digest, state }));
}

/** @returns {{ digest?: unknown, state?: unknown }} empty if nothing was built. */
function readStamp() {
  try {
    return JSON.parse(readFileSync(STAMP, 'utf8'));
  } catch {
    return {};
  }
}

function build() {
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
}

/**
 * The files with their times of change, which no program can set, and sizes.
 * @param {readonly string[]} paths
 */
function describeFiles(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    const { ctimeMs, size } = statSync(path);
    hash.update(`${path}\0${ctimeMs}\0${size}\0`);
  }
  return hash.digest('hex');
}

/** @param {readonly string[]} paths */
function digestFiles(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
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
