import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { extractFile, listPackage, statFile } from '@electron/asar';
import { ROOT } from '../project.mjs';

/** @typedef {import('./inspectFiles.mjs').PackagedFile} PackagedFile */

/**
 * Lists the files of a package.
 * @param {string} archive absolute path of its `app.asar`.
 * @returns {PackagedFile[]}
 */
export function listFiles(archive) {
  const paths = listPackage(archive, { isPack: false })
    .map((path) => path.slice(1).split(sep).join('/'))
    .filter((path) => !('files' in statFile(archive, path)));
  const libraries = readLibraries(archive, paths);
  return paths.map((path) => ({
    path,
    isUnpacked: /** @type {{ unpacked?: boolean }} */ (statFile(archive, path)).unpacked === true,
    library: libraries.get(libraryFolder(path)) ?? (path.startsWith('node_modules/') ? 'an unknown package' : null),
  }));
}

/**
 * Size of the application without Electron.
 * @param {string} archive absolute path of its `app.asar`.
 * @returns {number} in bytes.
 */
export function measure(archive) {
  const unpacked = `${archive}.unpacked`;
  const files = readdirSync(unpacked, { recursive: true, encoding: 'utf8' }).map((name) =>
    statSync(join(unpacked, name)),
  );
  const beside = files.filter((file) => file.isFile()).reduce((sum, { size }) => sum + size, 0);
  return statSync(archive).size + beside;
}

/**
 * The packages of npm that the application runs on, from the lock file.
 * @returns {ReadonlySet<string>} each as `name@version`.
 */
export function readProductionLibraries() {
  /** @type {{ packages: Record<string, { name?: string, version: string, dev?: boolean }> }} */
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const installed = Object.entries(packages).filter(([path, { dev }]) => path !== '' && dev !== true);
  return new Set(
    installed.map(
      ([path, { name, version }]) => `${name ?? path.slice(path.lastIndexOf('node_modules/') + 13)}@${version}`,
    ),
  );
}

/**
 * The folder of the package of npm that a file is part of.
 * @param {string} path
 * @returns {string} empty for a file of our own.
 */
function libraryFolder(path) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? '';
}

/**
 * @param {string} archive
 * @param {readonly string[]} paths
 * @returns {Map<string, string>} folder to `name@version`.
 */
function readLibraries(archive, paths) {
  const manifests = paths.filter((path) => path === `${libraryFolder(path)}/package.json`);
  return new Map(
    manifests.map((path) => {
      const { name, version } = JSON.parse(extractFile(archive, path).toString('utf8'));
      return [libraryFolder(path), `${name}@${version}`];
    }),
  );
}
